import { UNMISTAKABLE } from './occurrences.ts';
import { plainOf } from './plain-text.ts';
import { indexValues } from './value-index.ts';

const LONGEST = 64;
const LEADING_RUN = /^[0-9A-Z]+/;
const TRAILING_RUN = /[0-9A-Z]+$/;

/** Looks for numbers that run on from one text into the next: a digit a cell, a number over two runs. */
export interface Neighbours {
  /** Hands in the next text; says which values it completes. */
  next(text: string): Iterable<string>;
}

/**
 * @param values only long ones are looked for, since two neighbours may form a short one by chance,
 * and those in `split`, which were written over several places in the draft.
 */
export function neighbours(values: Iterable<string>, split: ReadonlySet<string>): Neighbours {
  const index = indexValues(
    new Set(
      Iterator.from(values).filter((value) => value.length >= UNMISTAKABLE || split.has(value)),
    ),
  );
  let carried = '';
  return {
    *next(text) {
      const plain = plainOf(text);
      if (plain === '') return;
      const head = LEADING_RUN.exec(plain)?.[0] ?? '';
      if (carried !== '' && head !== '') {
        const joined = carried + head.slice(0, LONGEST);
        for (const { value, start, end } of index.matches(joined)) {
          if (start < carried.length && end > carried.length) yield value;
        }
      }
      const run = head.length === plain.length ? carried + head : TRAILING_RUN.exec(plain)?.[0];
      carried = (run ?? '').slice(-LONGEST);
    },
  };
}
