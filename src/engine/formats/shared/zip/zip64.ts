import { damaged } from './damage.ts';

export interface Sizes {
  readonly inflated: number;
  readonly deflated: number;
  /** Where the local header starts. */
  readonly offset: number;
}

const WIDE = 0xffffffff;
const ZIP64 = 1;

/** Sizes of an entry, with those that did not fit 32 bits taken from its zip64 extra field. */
export function widened(extra: Buffer, sizes: Sizes): Sizes {
  const { inflated, deflated, offset } = sizes;
  if (inflated !== WIDE && deflated !== WIDE && offset !== WIDE) return sizes;
  const field = zip64Field(extra);
  let at = 0;
  const next = (narrow: number): number => {
    if (narrow !== WIDE) return narrow;
    if (at + 8 > field.length) throw damaged('zip64 extra field');
    at += 8;
    return Number(field.readBigUInt64LE(at - 8));
  };
  // The order is fixed by the format: inflated, deflated, offset.
  return { inflated: next(inflated), deflated: next(deflated), offset: next(offset) };
}

function zip64Field(extra: Buffer): Buffer {
  for (let at = 0; at + 4 <= extra.length; ) {
    const size = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === ZIP64) return extra.subarray(at + 4, at + 4 + size);
    at += 4 + size;
  }
  throw damaged('zip64 extra field');
}
