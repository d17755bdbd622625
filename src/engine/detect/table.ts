import { Finding } from '../core/finding.ts';
import type { Segment } from '../core/segment.ts';
import type { TableFacts } from '../core/table.ts';
import { Alike, type Model } from './alike.ts';
import type { Belief } from './believe.ts';
import {
  type CellLook,
  digitsIn,
  isFilled,
  isKnownNothing,
  isMixed,
  isNumber,
  isShort,
  isSingle,
  isWord,
  mayBeDisguised,
  mayBeLabel,
  mayHold,
} from './cell-look.ts';
import { Column } from './column.ts';
import { Columns } from './columns.ts';
import { DownColumn } from './down-column.ts';
import { findingOf, isSettled, standsInProse } from './finding-of.ts';
import { amountOf, CellLabels, isHeader, labelOf } from './header.ts';
import { type Joints, joinCells } from './join-cells.ts';
import type { Label } from './label-index.ts';
import { lostDigits } from './lost-digits.ts';
import { Notes, noteIn } from './notes.ts';
import { Place, type Setting } from './place.ts';
import { Reader } from './read-text.ts';
import type { Row } from './row.ts';
import type { RuleBook } from './rule-book.ts';
import { isUnit } from './units.ts';
import type { WholeCells } from './whole-cells.ts';

const DEEPEST_HEADER = 3;
/** A mistyped number has no fewer. */
const FEWEST_DIGITS = 8;
/** No holder of an account is named in more. */
const NEARBY = 200;
const TOTALS = new Set(['合计', '总计', '共计', '小计']);
const NO_CELLS: readonly Segment[] = [];

/** Reads one table row by row. What a column means is settled when all its rows are read. */
export class Table {
  private readonly book: RuleBook;
  private readonly whole: WholeCells;
  private readonly place: Place;
  private readonly cellReader: Reader;
  private readonly notes: Notes;
  private readonly cellLabels: CellLabels;
  private readonly down: DownColumn;
  private readonly joints: Joints;
  private readonly columns: Columns;
  private readonly amount: Label | undefined;
  private rows = 0;
  /** The row before, as long as it may be the first half of a header. */
  private above = NO_CELLS;
  private width = 0;
  /** The row that is being read, and the labels in it. */
  private now: Row | undefined;
  private readonly labels: (Label | undefined)[] = [];
  /** The cell that is being read. */
  private segmentId = 0;
  private reading = new Column();
  private found: Finding[] = [];
  private isTaken = false;
  private mayLearn = false;
  private known = new Alike();

  /** @param whole where findings go that fill their cells and that no column has to decide about */
  constructor(id: number, book: RuleBook, asked: ReadonlySet<string>, whole: WholeCells) {
    this.book = book;
    this.whole = whole;
    this.columns = new Columns(id, book);
    const nearby = () =>
      (this.now?.cells ?? NO_CELLS)
        .map((one) => `${this.columns.of(one)?.headText ?? ''}:${one.text.slice(0, NEARBY)}`)
        .join('\n');
    const setting: Setting = { book, asked, nearby };
    this.place = new Place(setting);
    this.cellReader = new Reader(this.place, (belief) => this.tell(belief));
    this.notes = new Notes(book, asked);
    this.cellLabels = new CellLabels(book.labels);
    this.down = new DownColumn((column, text) => this.placeUnder(column, undefined, text, setting));
    this.amount = amountOf(book.labels);
    this.joints = {
      headOf: (cell) => this.columns.of(cell)?.label,
      sideOf: (one) => this.labels[(this.now?.cells.indexOf(one) ?? 0) - 1],
      placeOf: (first, text) =>
        this.placeUnder(first.cell?.column ?? -1, this.joints.sideOf(first), text, setting),
    };
  }

  /** Takes in the next row. `before` is the table that stood before this one. */
  row(row: Row, before: Table | undefined, found: Finding[]): void {
    this.width = Math.max(this.width, row.length);
    this.now = row;
    this.found = found;
    const isNamed = this.nameCells(row);
    if (isNamed && this.mayHead(row) && isHeader(row, this.labels) && !this.isTotals(row)) {
      this.columns.head(row.cells, this.labels, found);
      return;
    }
    if (this.above.length > 0 && this.completesHeader(row)) {
      this.columns.head(row.cells, this.labels, found);
      return;
    }
    this.above = this.rows < DEEPEST_HEADER ? row.cells : NO_CELLS;
    this.columns.rows++;
    if (this.rows++ === 0 && before && before.width === this.width)
      this.columns.continue(before.columns);
    if (row.hasSingles) this.takeSingles(row);
    const note = noteIn(row, this.width);
    if (note) this.notes.read(note, found);
    else this.readRow(row);
  }

  private takeSingles(row: Row): void {
    for (let at = 0; at < row.length; at++)
      if (isSingle(row.lookOf(at))) this.down.take(row.cells[at] as Segment, this.found);
  }

