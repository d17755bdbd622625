import { hidesNumber } from './as-seen.ts';
import {
  ALNUM,
  classOf,
  DIGIT,
  FULL_WIDTH,
  LOOSE,
  looseClassOf,
  PARTING,
  SMALL,
  SPACE,
} from './char-class.ts';
import type { Codes } from './codes.ts';
import { FIRM, ODD, SIGN, STOPS, STOPS_TWICE, TURN, walkClassOf } from './glances.ts';
import { lookOf, TELLING } from './looks.ts';
import { LONGEST_WALK, type Walk } from './walk/walk.ts';

/** Signs that part digits now and then are in it, two stretches with digits around such a sign at least. */
export const PARTED = LOOSE;
/** Shorter stretches than so many characters may be passed over. */
export type Shortest = 1 | 4;

/** The shortest that the walk over a long text tells of. */
const LONG = 4;
const HOLDS = STOPS | STOPS_TWICE;
const UNUSUAL = LOOSE | ODD;
const WRITTEN = ALNUM | FULL_WIDTH;
/** More digits before 元 may be a number all the same. */
const LONGEST_AMOUNT = 5;
const YUAN = 0x5143;
/** A sign at either end, and a blank beside each. */
const MOST_SIGNS = 5;
const NUMBERS_EACH = 3;
const FEW = 16;

/**
 * The stretches of a text that may hold numbers: letters, digits and what may stand between them. One list serves text
 * after text.
 */
export class Stretches {
  count = 0;
  /** Whether some number in the text may not be written in plain digits. */
  areOdd = false;
  /** Where the signs stand that the walk was to look out for. */
  signs: number[] = [];
  private numbers = new Int32Array(NUMBERS_EACH * FEW);
  /** What is before this place was looked at for numbers in disguise. */
  private lookedUpTo = 0;
  /** What is before this place is known. */
  private done = 0;

  startOf(index: number): number {
    return this.numbers[NUMBERS_EACH * index] as number;
  }

  endOf(index: number): number {
    return this.numbers[NUMBERS_EACH * index + 1] as number;
  }

  /** The classes met in it; `PARTED` and nothing else for a stretch that is held together by signs. */
  kindsOf(index: number): number {
    return this.numbers[NUMBERS_EACH * index + 2] as number;
  }

  /** Walks over a part of a text that ends where the text does, or at a character that no number holds. */
  find(codes: Codes, glances: Uint8Array, shortest: Shortest, from = 0, to = codes.length): void {
    this.count = 0;
    this.areOdd = false;
    this.lookedUpTo = from;
    this.done = from;
    if (this.signs.length > 0) this.signs = [];
    const { walk } = codes;
    if (walk && shortest === LONG && to - from <= LONGEST_WALK) {
      walk.find(glances, codes.first + from, codes.first + to);
      this.takeFrom(walk, codes);
    } else this.findAll(codes, glances, shortest, from, to);
  }

  private findAll(
    codes: Codes,
    glances: Uint8Array,
    shortest: Shortest,
    from: number,
    to: number,
  ): void {
    const { units } = codes;
    for (let at = from; at < to; at++) {
      const glance = glances[units[at] as number] as number;
      if (glance === 0) continue;
      if (glance & SIGN) this.addSign(units, at);
      if (glance & HOLDS && at >= this.done) this.done = this.findAt(codes, at, shortest);
    }
  }

  /** Mostly a number, of which nothing more is to be found out. */
  private takeFrom({ stretches, stretchCount, signs, signCount }: Walk, codes: Codes): void {
    const { first } = codes;
    for (let index = 0; index < signCount; index++)
      this.addSign(codes.units, (signs[index] as number) - first);
    for (let index = 0; index < stretchCount; index++) {
      const start = (stretches[NUMBERS_EACH * index] as number) - first;
      const end = (stretches[NUMBERS_EACH * index + 1] as number) - first;
      const kinds = stretches[NUMBERS_EACH * index + 2] as number;
      if (kinds & UNUSUAL) this.takeUnusual(codes, start, end);
      else this.add(start, end, kinds & FIRM);
      this.done = end;
    }
  }

  /** Signs that may part numbers stand among them, or what may be a number in disguise. */
  private takeUnusual(codes: Codes, from: number, to: number): void {
    for (let at = from; at < to; at = Math.max(at + 1, this.done))
      this.done = this.findAt(codes, at, LONG);
  }

  private addSign(units: Uint16Array, at: number): void {
    if (walkClassOf(units[at] as number) & TURN) this.areOdd = true;
    else this.signs.push(at);
  }

