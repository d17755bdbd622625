import type { ReadText } from '../core/segment.ts';
import { decoded } from './decoded.ts';
import { neighbours } from './neighbours.ts';
import { occurrences, wanted } from './occurrences.ts';

/** Plain values that must not be readable any more. */
export interface HiddenValues {
  readonly values: ReadonlySet<string>;
  /** Those of them that lay over several cells, runs or lines. */
  readonly split: ReadonlySet<string>;
}

/** Sees every text of the second reading once and tells how many hidden values it met. */
export interface LeakCounter {
  see(text: ReadText): void;
  readonly found: number;
}

/** Counts the hidden values that a second reader can still read. */
export function leakCounter({ values, split }: HiddenValues): LeakCounter {
  const looked = wanted(values);
  const joined = neighbours(values, split);
  const found = new Set<string>();
  const look = (text: string) => {
    for (const { value } of occurrences(text, looked)) found.add(value);
  };
  return {
    see: ({ text }) => {
      look(text);
      const hiddenForm = decoded(text);
      if (hiddenForm !== undefined) look(hiddenForm);
      for (const value of joined.next(text)) found.add(value);
    },
    get found() {
      return found.size;
    },
  };
}
