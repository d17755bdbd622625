import type { Segment } from '../core/segment.ts';
import {
  type CellLook,
  isFilled,
  isNumber,
  isPart,
  isSingle,
  knownNothing,
  lookAt,
} from './cell-look.ts';

const FEW = 16;
const NONE = -1;

/** The cells of one row, and what a glance at each tells. One row serves row after row. */
export class Row {
  /** A new list for each row: to put what is new into what is old costs more than a list. */
  cells: Segment[];
  /** Whether some cell has several lines, a segment each. */
  hasLines = false;
  private readonly looks: CellLook[] = [];
  private readonly glances: Uint8Array;
  private count = 0;
  private filled = 0;
  /** What any of the cells tells. */
  private any: CellLook = 0;
  private last: CellLook = 0;
  private joint = NONE;

  constructor(glances: Uint8Array) {
    this.glances = glances;
    this.cells = new Array(FEW);
  }

  static of(cells: Iterable<Segment>, glances: Uint8Array): Row {
    const row = new Row(glances);
    for (const cell of cells) row.add(cell);
    return row.end();
  }

  add(segment: Segment): void {
    const look = lookAt(segment.text, this.glances);
    const at = this.count++;
    this.cells[at] = segment;
    this.looks[at] = look;
    this.any |= look;
    if (isPart(this.last & look) && this.joint < 0) this.joint = at - 1;
    this.last = look;
    if (isFilled(look)) this.filled++;
  }

  /** No more cells come. */
  end(): this {
    if (this.cells.length > this.count) this.cells.length = this.count;
    return this;
  }

  /** Makes ready for the next row, which is likely to be as long. */
  clear(): void {
    this.cells = new Array(this.count);
    this.count = 0;
    this.filled = 0;
    this.any = 0;
    this.last = 0;
    this.joint = NONE;
    this.hasLines = false;
  }

  get length(): number {
    return this.count;
  }

  /** The only cell that holds something; undefined when several do, or none. */
  get only(): Segment | undefined {
    return this.filled === 1 ? this.cells[this.firstFilled] : undefined;
  }

  /** The first cell that holds something. */
  get firstFilled(): number {
    return this.looks.findIndex(isFilled);
  }

  /** Whether any cell is a number. */
  get hasNumbers(): boolean {
    return isNumber(this.any);
  }

  /** Whether any cell is one letter or digit. */
  get hasSingles(): boolean {
    return isSingle(this.any);
  }

  /** The first of two cells side by side that may be parts of one number; -1 where there are none. */
  get firstJoint(): number {
    return this.joint;
  }

  /** Keeps in mind that a cell repeats one of its column that held nothing. */
  holdsNothing(at: number): void {
    this.looks[at] = knownNothing(this.lookOf(at));
  }

  /** What a glance at a cell tells. */
  lookOf(at: number): CellLook {
    return this.looks[at] as CellLook;
  }
}
