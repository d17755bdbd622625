import type { Segment } from '../core/segment.ts';
import { ALNUM, classOf, DIGIT } from '../text/char-class.ts';

/** A longer text is read in any case. */
const GLANCE = 64;
const COLON = 0xff1a;
const LONGEST_PART = 17;
const UPPER_X = 0x58;
const LOWER_X = 0x78;

/**
 * The cells of one row, and what a glance at each tells: most of a million cells need no second one. One row serves
 * row after row.
 */
export class Row {
  readonly cells: Segment[] = [];
  readonly lengths: number[] = [];
  readonly digits: number[] = [];
  /** The last character of each text. */
  readonly lasts: number[] = [];
  private readonly kinds: number[] = [];
  private readonly colons: boolean[] = [];

  static of(cells: Iterable<Segment>): Row {
    const row = new Row();
    for (const cell of cells) row.add(cell);
    return row;
  }

  add(segment: Segment): void {
    const { text } = segment;
    const { length } = text;
    const seen = length < GLANCE ? length : GLANCE;
    let kinds = 0;
    let digits = 0;
    let last = 0;
    let hasColon = false;
    for (let at = 0; at < seen; at++) {
      last = text.charCodeAt(at);
      const kind = classOf(last);
      kinds |= kind;
      if (kind & DIGIT) digits++;
      else if (last === COLON) hasColon = true;
    }
    this.cells.push(segment);
    this.lengths.push(length);
    this.digits.push(digits);
    this.lasts.push(length === seen ? last : 0);
    this.kinds.push(length === seen ? kinds : kinds | ALNUM);
    this.colons.push(hasColon);
  }

  clear(): void {
    for (const list of [this.cells, this.lengths, this.digits, this.lasts, this.kinds, this.colons])
      list.length = 0;
  }

  get length(): number {
    return this.cells.length;
  }

  isEmpty(at: number): boolean {
    return this.lengths[at] === 0;
  }

  /** Whether a letter or digit is in it, or a colon after which words may follow. */
  mayHold(at: number): boolean {
    return ((this.kinds[at] as number) & ALNUM) !== 0 || this.colons[at] === true;
  }

  /** Whether letters stand among its digits, or the other way round. */
  isMixed(at: number): boolean {
    return ((this.kinds[at] as number) & ALNUM) === ALNUM;
  }

  /** Whether it is one letter or digit. */
  isSingle(at: number): boolean {
    return this.lengths[at] === 1 && ((this.kinds[at] as number) & ALNUM) !== 0;
  }

  /** Digits and nothing else, but for the X that may end an identity number: it may be part of a longer one. */
  isPart(at: number): boolean {
    const length = this.lengths[at] ?? 0;
    if (length === 0 || length > LONGEST_PART) return false;
    const digits = this.digits[at];
    const last = this.lasts[at];
    return digits === length || (digits === length - 1 && (last === UPPER_X || last === LOWER_X));
  }
}
