import type { Segment } from '../core/segment.ts';
import { ALNUM, classOf, DIGIT, FULL_WIDTH } from '../text/char-class.ts';

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
  private count = 0;

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
    const at = this.count++;
    this.cells[at] = segment;
    this.lengths[at] = length;
    this.digits[at] = digits;
    this.lasts[at] = length === seen ? last : 0;
    this.kinds[at] = length === seen ? kinds : kinds | ALNUM;
    this.colons[at] = hasColon;
  }

  /** Makes ready for the next row; the room for it stays. */
  clear(): void {
    this.count = 0;
  }

  /** No more cells come: what an earlier, longer row left behind goes. */
  end(): this {
    if (this.cells.length > this.count) this.cells.length = this.count;
    return this;
  }

  get length(): number {
    return this.count;
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

  /** Whether it is ASCII digits and nothing else. */
  isNumber(at: number): boolean {
    return this.digits[at] === this.lengths[at] && ((this.kinds[at] as number) & FULL_WIDTH) === 0;
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
