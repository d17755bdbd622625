import { BitFilter } from './bit-filter.ts';
import type { PlainCodes } from './plain-codes.ts';

/** Plain values: a set of them, or the keys of a map. */
export type Values = Pick<ReadonlySet<string>, 'size' | 'has'> & { keys(): Iterable<string> };

/** Finds any of many values in a text in one pass, however many there are. */
export interface ValueIndex {
  /** Characters of the shortest value; infinite without any. */
  readonly least: number;
  /** Every stretch of the text that is one of the values. */
  matches(plain: PlainCodes): readonly Match[];
}

export interface Match {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** How much of a value's end is hashed: among digits anything shorter is met everywhere. */
const WIDTH = 8;
const BASE = 0x01000193;
const NONE: readonly Match[] = [];
const NOTHING: ValueIndex = { least: Number.POSITIVE_INFINITY, matches: () => NONE };

/**
 * A bit filter over hashes of the values' ends lets nearly every position of a text pass; where it
 * does not, each length that occurs is tried.
 * @param wants which of the values; those of one character are never looked for.
 */
export function indexValues(values: Values, wants: (value: string) => boolean): ValueIndex {
  const lengths = lengthsOf(values, wants);
  if (lengths.length === 0) return NOTHING;
  const least = Math.min(...lengths);
  const width = Math.min(WIDTH, least);
  const filter = new BitFilter(values.size);
  for (const value of values.keys()) if (wants(value)) filter.add(hashOfEnd(value, width));
  return {
    least,
    matches(plain) {
      const ends = endsPassing(plain, width, filter);
      if (ends.length === 0) return NONE;
      return ends
        .flatMap((end) => endingAt(end, plain, lengths))
        .filter(({ value }) => values.has(value) && wants(value));
    },
  };
}

function lengthsOf(values: Values, wants: (value: string) => boolean): number[] {
  const lengths = new Set<number>();
  for (const value of values.keys())
    if (value.length > 1 && wants(value)) lengths.add(value.length);
  return [...lengths];
}

function hashOfEnd(value: string, width: number): number {
  let hash = 0;
  for (let at = Math.max(value.length - width, 0); at < value.length; at++)
    hash = (Math.imul(hash, BASE) + value.charCodeAt(at)) | 0;
  return hash;
}

const NO_ENDS: readonly number[] = [];

/** Where a value may end: the hash of the last `width` characters rolls over the text. */
function endsPassing(
  { codes, length }: PlainCodes,
  width: number,
  filter: BitFilter,
): readonly number[] {
  let ends: number[] | undefined;
  let leaving = 1;
  for (let at = 1; at < width; at++) leaving = Math.imul(leaving, BASE);
  let hash = 0;
  for (let at = 0; at < length; at++) {
    if (at >= width) hash -= Math.imul(codes[at - width] as number, leaving);
    hash = (Math.imul(hash, BASE) + (codes[at] as number)) | 0;
    if (at < width - 1 || !filter.has(hash)) continue;
    ends ??= [];
    ends.push(at + 1);
  }
  return ends ?? NO_ENDS;
}

const endingAt = (end: number, plain: PlainCodes, lengths: readonly number[]): Match[] =>
  lengths
    .filter((length) => length <= end)
    .map((length) => ({ value: plain.slice(end - length, end), start: end - length, end }));