  /** Takes in what is around a place; tells where it ends. */
  private findAt(codes: Codes, at: number, shortest: Shortest): number {
    const { units } = codes;
    const { done } = this;
    let start = at;
    let end = at;
    let kinds = 0;
    let before = 0;
    let after = walkClassOf(units[at] as number);
    for (; after & FIRM; after = walkClassOf(units[++end] as number)) kinds |= after;
    for (; start > done; start--) {
      before = walkClassOf(units[start - 1] as number);
      if ((before & FIRM) === 0) break;
      kinds |= before;
    }
    if ((kinds | before | after) & UNUSUAL)
      return this.findUnusual(codes, start, end, kinds, shortest);
    if (isEnough(units, start, end, kinds, shortest)) this.add(start, end, kinds);
    return end;
  }

  /** The same where signs or something odd stand in a stretch or beside it. */
  private findUnusual(
    codes: Codes,
    from: number,
    to: number,
    kinds: number,
    shortest: Shortest,
  ): number {
    const { units } = codes;
    let start = from;
    let end = to;
    if (kinds & TURN) this.areOdd = true;
    if (!this.areOdd && end > this.lookedUpTo) this.lookAround(codes, start, end, kinds);
    if (kinds & LOOSE || isParted(codes, start, end)) {
      while (start > this.done && looseClassOf(units[start - 1] as number)) start--;
      while (looseClassOf(units[end] as number)) end++;
      this.add(start, end, PARTED);
    } else if (isEnough(units, start, end, kinds & FIRM, shortest))
      this.add(start, end, kinds & FIRM);
    return end;
  }

  /** Looks on over what may stand in a number in disguise, on either side of a stretch. */
  private lookAround({ units, length }: Codes, from: number, to: number, kinds: number): void {
    let looks = kinds & ODD ? TELLING : 0;
    let start = from;
    for (let look = 0; start > this.lookedUpTo; start--) {
      look = lookOf(units[start - 1] as number);
      if (look === 0) break;
      looks |= look;
    }
    let end = to;
    for (let look = 0; end < length; end++) {
      look = lookOf(units[end] as number);
      if (look === 0) break;
      looks |= look;
    }
    this.lookedUpTo = end;
    this.areOdd = (looks & TELLING) !== 0 && hidesNumber(units, start, end);
  }

  private add(start: number, end: number, kinds: number): void {
    const first = NUMBERS_EACH * this.count++;
    if (first === this.numbers.length) {
      const wider = new Int32Array(first * 2);
      wider.set(this.numbers);
      this.numbers = wider;
    }
    this.numbers[first] = start;
    this.numbers[first + 1] = end;
    this.numbers[first + 2] = kinds;
  }
}

/** Whether a stretch is long enough to be told of. */
const isEnough = (
  units: Uint16Array,
  start: number,
  end: number,
  kinds: number,
  shortest: Shortest,
): boolean =>
  end - start >= shortest &&
  (shortest < LONG || !isSmall(end - start, units[end] as number, kinds));

/** A year under a label is the shortest that tells something: `45.6` is shorter, and `4653元` is an amount. */
const isSmall = (length: number, next: number, kinds: number): boolean =>
  (length === LONG && (kinds & ~WRITTEN) !== 0) || (length <= LONGEST_AMOUNT && next === YUAN);

/** Whether a sign on either side, or the sign that this is, parts digits. */
const isParted = (codes: Codes, start: number, end: number): boolean =>
  start === end
    ? digitAfter(codes, start) && digitBefore(codes, start + 1)
    : digitAfter(codes, end) || digitBefore(codes, start);

/** Whether signs that may part digits stand here, and a digit after them. */
function digitAfter({ units, length }: Codes, from: number): boolean {
  if ((looseClassOf(units[from] as number) & LOOSE) === 0) return false;
  for (let at = from; at < length && at <= from + MOST_SIGNS; at++) {
    const kind = looseClassOf(units[at] as number);
    if (kind & (DIGIT | SMALL)) return true;
    if ((kind & (PARTING | SPACE)) === 0) return false;
  }
  return false;
}

/** Whether such signs end here, and a digit stands before them. */
function digitBefore({ units }: Codes, end: number): boolean {
  if (end === 0 || (looseClassOf(units[end - 1] as number) & LOOSE) === 0) return false;
  for (let at = end - 1; at >= 0 && at >= end - 1 - MOST_SIGNS; at--) {
    const kind = looseClassOf(units[at] as number);
    if (kind & (DIGIT | SMALL)) return true;
    if ((kind & (PARTING | SPACE)) === 0) return false;
  }
  return false;
}

/** The stretches in a parted one that hold together, if they are long enough. */
export function eachStretchIn(
  { units }: Codes,
  start: number,
  end: number,
  shortest: Shortest,
  visit: (start: number, end: number, kinds: number) => void,
): void {
  let first = start;
  let kinds = 0;
  for (let at = start; at <= end; at++) {
    const kind = at < end ? classOf(units[at] as number) : 0;
    kinds |= kind;
    if (kind !== 0) continue;
    if (isEnough(units, first, at, kinds, shortest)) visit(first, at, kinds);
    first = at + 1;
    kinds = 0;
  }
}
