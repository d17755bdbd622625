import type { Finding } from '../core/finding.ts';
import type { Segment } from '../core/segment.ts';
import type { FieldKind, TableFacts } from '../core/table.ts';
import { ALNUM, classOf } from '../text/char-class.ts';
import { aboutOf } from './about.ts';
import type { Belief } from './believe.ts';
import { Column } from './column.ts';
import { DownColumn } from './down-column.ts';
import { findingOf, standsInProse } from './finding-of.ts';
import { isHeader, labelOf } from './header.ts';
import { joinCells } from './join-cells.ts';
import type { Label } from './label-index.ts';
import { kindOf } from './labels.ts';
import { lostDigits } from './lost-digits.ts';
import { type CellContext, Place, type Setting } from './place.ts';
import { readText } from './read-text.ts';
import type { RuleBook } from './rule-book.ts';

const DEEPEST_HEADER = 3;
const WIDEST_HEAD = 64;
const NO_CELLS: readonly Segment[] = [];

/** Reads one table row by row. What a column means is settled when all its rows are read. */
export class Table {
  private readonly id: number;
  private readonly book: RuleBook;
  private readonly setting: Setting;
  private readonly place: Place;
  private readonly columns = new Map<number, Column>();
  private headerRow: number | undefined;
  private about: Place['about'];
  /** The row that is being read. */
  private reading: readonly Segment[] = NO_CELLS;
  private rows = 0;
  /** The row before, as long as it may be the first half of a header. */
  private above: readonly Segment[] = NO_CELLS;
  private rowsUnderHeader = 0;
  private readonly earlier: TableFacts[] = [];
  private width = 0;
  private readonly down = new DownColumn((column, text) => this.placeIn(column, text));

  constructor(id: number, book: RuleBook, asked: ReadonlySet<string>) {
    this.id = id;
    this.book = book;
    const nearby = () => this.reading.map((one) => `${this.headOf(one)}:${one.text}`).join('\n');
    this.setting = { book, asked, nearby };
    this.place = new Place(this.setting);
  }

  /** Takes in the next row. `before` is the table that stood before this one. */
  row(cells: readonly Segment[], before: Table | undefined, found: Finding[]): void {
    this.width = Math.max(this.width, cells.length);
    const labels = cells.map(({ text }) => labelOf(text, this.book.labels));
    if (isHeader(cells, labels) || this.completesHeader(cells)) {
      if (this.rowsUnderHeader > 0 && this.headerRow !== undefined) this.earlier.push(this.section);
      this.rowsUnderHeader = 0;
      this.head(cells, labels);
      return;
    }
    this.above = this.rows < DEEPEST_HEADER ? cells : NO_CELLS;
    this.rowsUnderHeader++;
    if (this.rows++ === 0 && before && before.width === this.width) this.continue(before);
    for (const cell of cells) this.down.take(cell, found);
    const alone = noteIn(cells, this.width);
    if (alone) this.readNote(alone, found);
    else this.readRow(cells, labels, found);
  }

  private readRow(
    cells: readonly Segment[],
    labels: readonly (Label | undefined)[],
    found: Finding[],
  ): void {
    this.reading = cells;
    const joined = joinCells(
      cells,
      (first, text) =>
        new Place(this.setting).hold(
          text,
          this.contextOf(first, labels[cells.indexOf(first) - 1]),
          this.about,
        ),
      found,
    );
    let side: Label | undefined;
    for (let at = 0; at < cells.length; at++) {
      const cell = cells[at];
      if (!cell || cell.text === '') continue;
      const isTaken =
        labels[at] !== undefined || joined?.has(cell.id) || this.read(cell, side, found);
      // 补助人次 counts whatever follows in its row; other labels name the next cell only.
      if (labels[at]) side = labels[at];
      else if (!side?.denies && (isTaken || cell.text.length > 1)) side = undefined;
    }
  }

  /** 证件 in one row and 号码 in the next: only the two together are a label. */
  private completesHeader(cells: readonly Segment[]): boolean {
    const isDeep = cells.some((cell, at) => {
      const above = (this.above.find((one) => covers(one, cell)) ?? this.above[at])?.text ?? '';
      if (above === '' || cell.text === '' || labelOf(cell.text, this.book.labels)) return false;
      return (labelOf(above + cell.text, this.book.labels)?.values.length ?? 0) > 0;
    });
    if (isDeep) {
      const above = this.above;
      this.above = NO_CELLS;
      this.head(
        above,
        above.map(({ text }) => labelOf(text, this.book.labels)),
      );
    }
    return isDeep;
  }

  /** A sentence that fills a row is read as prose: the columns do not speak for it. */
  private readNote(cell: Segment, found: Finding[]): void {
    const { text } = cell;
    this.reading = NO_CELLS;
    const place = this.place.hold(text, undefined, undefined);
    readText(place, (belief) => {
      if (standsInProse(belief)) found.push(findingOf(belief, cell.id));
    });
  }

