import { UNMISTAKABLE } from './occurrences.ts';
import { PlainCodes } from './plain-codes.ts';
import { indexValues } from './value-index.ts';
import { ValueTable } from './value-table.ts';

const LONGEST = 64;

/** Looks for numbers that run on from one text into the next: a digit a cell, a number over two runs. */
export interface Neighbours {
  /** Hands in the next text; says which values it completes. */
  next(plain: PlainCodes): readonly string[];
}

const NONE: readonly string[] = [];

/**
 * @param values only long ones are looked for, since two neighbours may form a short one by chance,
 * and those in `split`, which were written over several places in the draft.
 */
export function neighbours(values: ValueTable, split: ReadonlySet<string>): Neighbours {
  const indexes = [indexValues(values, UNMISTAKABLE), indexValues(ValueTable.of(split))];
  const least = Math.min(...indexes.map((index) => index.least));
  const joined = new PlainCodes();
  let carried = '';
  const completed = (head: string): readonly string[] => {
    if (carried.length + head.length < least) return NONE;
    joined.read(carried + head);
    return indexes
      .flatMap((index) => index.matches(joined))
      .filter(({ start, end }) => start < carried.length && end > carried.length)
      .map(({ value }) => value);
  };
  return {
    next(plain) {
      if (plain.length === 0) return NONE;
      const length = leadingRun(plain);
      const head = plain.slice(0, Math.min(length, LONGEST));
      const found = carried !== '' && head !== '' ? completed(head) : NONE;
      const run = plain.slice(Math.max(trailingRun(plain), plain.length - LONGEST), plain.length);
      carried = length === plain.length ? (carried + run).slice(-LONGEST) : run;
      return found;
    },
  };
}

const isLetterOrDigit = (code: number): boolean =>
  (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a);

/** How many letters and digits a text begins with. */
function leadingRun({ codes, length }: PlainCodes): number {
  let at = 0;
  while (at < length && isLetterOrDigit(codes[at] as number)) at++;
  return at;
}

/** Where the letters and digits begin that a text ends with. */
function trailingRun({ codes, length }: PlainCodes): number {
  let at = length;
  while (at > 0 && isLetterOrDigit(codes[at - 1] as number)) at--;
  return at;
}
