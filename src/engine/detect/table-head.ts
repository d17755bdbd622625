import type { Finding } from '../core/finding.ts';
import type { Segment } from '../core/segment.ts';
import { digitsIn, isFilled, isNumber, MOST_DIGITS, mayBeLabel } from './cell-look.ts';
import type { Columns } from './columns.ts';
import { CellLabels, isHeader, labelOf } from './header.ts';
import type { Label, LabelIndex } from './label-index.ts';
import type { Row } from './row.ts';

const DEEPEST_HEADER = 3;
const LONGEST_HEAD = 30;
const TOTALS = new Set(['合计', '总计', '共计', '小计']);
/** Labels in a row that heads a list. */
const FEWEST_LABELS = 2;
/** A unit such as m3 is no number. */
const NUMBER = /\d{2}|^\d|(?<![a-z])\d/i;
const FEWEST_DIGITS = 5;
const isLongNumber = (row: Row, at: number): boolean => digitsIn(row.lookOf(at)) >= FEWEST_DIGITS;
const hasNumber = (row: Row): boolean => row.cells.some((_, at) => isLongNumber(row, at));
/** Neither empty nor a number. */
const isWords = (text: string): boolean => text.trim() !== '' && !NUMBER.test(text);
const NO_CELLS: readonly Segment[] = [];

/** Tells which rows of a table head its columns, and what they say. */
export class TableHead {
  /** The labels in the row that came last, by the place of their cells. */
  readonly labels: (Label | undefined)[] = [];
  /** Cells of the longest row. */
  width = 0;
  private readonly index: LabelIndex;
  private readonly columns: Columns;
  private readonly cellLabels: CellLabels;
  /** The row before, as long as it may be the first half of a header. */
  private above = NO_CELLS;
  /** Rows that head nothing. */
  private rows = 0;

  constructor(index: LabelIndex, columns: Columns) {
    this.index = index;
    this.columns = columns;
    this.cellLabels = new CellLabels(index);
  }

  /** Takes in the next row; true when it heads the columns, and holds nothing else. */
  takes(row: Row, found: Finding[]): boolean {
    this.width = Math.max(this.width, row.length);
    const isNamed = this.nameCells(row);
    if (this.isHead(row, isNamed, found)) {
      this.columns.head(row.cells, this.labels, found);
      return true;
    }
    if (this.rows === 1 && !this.columns.isHeaded && (!isNamed || hasNumber(row)))
      this.headFromFirst(row, found);
    this.above = this.rows < DEEPEST_HEADER || (isNamed && !row.hasNumbers) ? row.cells : NO_CELLS;
    this.rows++;
    return false;
  }

  private isHead(row: Row, isNamed: boolean, found: Finding[]): boolean {
    if (isNamed && this.mayHead(row) && isHeader(row, this.labels) && !this.isTotals(row)) {
      this.headFromAbove(row, found);
      return true;
    }
    if (isNamed && this.deepensHeader(row)) return true;
    return this.above.length > 0 && this.completesHeader(row, found);
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
    return text.length > 0 && text.length <= LONGEST_HEAD ? labelOf(text, this.index) : undefined;
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
  private completesHeader(row: Row, found: Finding[]): boolean {
    if (holdsValues(row)) return false;
    const isDeep = row.cells.some((cell, at) => {
      const above = this.above.find((one) => covers(one, cell))?.text ?? '';
      if (above === '' || cell.text === '' || this.labels[at]) return false;
      return (labelOf(above + cell.text, this.index)?.values.length ?? 0) > 0;
    });
    if (isDeep) {
      const { above } = this;
      this.above = NO_CELLS;
      const labels = above.map(({ text }) => labelOf(text, this.index));
      this.columns.head(above, labels, found);
    }
    return isDeep;
  }

  /** 一、前进村 merged over all columns heads none of them. */
  private mayHead({ length }: Row): boolean {
    return length > 1 || this.width < 2;
  }

  /** 合计 under a list begins no other one, whatever stands beside it. */
  private isTotals(row: Row): boolean {
    return this.columns.rows > 0 && TOTALS.has(this.labels[row.firstFilled]?.word ?? '');
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
