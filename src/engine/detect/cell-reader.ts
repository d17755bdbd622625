import { Finding } from '../core/finding.ts';
import type { Segment } from '../core/segment.ts';
import { overlaps, type Span } from '../core/span.ts';
import { Alike, type Model } from './alike.ts';
import type { Belief } from './believe.ts';
import {
  type CellLook,
  digitsIn,
  isKnownNothing,
  isMixed,
  isNumber,
  isShort,
  isWord,
  mayBeDisguised,
  mayHold,
} from './cell-look.ts';
import { Column } from './column.ts';
import type { Columns } from './columns.ts';
import { findingOf, isSettled, standsInProse } from './finding-of.ts';
import { homeAt, isAboutElsewhere, mayLiveThere } from './home-row.ts';
import { homesIn } from './homes.ts';
import type { Label } from './label-index.ts';
import { cutShort, lostDigits, mayBeCut } from './lost-digits.ts';
import { Place, type Setting } from './place.ts';
import { Reader } from './read-text.ts';
import type { RuleBook } from './rule-book.ts';
import type { WholeCells } from './whole-cells.ts';

/** A mistyped number has no fewer. */
const FEWEST_DIGITS = 8;
const FEWEST_IN_PAPER = 6;

/** Reads the cells of a table under what is known of their columns: most are like one that was read before. */
export class CellReader {
  /** Where findings go of which the column has no say. */
  found: Finding[] = [];
  private readonly book: RuleBook;
  private readonly columns: Columns;
  private readonly whole: WholeCells;
  private readonly place: Place;
  private readonly reader: Reader;
  /** The cell that is being read, and whether it held anything. */
  private segmentId = 0;
  private column = new Column();
  private known = new Alike();
  private mayLearn = false;
  private isTaken = false;
  private readonly told: Span[] = [];

  /** @param whole where those of the findings go that fill their cells and are like an earlier one */
  constructor(setting: Setting, columns: Columns, whole: WholeCells) {
    this.book = setting.book;
    this.columns = columns;
    this.whole = whole;
    this.place = new Place(setting);
    this.reader = new Reader(this.place, (belief) => this.tell(belief));
  }

  /** Reads one, beside a label or none; true when it holds something worth hiding. */
  read(cell: Segment, look: CellLook, side: Label | undefined): boolean {
    const { text } = cell;
    const column = this.columns.at(cell.cell?.column ?? -1);
    column.fill();
    if (
      !mayHold(look) &&
      !side?.words.length &&
      !column.asksForWords &&
      !mayBeDisguised(text, look)
    ) {
      column.word(text);
      return false;
    }
    if (!side && isNumber(look) && this.isPlain(text, column)) {
      column.figure(text, look);
      return false;
    }
    const known = column.known(side);
    if (isWord(look)) {
      const model = known.modelOf(text, this.book);
      if (model) return this.tellAlike(cell, column, model);
    }
    const isNothing =
      (!side && isKnownNothing(look)) || (digitsIn(look) < FEWEST_DIGITS && known.isNothing(text));
    if (isNothing) {
      if (!side) column.figure(text, look);
      return false;
    }
    return this.readAnew(cell, look, side, column);
  }

  /** Reads a cell unlike any that was read before. */
  private readAnew(
    cell: Segment,
    look: CellLook,
    side: Label | undefined,
    column: Column,
  ): boolean {
    const { text } = cell;
    const { context } = column;
    const { place } = this;
    place.hold(text, side ? { side, head: context.head } : context, this.columns.about);
    this.isTaken = false;
    this.told.length = 0;
    this.known = column.known(side);
    this.mayLearn = isWord(look);
    this.column = column;
    this.segmentId = cell.id;
    const lost = isMixed(look) ? lostDigits(place) : undefined;
    if (lost) {
      this.found.push(findingOf(lost, cell.id));
      return true;
    }
    this.reader.read();
    const homes = homesIn(text);
    if (homes.length > 0) this.tellHomes(homes);
    if (this.isTaken) return true;
    const cut = mayBeCut(look) ? cutShort(place, this.book.data.regions) : undefined;
    if (cut) {
      this.found.push(findingOf(cut, cell.id));
      return true;
    }
    if (!side) column.figure(text, look);
    if (!side && digitsIn(look) >= FEWEST_IN_PAPER) column.paper(cell);
    if (digitsIn(look) >= FEWEST_DIGITS) column.doubt(cell);
    else if (isShort(look) && homes.length === 0) this.known.rememberNothing(text);
    return false;
  }

  /** A number of a length that no rule knows, under a header that asks for none. */
  private isPlain(text: string, column: Column): boolean {
    return (
      !column.asks &&
      text.length < FEWEST_DIGITS &&
      this.book.fitting(text.length, text.charCodeAt(0)).length === 0
    );
  }

  /** A number like one before it in its column is told without being read. */
  private tellAlike({ id, text }: Segment, column: Column, model: Model): true {
    column.pass(model.rule);
    if (model.isSettled) this.whole.add(model.claim, id, text.length);
    else column.wait(new Finding(model.claim, id, 0, text.length), model.isDenied);
    return true;
  }

  /** An address under another header is somebody's home where the row is about somebody. */
  private tellHomes(homes: readonly Span[]): void {
    const { place, columns, column, book } = this;
    const rule = book.byId.get('address');
    if (!rule || columns.about === 'offices' || columns.about === 'staff') return;
    if (isAboutElsewhere(columns.firstWords)) return;
    if (!mayLiveThere(column.headText, place.setting.nearby(), book)) return;
    const told = this.told.toSorted((a, b) => a.start - b.start);
    let next = 0;
    for (const span of homes) {
      while ((told[next]?.end ?? Infinity) <= span.start) next++;
      const beside = told[next];
      if (!beside || !overlaps(beside, span)) this.tell(homeAt(span, rule));
    }
  }

  private tell(belief: Belief): void {
    const { column, place } = this;
    this.isTaken = true;
    this.told.push(belief.span);
    if (belief.standing === 'excluded') {
      if (standsInProse(belief)) this.found.push(findingOf(belief, this.segmentId));
      return;
    }
    column.pass(belief.rule);
    const finding = findingOf(belief, this.segmentId);
    if (this.mayLearn) this.known.learn(place, belief, finding);
    if (isSettled(belief)) this.found.push(finding);
    else column.wait(finding, belief.standing === 'denied');
  }
}
