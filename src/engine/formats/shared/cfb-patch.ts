import type { CfbStream } from './cfb.ts';

/** Bytes of a stream to be overwritten by as many others. */
export interface StreamPatch {
  readonly stream: CfbStream;
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/**
 * The file with its streams overwritten in place: no sector moves, no length changes. Where two patches
 * meet, what the first one masked stays masked.
 */
export function patched(file: Uint8Array, patches: Iterable<StreamPatch>): Uint8Array {
  const copy = Uint8Array.from(file);
  for (const { stream, offset, bytes } of patches) {
    let at = 0;
    for (const { start, end } of stream.extents) {
      const from = Math.max(offset, at);
      const to = Math.min(offset + bytes.length, at + end - start);
      for (let byte = from; byte < to; byte++) {
        const place = start + byte - at;
        if (copy[place] === file[place]) copy[place] = bytes[byte - offset] as number;
      }
      at += end - start;
    }
  }
  return copy;
}

/** A replacement with exactly `length` characters: what is missing or too long becomes stars. */
export function fitted(replacement: string, length: number): string {
  if (replacement.length > length) return '*'.repeat(length);
  return replacement.padEnd(length, '*');
}
