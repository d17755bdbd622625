import type { Mask } from '../core/mask.ts';
import { hiddenOf } from './keep.ts';

const PLAIN = /^[0-9A-Za-z]+$/;
const LONGEST = 64;
const STARS = Array.from({ length: LONGEST + 1 }, (_, length) => '*'.repeat(length));

/**
 * The masked form of a value that is all letters and digits, as nearly every number of a list is:
 * nothing in it has to be told apart. Undefined for other values and masks.
 */
export function maskedPlain(value: string, mask: Mask): string | undefined {
  if (!PLAIN.test(value)) return undefined;
  if (mask.kind === 'full') return stars(value.length);
  if (mask.kind !== 'keep') return undefined;
  const [first, last] = hiddenOf(value.length, mask.start, mask.end);
  return value.slice(0, first) + stars(last - first) + value.slice(last);
}

/** One string for all values of a length. */
const stars = (length: number): string => STARS[length] ?? '*'.repeat(length);
