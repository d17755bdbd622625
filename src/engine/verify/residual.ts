import type { ReadText } from '../core/segment.ts';
import { decoded } from './decoded.ts';
import { neighbours } from './neighbours.ts';
import { occurrences } from './occurrences.ts';
import { PlainCodes } from './plain-codes.ts';
import { plainOf } from './plain-text.ts';
import { indexValues, type ValueIndex } from './value-index.ts';
import type { ValueTable } from './value-table.ts';

/** Plain values that must not be readable any more. */
export interface HiddenValues {
  readonly values: ValueTable;
  /** Those of them that lay over several cells, runs or lines. */
  readonly split: ReadonlySet<string>;
  /** Those of them with Chinese characters: names, places, words. */
  readonly words: ReadonlySet<string>;
  /** The values made ready for looking, where somebody has looked for them before. */
  readonly wanted?: ValueIndex;
  /** Looked for inside longer words too: a person named these, and chance is no excuse. */
  readonly literal?: ReadonlySet<string>;
}

/** Sees every text of the second reading once and tells how many hidden values it met. */
export interface LeakCounter {
  /** Gives back what the text says behind its codes, if it has any. */
  see(text: ReadText): string | undefined;
  readonly found: number;
}

/** Counts the hidden values that a second reader can still read. */
export function leakCounter({
  values,
  split,
  literal = new Set(),
  wanted = indexValues(values),
}: HiddenValues): LeakCounter {
  const joined = neighbours(values, split);
  const found = new Set<string>();
  const plain = new PlainCodes();
  const look = (text: string) => {
    for (const { value } of occurrences(text, wanted, plain.read(text))) found.add(value);
    if (literal.size === 0) return;
    const folded = plainOf(text);
    for (const value of literal) if (folded.includes(value)) found.add(value);
  };
  return {
    see: ({ text }) => {
      const hiddenForm = decoded(text);
      if (hiddenForm !== undefined) look(hiddenForm);
      look(text);
      for (const value of joined.next(plain)) found.add(value);
      return hiddenForm;
    },
    get found() {
      return found.size;
    },
  };
}
