/** Finds any of many values in a text in one pass, however many there are. */
export interface ValueIndex {
  readonly size: number;
  /** Every stretch of `plain` that is one of the values. */
  matches(plain: string): Iterable<Match>;
}

export interface Match {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const FILTER_BITS = 20;
const FILTER_MASK = (1 << FILTER_BITS) - 1;

/**
 * Values are filed under their last characters, as many as the shortest has and at most four. A bit
 * filter over a hash of these lets almost every position of a text pass without a look-up.
 */
export function indexValues(values: ReadonlySet<string>): ValueIndex {
  const all = [...values].filter((value) => value.length > 1);
  if (all.length === 0) return { size: 0, matches: () => [] };
  const width = all.reduce((least, { length }) => Math.min(least, length), 4);
  const lengthsByTail = new Map<string, number[]>();
  const filter = new Uint8Array(1 << FILTER_BITS);
  for (const value of all) {
    const tail = value.slice(-width);
    const lengths = lengthsByTail.get(tail) ?? [];
    if (!lengths.includes(value.length)) lengthsByTail.set(tail, [...lengths, value.length]);
    filter[hashOf(tail, width, width)] = 1;
  }
  return {
    size: all.length,
    *matches(plain) {
      for (let end = width; end <= plain.length; end++) {
        if (filter[hashOf(plain, end, width)] === 0) continue;
        for (const length of lengthsByTail.get(plain.slice(end - width, end)) ?? []) {
          const start = end - length;
          const value = plain.slice(Math.max(start, 0), end);
          if (start >= 0 && values.has(value)) yield { value, start, end };
        }
      }
    },
  };
}

function hashOf(text: string, end: number, width: number): number {
  let hash = 0;
  for (let index = end - width; index < end; index++) {
    hash = (Math.imul(hash, 0x01000193) ^ text.charCodeAt(index)) >>> 0;
  }
  return (hash ^ (hash >>> FILTER_BITS)) & FILTER_MASK;
}
