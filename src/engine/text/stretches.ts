import { hidesNumber } from './as-seen.ts';
import { classOf, DIGIT, LOOSE, looseClassOf, PARTING, SMALL, SPACE } from './char-class.ts';
import type { Codes } from './codes.ts';
import { DIGIT_LIKE, lookOf, TELLING } from './looks.ts';

/** Signs that part digits now and then are in it, two stretches with digits around such a sign at least. */
export const PARTED = LOOSE;
/** No number holds it as it stands, and one in disguise may. */
const ODD = 0x8000;
const FIRM = 0xffff & ~LOOSE & ~ODD;
const UNUSUAL = LOOSE | ODD;
/** A sign at either end, and a blank beside each. */
const MOST_SIGNS = 5;
const NUMBERS_EACH = 3;
const FEW = 16;

/** What a number in a stretch has to do with a character, whatever else it is. */
const CLASSES = new Uint16Array(0x10000);
/** Whether to stop at a character, seen alone: for those that hold numbers; or after another such sign. */
const GLANCES = new Uint8Array(0x10000);
const STOPS = 1;
const STOPS_TWICE = 2;
for (let code = 0; code < CLASSES.length; code++) {
  const kind = looseClassOf(code);
  const look = lookOf(code);
  const isOdd = look !== 0 && (kind === 0 || (look & TELLING) !== 0);
  CLASSES[code] = isOdd ? kind | ODD : kind;
  const holds = (kind & FIRM) !== 0 || (look & DIGIT_LIKE) !== 0;
  GLANCES[code] = holds ? STOPS : kind !== 0 || isOdd ? STOPS_TWICE : 0;
}

/**
 * The stretches of a text that may hold numbers: letters, digits and what may stand between them. One list serves text
 * after text.
 */
export class Stretches {
  count = 0;
  /** Whether some number in the text may not be written in plain digits. */
  areOdd = false;
  private numbers = new Int32Array(NUMBERS_EACH * FEW);
  /** What is before this place was looked at for numbers in disguise. */
  private lookedUpTo = 0;

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
   * Finds those of a text in linear time. Shorter ones than `shortest` may be passed over: looking at every
   * `shortest`-th character misses no longer one.
   */
  find(codes: Codes, shortest: number): void {
    const { units, length } = codes;
    this.count = 0;
    this.areOdd = false;
    this.lookedUpTo = 0;
    let done = 0;
    for (let at = nextPlace(units, length, shortest - 1, shortest); at < length; ) {
      done = this.findAt(codes, at, done, shortest);
      at = nextPlace(units, length, done + shortest, shortest);
    }
  }

  /** Takes in what is around a place, but nothing before `least`; tells where it ends. */
  private findAt(codes: Codes, at: number, least: number, shortest: number): number {
    const { units } = codes;
    let start = at;
    let end = at;
    let kinds = 0;
    let before = 0;
    let after = CLASSES[units[at] as number] as number;
    for (; after & FIRM; after = CLASSES[units[++end] as number] as number) kinds |= after;
    for (; start > least; start--) {
      before = CLASSES[units[start - 1] as number] as number;
      if ((before & FIRM) === 0) break;
      kinds |= before;
    }
    if ((kinds | before | after) & UNUSUAL) {
      this.lookAround(codes, start, end);
      if (kinds & LOOSE || isParted(codes, start, end)) {
        while (start > least && looseClassOf(units[start - 1] as number)) start--;
        while (looseClassOf(units[end] as number)) end++;
        this.add(start, end, PARTED);
        return end;
      }
    }
    if (end - start >= shortest) this.add(start, end, kinds & FIRM);
    return end;
  }

  private lookAround({ units, length }: Codes, from: number, to: number): void {
    if (this.areOdd || to <= this.lookedUpTo) return;
    let start = from;
    while (start > this.lookedUpTo && lookOf(units[start - 1] as number) !== 0) start--;
    let end = to;
    while (end < length && lookOf(units[end] as number) !== 0) end++;
    this.lookedUpTo = end;
    this.areOdd = hidesNumber(units, start, end);
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

/** The next place to stop at, looking at every `step`-th character: a function of its own, for it is most of the work. */
function nextPlace(units: Uint16Array, length: number, from: number, step: number): number {
  let before = 0;
  for (let at = from; at < length; at += step) {
    const here = GLANCES[units[at] as number] as number;
    // Commas are many: a number that they part is long enough to be met at two of them, if never at a digit.
    if (here & (before | STOPS)) return at;
    before = here;
  }
  return length;
}

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
