import { BitFilter } from './bit-filter.ts';
import type { PlainCodes } from './plain-codes.ts';
import { BASE, END, LONG, type ValueTable } from './value-table.ts';

/** Finds any of many values in a text in one pass, however many there are. */
export interface ValueIndex {
  /** Characters of the shortest value; infinite without any. */
  readonly least: number;
  /** Every stretch of the text that is one of the values, the long ones first. */
  matches(plain: PlainCodes): readonly Match[];
}

export interface Match {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** Of the table. */
  readonly entry: number;
}

/** Values of about one length: a filter over hashes of their ends, and the lengths that occur. */
interface Class {
  readonly width: number;
  readonly lengths: readonly number[];
  readonly filter: BitFilter;
}

const NONE: readonly Match[] = [];
/** A single character is never looked for. */
const SHORTEST = 2;

/**
 * A bit filter over hashes of the values' ends lets nearly every position of a text pass; where it
 * does not, each length that occurs is tried.
 */
export function indexValues(values: ValueTable, shortest = SHORTEST): ValueIndex {
  const classes = [
    classOf(values, END.long, (length) => length >= Math.max(LONG, shortest)),
    classOf(values, END.short, (length) => length >= shortest && length < LONG),
  ].filter(({ lengths }) => lengths.length > 0);
  return {
    least: Math.min(...classes.flatMap(({ lengths }) => lengths)),
    matches(plain) {
      let found = NONE;
      for (const one of classes) {
        const ends = endsPassing(plain, one);
        if (ends.length > 0)
          found = [...found, ...ends.flatMap((end) => endingAt(end, plain, one, values))];
      }
      return found;
    },
  };
}

function classOf(values: ValueTable, width: number, isOfIt: (length: number) => boolean): Class {
  const lengths = new Set<number>();
  const filter = new BitFilter(values.size);
  values.each((length, end) => {
    if (!isOfIt(length)) return;
    lengths.add(length);
    filter.add(end);
  });
  return { width, lengths: [...lengths], filter };
}

const NO_ENDS: readonly number[] = [];

/** Where a value may end: the hash of the last `width` characters rolls over the text. */
function endsPassing({ codes, length }: PlainCodes, { width, filter }: Class): readonly number[] {
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

function endingAt(
  end: number,
  plain: PlainCodes,
  { lengths }: Class,
  values: ValueTable,
): readonly Match[] {
  let found = NONE;
  for (const length of lengths) {
    const start = end - length;
    const entry = start < 0 ? -1 : values.find(plain, start, end);
    if (entry >= 0) found = [...found, { value: plain.slice(start, end), start, end, entry }];
  }
  return found;
}
