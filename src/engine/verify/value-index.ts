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

/** How much of a value's end is hashed: among digits anything shorter is met everywhere. */
const WIDTH = 8;
/** Bits of the filter for each value: about one position in thirty is looked at in vain. */
const BITS_PER_VALUE = 32;
const NOTHING: ValueIndex = { size: 0, matches: () => [] };

/**
 * A bit filter over hashes of the values' ends lets nearly every position of a text pass; where it
 * does not, each length that occurs is tried.
 */
export function indexValues(values: ReadonlySet<string>): ValueIndex {
  const lengths = new Set<number>();
  for (const { length } of values) if (length > 1) lengths.add(length);
  if (lengths.size === 0) return NOTHING;
  const width = Math.min(WIDTH, ...lengths);
  const filter = bitFilter(values.size);
  for (const value of values) if (value.length > 1) filter.add(hashOf(value, value.length, width));
  return {
    size: values.size,
    *matches(plain) {
      for (let end = width; end <= plain.length; end++) {
        if (!filter.has(hashOf(plain, end, width))) continue;
        for (const length of lengths) {
          const start = end - length;
          if (start < 0) continue;
          const value = plain.slice(start, end);
          if (values.has(value)) yield { value, start, end };
        }
      }
    },
  };
}

function bitFilter(count: number) {
  const bits = Math.min(26, Math.max(13, Math.ceil(Math.log2(count * BITS_PER_VALUE))));
  const bytes = new Uint8Array(1 << (bits - 3));
  const mask = (1 << bits) - 1;
  return {
    add(hash: number) {
      const at = hash & mask;
      bytes[at >> 3] = (bytes[at >> 3] as number) | (1 << (at & 7));
    },
    has: (hash: number): boolean =>
      ((bytes[(hash & mask) >> 3] as number) & (1 << (hash & 7))) !== 0,
  };
}

/** Of the `width` characters before `end`. */
function hashOf(text: string, end: number, width: number): number {
  let hash = 0;
  for (let index = end - width; index < end; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash ^ (hash >>> 15);
}
