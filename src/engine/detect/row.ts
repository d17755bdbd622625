import type { Segment } from '../core/segment.ts';
import { ALNUM } from '../text/char-class.ts';
import { DRESSED, LIKE, lookOf } from '../text/looks.ts';
import {
  type CellLook,
  COLON,
  digitsIn,
  FILLED,
  LABEL,
  lookAt,
  NUMBER,
  NUMERAL,
  PART,
  SHORT,
  SINGLE,
  WORD,
} from './cell-look.ts';

const SHORTEST_DISGUISED = 7;
const FEW = 16;

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
  private parts = 0;

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
    this.parts |= this.last & look;
    this.last = look;
    if (look & FILLED) this.filled++;
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
    this.parts = 0;
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
    return this.looks.findIndex((look) => (look & FILLED) !== 0);
  }

  /** Whether any cell is one letter or digit. */
  get hasSingles(): boolean {
    return (this.any & SINGLE) !== 0;
  }

  /** Whether any cell may be a label. */
  get mayHaveLabels(): boolean {
    return (this.any & LABEL) !== 0;
  }

  /** Whether two cells side by side may be parts of one number. */
  get hasParts(): boolean {
    return (this.parts & PART) !== 0;
  }

  isEmpty(at: number): boolean {
    return this.looks[at] === SHORT;
  }

  lengthOf(at: number): number {
    return (this.cells[at] as Segment).text.length;
  }

  /** Whether a letter or digit is in it, or a colon after which words may follow. */
  mayHold(at: number): boolean {
    return this.tells(at, ALNUM | COLON);
  }

  /** Whether a number in numerals or circles may be in it: every seventh character misses none. */
  mayBeDisguised(at: number): boolean {
    if (!this.tells(at, NUMERAL)) return false;
    const { text } = this.cells[at] as Segment;
    for (let next = SHORTEST_DISGUISED - 1; next < text.length; next += SHORTEST_DISGUISED)
      if (lookOf(text.charCodeAt(next)) & (DRESSED | LIKE)) return true;
    return false;
  }

  mayBeLabel(at: number): boolean {
    return this.tells(at, LABEL);
  }

  /** Whether letters stand among its digits, or the other way round. */
  isMixed(at: number): boolean {
    return ((this.looks[at] as CellLook) & ALNUM) === ALNUM;
  }

  /** Whether it is ASCII digits and nothing else. */
  isNumber(at: number): boolean {
    return this.tells(at, NUMBER);
  }

  /** The same, or such digits and an X at their end. */
  isWord(at: number): boolean {
    return this.tells(at, WORD);
  }

  /** Whether all of it was glanced at. */
  isShort(at: number): boolean {
    return this.tells(at, SHORT);
  }

  /** How many of its characters are digits, of those that were glanced at. */
  digitsOf(at: number): number {
    return digitsIn(this.looks[at] as CellLook);
  }

  /** Whether it is one letter or digit. */
  isSingle(at: number): boolean {
    return this.tells(at, SINGLE);
  }

  /** Digits and nothing else, but for the X that may end an identity number: it may be part of a longer one. */
  isPart(at: number): boolean {
    return this.tells(at, PART);
  }

  private tells(at: number, what: number): boolean {
    return ((this.looks[at] as CellLook) & what) !== 0;
  }
}
