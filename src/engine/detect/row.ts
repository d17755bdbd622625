import type { Segment } from '../core/segment.ts';
import { ALNUM, classOf, DIGIT, FULL_WIDTH } from '../text/char-class.ts';
import { DRESSED, LIKE, lookOf } from '../text/looks.ts';

/** A longer text is read in any case. */
const GLANCE = 64;
const SHORTEST_DISGUISED = 7;
const COLON = 0xff1a;
/** Above the classes of characters. */
const HAS_COLON = 1 << 15;
const DIGITS_AT = 16;
const CLASSES = HAS_COLON - 1;
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
  /** The last character of each text. */
  readonly lasts: number[] = [];
  /** The classes of the characters of each text, and above them how many are digits: one number, for there are many. */
  private readonly looks: number[] = [];
  private count = 0;
  private filled = 0;
  private singles = 0;

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
    for (let at = 0; at < seen; at++) {
      last = text.charCodeAt(at);
      const kind = classOf(last);
      kinds |= kind;
      if (kind & DIGIT) digits++;
      else if (last === COLON) kinds |= HAS_COLON;
    }
    const at = this.count++;
    if (length > 0) this.filled++;
    if (length === 1) this.singles++;
    this.cells[at] = segment;
    this.lengths[at] = length;
    this.lasts[at] = length === seen ? last : 0;
    this.looks[at] = (length === seen ? kinds : kinds | ALNUM) | (digits << DIGITS_AT);
  }

  /** Makes ready for the next row; the room for it stays. */
  clear(): void {
    this.count = 0;
    this.filled = 0;
    this.singles = 0;
  }

  /** No more cells come: what an earlier, longer row left behind goes. */
  end(): this {
    if (this.cells.length > this.count) this.cells.length = this.count;
    return this;
  }

  get length(): number {
    return this.count;
  }

  /** The only cell that holds something; undefined when several do, or none. */
  get only(): Segment | undefined {
    if (this.filled !== 1) return undefined;
    return this.cells[this.lengths.findIndex((length) => length > 0)];
  }

  /** Whether any cell holds one character. */
  get hasSingles(): boolean {
    return this.singles > 0;
  }

  isEmpty(at: number): boolean {
    return this.lengths[at] === 0;
  }

  /** Whether a letter or digit is in it, or a colon after which words may follow. */
  mayHold(at: number): boolean {
    return ((this.looks[at] as number) & (ALNUM | HAS_COLON)) !== 0;
  }

  /** Whether a number in numerals or circles may be in it: every seventh character misses none. */
  mayBeDisguised(at: number): boolean {
    const length = this.lengths[at] as number;
    if (length < SHORTEST_DISGUISED) return false;
    const { text } = this.cells[at] as Segment;
    for (let next = SHORTEST_DISGUISED - 1; next < length; next += SHORTEST_DISGUISED)
      if (lookOf(text.charCodeAt(next)) & (DRESSED | LIKE)) return true;
    return false;
  }

  /** Whether letters stand among its digits, or the other way round. */
  isMixed(at: number): boolean {
    return ((this.looks[at] as number) & ALNUM) === ALNUM;
  }

  /** Whether it is ASCII digits and nothing else. */
  isNumber(at: number): boolean {
    return (
      this.digitsOf(at) === this.lengths[at] && ((this.looks[at] as number) & FULL_WIDTH) === 0
    );
  }

  /** The same, or such digits and an X at their end. */
  isWord(at: number): boolean {
    if (((this.looks[at] as number) & ~ALNUM & CLASSES) !== 0) return false;
    const others = (this.lengths[at] as number) - this.digitsOf(at);
    return others === 0 || (others === 1 && this.lasts[at] === UPPER_X);
  }

  /** Whether all of it was glanced at. */
  isShort(at: number): boolean {
    return (this.lengths[at] as number) <= GLANCE;
  }

  /** How many of its characters are digits, of those that were glanced at. */
  digitsOf(at: number): number {
    return (this.looks[at] as number) >> DIGITS_AT;
  }

  /** Whether it is one letter or digit. */
  isSingle(at: number): boolean {
    return this.lengths[at] === 1 && ((this.looks[at] as number) & ALNUM) !== 0;
  }

  /** Digits and nothing else, but for the X that may end an identity number: it may be part of a longer one. */
  isPart(at: number): boolean {
    const length = this.lengths[at] ?? 0;
    if (length === 0 || length > LONGEST_PART) return false;
    const digits = this.digitsOf(at);
    const last = this.lasts[at];
    return digits === length || (digits === length - 1 && (last === UPPER_X || last === LOWER_X));
  }
}