  /** Whether any cell of the row is a label. */
  private nameCells(row: Row): boolean {
    const { labels } = this;
    let isNamed = false;
    for (let at = 0; at < row.length; at++) {
      const label = mayBeLabel(row.lookOf(at)) ? this.labelAt(row, at) : undefined;
      labels[at] = label;
      isNamed ||= label !== undefined;
    }
    if (labels.length > row.length) labels.length = row.length;
    return isNamed;
  }

  /** What held nothing before is no label: neither question needs to be asked again. */
  private labelAt(row: Row, at: number): Label | undefined {
    const cell = row.cells[at] as Segment;
    if (this.columns.of(cell)?.known(undefined).isNothing(cell.text)) {
      row.holdsNothing(at);
      return undefined;
    }
    return this.cellLabels.of(cell.text);
  }

  private readRow(row: Row): void {
    const joined =
      row.firstJoint >= 0 || row.hasLines ? joinCells(row, this.joints, this.found) : undefined;
    let side: Label | undefined;
    for (let at = 0; at < row.length; at++) {
      const look = row.lookOf(at);
      if (!isFilled(look)) continue;
      const label = this.labels[at];
      const cell = row.cells[at] as Segment;
      const isTaken =
        label !== undefined || joined?.has(cell.id) || this.readCell(cell, look, side);
      // 补助人次 counts whatever follows in its row; other labels name the next cell only.
      if (label) side = label;
      else if (isUnit(cell.text) && !this.columns.of(cell)?.label) side = this.amount;
      else if (!side?.denies && (isTaken || cell.text.length !== 1)) side = undefined;
    }
  }

  /** 证件 in one row and 号码 in the next: only the two together are a label. */
  private completesHeader(row: Row): boolean {
    const isDeep = row.cells.some((cell, at) => {
      const above = (this.above.find((one) => covers(one, cell)) ?? this.above[at])?.text ?? '';
      if (above === '' || cell.text === '' || this.labels[at]) return false;
      return (labelOf(above + cell.text, this.book.labels)?.values.length ?? 0) > 0;
    });
    if (isDeep) {
      const { above } = this;
      this.above = NO_CELLS;
      const labels = above.map(({ text }) => labelOf(text, this.book.labels));
      this.columns.head(above, labels, this.found);
    }
    return isDeep;
  }

  /** What only the whole table tells. */
  settle(found: Finding[]): void {
    this.down.settle(found);
    this.columns.settle(found);
  }

  /** What every header of the table said about the rows below it. */
  get facts(): TableFacts[] {
    return this.columns.facts;
  }

  /** 一、前进村 merged over all columns heads none of them. */
  private mayHead({ length }: Row): boolean {
    return length > 1 || this.width < 2;
  }

  /** 合计 under a list begins no other one, whatever stands beside it. */
  private isTotals(row: Row): boolean {
    return this.columns.rows > 0 && TOTALS.has(this.labels[row.firstFilled]?.word ?? '');
  }

  /** For a number that no one cell holds. */
  private placeUnder(
    column: number,
    side: Label | undefined,
    text: string,
    setting: Setting,
  ): Place {
    const head = this.columns.at(column).label;
    return new Place(setting).hold(text, { side, head }, this.columns.about);
  }

  /** Reads one cell; true when it holds something worth hiding. */
  private readCell(cell: Segment, look: CellLook, side: Label | undefined): boolean {
    const { text } = cell;
    const column = this.columns.at(cell.cell?.column ?? -1);
    column.fill();
    if (
      !mayHold(look) &&
      !side?.words.length &&
      !column.asksForWords &&
      !mayBeDisguised(text, look)
    )
      return false;
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
    this.known = column.known(side);
    this.mayLearn = isWord(look);
    this.reading = column;
    this.segmentId = cell.id;
    const lost = isMixed(look) ? lostDigits(place) : undefined;
    if (lost) {
      this.found.push(findingOf(lost, cell.id));
      return true;
    }
    this.cellReader.read();
    if (this.isTaken) return true;
    if (!side) column.figure(text, look);
    if (digitsIn(look) >= FEWEST_DIGITS) column.doubt(cell);
    else if (isShort(look)) this.known.rememberNothing(text);
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

  private tell(belief: Belief): void {
    const { reading, place } = this;
    this.isTaken = true;
    if (belief.standing === 'excluded') {
      if (standsInProse(belief)) this.found.push(findingOf(belief, this.segmentId));
      return;
    }
    reading.pass(belief.rule);
    const finding = findingOf(belief, this.segmentId);
    if (this.mayLearn) this.known.learn(place, belief, finding);
    if (isSettled(belief)) this.found.push(finding);
    else reading.wait(finding, belief.standing === 'denied');
  }
}

/** Whether the column of a cell is one of those that a cell in the row above is merged over. */
const covers = ({ cell: above }: Segment, { cell }: Segment): boolean =>
  above !== undefined &&
  cell !== undefined &&
  above.column <= cell.column &&
  cell.column < above.column + (above.columns ?? 1);