  /** What only the whole table tells. */
  settle(found: Finding[]): void {
    this.down.settle(found);
    for (const column of this.columns.values()) found.push(...column.settle(this.book));
  }

  /** What every header of the table said about the rows below it. */
  get facts(): TableFacts[] {
    return [...this.earlier, this.section];
  }

  private get section(): TableFacts {
    const columns = new Map<number, FieldKind>();
    for (const [at, column] of this.columns) {
      const kind = column.label ? kindOf(column.label) : column.mostly;
      if (kind !== undefined) columns.set(at, kind);
    }
    return { table: this.id, headerRow: this.headerRow, columns };
  }

  /** A table that starts without a header on a new page goes on under the old one. */
  private continue(before: Table): void {
    this.about = before.about;
    for (const [at, { label, headText }] of before.columns)
      Object.assign(this.column(at), { label, headText });
  }

  private column(at: number): Column {
    let column = this.columns.get(at);
    if (!column) {
      column = new Column();
      this.columns.set(at, column);
    }
    return column;
  }

  private head(cells: readonly Segment[], labels: readonly (Label | undefined)[]): void {
    for (let at = 0; at < cells.length; at++) {
      const { cell, text } = cells[at] as Segment;
      if (!cell || text === '') continue;
      const column = this.column(cell.column);
      // 身份证 over 号码: a header two rows deep says it only when read as one.
      const deep = column.headText && labelOf(column.headText + text, this.book.labels);
      column.label = deep || labels[at] || column.label;
      column.headText = text;
      // A header cell merged over several columns heads each of them.
      const last = cell.column + Math.min(cell.columns ?? 1, WIDEST_HEAD);
      for (let covered = cell.column + 1; covered < last; covered++) {
        const other = this.column(covered);
        other.label = labels[at] ?? other.label;
        other.headText = text;
      }
    }
    this.headerRow = cells[0]?.cell?.row ?? this.headerRow;
    const kinds = [...this.columns.values()].flatMap(({ label }) => (label ? [kindOf(label)] : []));
    const office = [...this.columns.values()].some(({ label }) => label?.office);
    this.about = office ? 'offices' : aboutOf(new Set(kinds));
  }

  private contextOf({ cell }: Segment, side: Label | undefined): CellContext {
    return { side, head: this.columns.get(cell?.column ?? -1)?.label };
  }

  /** For a number that no one cell of a column holds. */
  private placeIn(column: number, text: string): Place {
    const head = this.columns.get(column)?.label;
    return new Place(this.setting).hold(text, { side: undefined, head }, this.about);
  }

  private headOf({ cell }: Segment): string {
    return this.columns.get(cell?.column ?? -1)?.headText ?? '';
  }

  /** Reads one cell; true when it holds something worth hiding. */
  private read(cell: Segment, side: Label | undefined, found: Finding[]): boolean {
    const column = this.column(cell.cell?.column ?? -1);
    column.fill();
    if (!mayHold(cell.text) && !side?.words.length && !column.label?.words.length) return false;
    const place = this.place.hold(cell.text, this.contextOf(cell, side), this.about);
    const lost = lostDigits(place);
    if (lost) found.push(findingOf(lost, cell.id));
    if (lost) return true;
    let isTaken = false;
    readText(place, (belief) => {
      isTaken = true;
      column.pass(belief);
      const finding = findingOf(belief, cell.id);
      if (isSettled(belief)) found.push(finding);
      else column.wait(finding, belief.standing === 'denied');
    });
    if (!isTaken) column.doubt(cell);
    return isTaken;
  }
}

/** A label or a check of its own: no column can speak against it. */
const isSettled = ({ standing, rule, confidence }: Belief): boolean =>
  standing === 'named' ||
  (standing === 'alone' && rule.rule.confidence === 'certain' && confidence === 'certain');

/** Whether the column of a cell is one of those that a cell in the row above is merged over. */
const covers = ({ cell: above }: Segment, { cell }: Segment): boolean =>
  above !== undefined &&
  cell !== undefined &&
  above.column <= cell.column &&
  cell.column < above.column + (above.columns ?? 1);

/** A quick look: without a digit or a letter there is nothing to read, but for labels that take words. */
function mayHold(text: string): boolean {
  for (let at = 0; at < text.length; at++)
    if (classOf(text.charCodeAt(at)) & ALNUM || text.charCodeAt(at) === COLON) return true;
  return false;
}

const COLON = 0xff1a;
const HAN = /\p{Script=Han}{3}/u;

/** The only cell of a row that holds something, when it is a sentence: a title, a note, an office's contact. */
function noteIn(cells: readonly Segment[], width: number): Segment | undefined {
  if (width < 2) return undefined;
  let only: Segment | undefined;
  for (const cell of cells) {
    if (cell.text === '') continue;
    if (only) return undefined;
    only = cell;
  }
  return only && HAN.test(only.text) ? only : undefined;
}
