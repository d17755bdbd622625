import { hidesNumber } from './as-seen.ts';
import { classOf, DIGIT, LOOSE, looseClassOf, PARTING, SMALL, SPACE } from './char-class.ts';
import type { Codes } from './codes.ts';
import { FIRM, ODD, SIGN, STOPS, STOPS_TWICE, TURN, walkClassOf } from './glances.ts';
import { lookOf, TELLING } from './looks.ts';

/** Signs that part digits now and then are in it, two stretches with digits around such a sign at least. */
export const PARTED = LOOSE;
/** Shorter stretches than so many characters may be passed over. */
export type Shortest = 1 | 4;

const HOLDS = STOPS | STOPS_TWICE;
const UNUSUAL = LOOSE | ODD;
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

  /**
   * Walks over a part of a text that ends where the text does, or at a character that no number holds. To stop at every
   * fourth character misses no stretch of four.
   */
  find(codes: Codes, glances: Uint8Array, shortest: Shortest, from = 0, to = codes.length): void {
    const { units } = codes;
    this.count = 0;
    this.areOdd = false;
    this.lookedUpTo = from;
    this.done = from;
    if (this.signs.length > 0) this.signs = [];
    const next = shortest === 1 ? nextOfEach : nextOfFour;
    let at = next(units, to, glances, from + shortest - 1);
    while (at < to) {
      if (shortest === 1 || glanceAt(units, glances, at) & SIGN)
        this.addSigns(units, glances, at - shortest + 1, at + 1);
      let end = at;
      if ((glances[units[at] as number] as number) & HOLDS) {
        end = this.findAt(codes, at, shortest);
        this.done = end;
        if (end > at && (glances[units[end] as number] as number) & SIGN)
          this.addSigns(units, glances, end, end + 1);
      }
      at = next(units, to, glances, end + shortest);
    }
    this.addSigns(units, glances, at - shortest + 1, to);
  }

  private addSigns(units: Uint16Array, glances: Uint8Array, from: number, to: number): void {
    for (let at = from; at < to; at++) {
      const code = units[at] as number;
      if (((glances[code] as number) & SIGN) === 0) continue;
      if (walkClassOf(code) & TURN) this.areOdd = true;
      else this.signs.push(at);
    }
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
    if (end - start >= shortest) this.add(start, end, kinds);
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
    } else if (end - start >= shortest) this.add(start, end, kinds & FIRM);
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

type Next = (units: Uint16Array, length: number, glances: Uint8Array, from: number) => number;

/** The next place to stop at, or beyond the end. */
const nextOfEach: Next = (units, length, glances, from) => {
  let at = from;
  while (at < length && glances[units[at] as number] === 0) at++;
  return at;
};

/** What a character tells, and the three before it that the walk passes over. */
const glanceAt = (units: Uint16Array, glances: Uint8Array, at: number): number =>
  (glances[units[at] as number] as number) |
  (glances[units[at - 1] as number] as number) |
  (glances[units[at - 2] as number] as number) |
  (glances[units[at - 3] as number] as number);

/**
 * The same, stopping at every fourth character only, but for signs. Commas are many: a number that they part is long
 * enough to be met at two of them, if never at a digit.
 */
const nextOfFour: Next = (units, length, glances, from) => {
  let before = 0;
  let at = from;
  for (; at < length; at += 4) {
    const here = glances[units[at] as number] as number;
    const passed =
      (glances[units[at - 1] as number] as number) |
      (glances[units[at - 2] as number] as number) |
      (glances[units[at - 3] as number] as number);
    if ((here & (before | STOPS | SIGN)) | (passed & SIGN)) break;
    before = here;
  }
  return at;
};

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
  shortest: number,
  visit: (start: number, end: number, kinds: number) => void,
): void {
  let first = start;
  let kinds = 0;
  for (let at = start; at <= end; at++) {
    const kind = at < end ? classOf(units[at] as number) : 0;
    kinds |= kind;
    if (kind !== 0) continue;
    if (at - first >= shortest) visit(first, at, kinds);
    first = at + 1;
    kinds = 0;
  }
}
