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
  const starts = new Map<CfbStream, Float64Array>();
  for (const { stream, offset, bytes } of patches) {
    const offsets = starts.get(stream) ?? extentOffsets(stream);
    starts.set(stream, offsets);
    for (let done = 0, index = indexAt(offsets, offset); done < bytes.length; index++) {
      const extent = stream.extents[index];
      if (!extent) break;
      const within = offset + done - (offsets[index] as number);
      const length = Math.min(bytes.length - done, extent.end - extent.start - within);
      overwrite(copy, file, extent.start + within, bytes.subarray(done, done + length));
      done += length;
    }
  }
  return copy;
}

function overwrite(copy: Uint8Array, file: Uint8Array, place: number, bytes: Uint8Array): void {
  for (const [index, byte] of bytes.entries())
    if (copy[place + index] === file[place + index]) copy[place + index] = byte;
}

/** Where in the stream each extent begins. */
function extentOffsets({ extents }: CfbStream): Float64Array {
  const offsets = new Float64Array(extents.length);
  let at = 0;
  for (const [index, { start, end }] of extents.entries()) {
    offsets[index] = at;
    at += end - start;
  }
  return offsets;
}

/** The last extent that begins at or before an offset. */
function indexAt(offsets: Float64Array, offset: number): number {
  let low = 0;
  let high = offsets.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A replacement with exactly `length` characters: what is missing or too long becomes stars. */
export function fitted(replacement: string, length: number): string {
  if (replacement.length > length) return '*'.repeat(length);
  return replacement.padEnd(length, '*');
}
