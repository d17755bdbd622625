import type { Finding } from '../core/finding.ts';
import type { Segment } from '../core/segment.ts';
import type { TableFacts } from '../core/table.ts';
import { digitsIn, isFilled, isNumber, isSingle, MOST_DIGITS, mayBeLabel } from './cell-look.ts';
import { CellReader } from './cell-reader.ts';
import { Columns } from './columns.ts';
import { DownColumn } from './down-column.ts';
import { amountOf, CellLabels, isHeader, labelOf } from './header.ts';
import { joinCells } from './join-cells.ts';
import type { Joints } from './joined.ts';
import type { Label } from './label-index.ts';
import { Notes, noteIn } from './notes.ts';
import { Place, type Setting } from './place.ts';
import type { Row } from './row.ts';
import type { RuleBook } from './rule-book.ts';
import { isUnit } from './units.ts';
import type { WholeCells } from './whole-cells.ts';

const DEEPEST_HEADER = 3;
const LONGEST_HEAD = 30;
/** No holder of an account is named in more. */
const NEARBY = 200;
const TOTALS = new Set(['合计', '总计', '共计', '小计']);
/** Labels in a row that heads a list. */
const FEWEST_LABELS = 2;
const DIGIT = /\d/;
const FEWEST_DIGITS = 5;
const isLongNumber = (row: Row, at: number): boolean => digitsIn(row.lookOf(at)) >= FEWEST_DIGITS;
const hasNumber = (row: Row): boolean => row.cells.some((_, at) => isLongNumber(row, at));
/** Neither empty nor a number. */
const isWords = (text: string): boolean => text.trim() !== '' && !DIGIT.test(text);
const NO_CELLS: readonly Segment[] = [];

/** Reads one table row by row. What a column means is settled when all its rows are read. */
export class Table {
  private readonly book: RuleBook;
  private readonly cellReader: CellReader;
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
  private found: Finding[] = [];

  constructor(id: number, book: RuleBook, asked: ReadonlySet<string>, whole: WholeCells) {
    this.book = book;
    this.columns = new Columns(id, book);
    const nearby = () =>
      (this.now?.cells ?? NO_CELLS)
        .map((one) => `${this.columns.of(one)?.headText ?? ''}:${one.text.slice(0, NEARBY)}`)
        .join('\n');
    const setting: Setting = { book, asked, nearby };
    this.cellReader = new CellReader(setting, this.columns, whole);
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
    this.cellReader.found = found;
    const isNamed = this.nameCells(row);
    if (isNamed && this.mayHead(row) && isHeader(row, this.labels) && !this.isTotals(row)) {
      this.headFromAbove(row, found);
      this.columns.head(row.cells, this.labels, found);
      return;
    }
    if (isNamed && this.deepensHeader(row)) {
      this.columns.head(row.cells, this.labels, found);
      return;
    }
    if (this.above.length > 0 && this.completesHeader(row)) {
      this.columns.head(row.cells, this.labels, found);
      return;
    }
    if (this.rows === 1 && !isNamed && !this.columns.isHeaded) this.headFromFirst(row, found);
    this.above = this.rows < DEEPEST_HEADER || (isNamed && !row.hasNumbers) ? row.cells : NO_CELLS;
    this.columns.rows++;
    if (this.rows++ === 0 && before && before.width === this.width)
      this.columns.continue(before.columns);
    if (row.hasSingles) this.takeSingles(row);
    const note = noteIn(row, this.width);
    if (note) this.notes.read(note, found);
    else this.readRow(row);
  }

  /** 户号 in the row above heads its column where this header has no cell, being merged over both rows. */
  private headFromAbove({ cells }: Row, found: Finding[]): void {
    const { above } = this;
    this.above = NO_CELLS;
    const filled = new Set(cells.map((one) => (one.text === '' ? -1 : one.cell?.column)));
    const labels = above.map((one) => (filled.has(one.cell?.column) ? undefined : this.read(one)));
    if (labels.some((one) => one !== undefined)) this.columns.head(above, labels, found);
  }

  /**
   * Two words that are known head a list whose first row holds no number and whose second does; so does one under
   * which a number stands.
   */
  private headFromFirst(row: Row, found: Finding[]): void {
    const { above } = this;
    if (above.length !== row.length || above.some(({ text }) => !isWords(text))) return;
    const labels = above.map((one) => this.read(one));
    const known = labels.filter((one) => one !== undefined).length;
    const namesNumber = labels.some(
      (label, at) => (label?.values.length ?? 0) > 0 && isLongNumber(row, at),
    );
    if (namesNumber || (known >= FEWEST_LABELS && hasNumber(row)))
      this.columns.head(above, labels, found);
  }

  private read({ text }: Segment): Label | undefined {
    return text.length > 0 && text.length <= LONGEST_HEAD
      ? labelOf(text, this.book.labels)
      : undefined;
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
        label !== undefined || joined?.has(cell.id) || this.cellReader.read(cell, look, side);
      // 补助人次 counts whatever follows in its row; other labels name the next cell only.
      if (label) {
        side = label;
        this.columns.at(cell.cell?.column ?? -1).call();
      } else if (isUnit(cell.text) && !this.columns.of(cell)?.label) side = this.amount;
      else if (!side?.denies && (isTaken || cell.text.length !== 1)) side = undefined;
    }
  }

  /** 身份证号 alone right below a header, under 证件信息: all that is in the row is a label. */
  private deepensHeader(row: Row): boolean {
    if (!this.columns.isFresh) return false;
    for (let at = 0; at < row.length; at++)
      if (isFilled(row.lookOf(at)) && !this.isUnder(row.cells[at] as Segment, this.labels[at]))
        return false;
    return true;
  }

  /** A label for numbers over one column: 残疾学生 over all of them begins a group. */
  private isUnder({ cell }: Segment, label: Label | undefined): boolean {
    return (label?.values.length ?? 0) > 0 && (cell?.columns ?? 1) * 2 <= this.width;
  }

  /** 证件 in one row and 号码 in the next: only the two together are a label. */
  private completesHeader(row: Row): boolean {
    if (holdsValues(row)) return false;
    const isDeep = row.cells.some((cell, at) => {
      const above = this.above.find((one) => covers(one, cell))?.text ?? '';
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
}

/** A number says that a row is no half of a header, be it only the first of a list. */
function holdsValues(row: Row): boolean {
  for (let at = 0; at < row.length; at++) {
    const look = row.lookOf(at);
    if (isNumber(look) || digitsIn(look) > MOST_DIGITS) return true;
  }
  return false;
}

/** Whether the column of a cell is one of those that a cell in the row above is merged over. */
const covers = ({ cell: above }: Segment, { cell }: Segment): boolean =>
  above !== undefined &&
  cell !== undefined &&
  above.column <= cell.column &&
  cell.column < above.column + (above.columns ?? 1);
