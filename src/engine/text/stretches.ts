import { classOf, DIGIT, LOOSE, looseClassOf, PARTING, SMALL, SPACE } from './char-class.ts';
import type { Codes } from './codes.ts';

/** Who is told of the stretches of a text, in reading order. */
export interface StretchVisitor {
  /** Letters, digits and what may stand between them, and the classes met. */
  stretch(start: number, end: number, kinds: number): void;
  /** The same with signs that part digits now and then, two stretches with digits around such a sign at least. */
  loose(start: number, end: number): void;
}

const FIRM = ~LOOSE;
const EITHER = ~0;
/** Three signs, and a blank on either side. */
const MOST_SIGNS = 5;

/**
 * Visits every stretch in linear time. Those shorter than `shortest` may be passed over: looking at every
 * `shortest`-th character misses no longer one.
 */
export function eachStretch(codes: Codes, shortest: number, visitor: StretchVisitor): void {
  const { units, length } = codes;
  let done = 0;
  for (let at = shortest - 1; at < length; at += shortest) {
    const here = looseClassOf(units[at] as number);
    if (here === 0 || ((here & FIRM) === 0 && looseClassOf(units[at + 1] as number) === 0))
      continue;
    const start = here & FIRM ? startOf(units, at, done, FIRM) : at;
    let end = start;
    let kinds = 0;
    for (; end < length; end++) {
      const kind = looseClassOf(units[end] as number);
      if ((kind & FIRM) === 0) break;
      kinds |= kind;
    }
    if (kinds & LOOSE || here & SMALL || isParted(codes, start, end)) {
      const first = startOf(units, start, done, EITHER);
      end = endOf(codes, end);
      visitor.loose(first, end);
    } else if (end - start >= shortest) visitor.stretch(start, end, kinds);
    done = end;
    at = end;
  }
}

function startOf(units: Uint16Array, at: number, least: number, kinds: number): number {
  let start = at;
  while (start > least && looseClassOf(units[start - 1] as number) & kinds) start--;
  return start;
}

function endOf({ units, length }: Codes, at: number): number {
  let end = at;
  while (end < length && looseClassOf(units[end] as number)) end++;
  return end;
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

/** The stretches in a loose one that hold together, if they are long enough. */
export function eachStretchIn(
  { units }: Codes,
  start: number,
  end: number,
  shortest: number,
  visitor: StretchVisitor,
): void {
  let first = start;
  let kinds = 0;
  for (let at = start; at <= end; at++) {
    const kind = at < end ? classOf(units[at] as number) : 0;
    kinds |= kind;
    if (kind !== 0) continue;
    if (at - first >= shortest) visitor.stretch(first, at, kinds);
    first = at + 1;
    kinds = 0;
  }
}
