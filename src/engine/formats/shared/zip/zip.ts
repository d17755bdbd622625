import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import type { Limits } from '../../../core/limits.ts';
import { damaged, tooLarge } from './damage.ts';
import { type Directory, type Entry, findDirectory, readEntries } from './directory.ts';
import { type Placed, placed } from './placement.ts';

/** An archive whose records have been checked against each other. Nothing is inflated yet. */
export interface Zip {
  readonly file: Buffer;
  readonly directory: Directory;
  /** In the order of the central directory. */
  readonly entries: readonly Placed[];
  /** An entry by its exact name. */
  entry(name: string): Placed | undefined;
  /** The content of an entry, checked against its size and CRC. */
  read(entry: Placed): Buffer;
  /** The same piece by piece, so that a large entry is never there as a whole. */
  pieces(entry: Placed): AsyncIterable<Buffer>;
}

/** Opens an archive; throws a DocumentError for anything that readers could disagree about. */
export function openZip(bytes: Uint8Array, limits: Limits): Zip {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const directory = findDirectory(file);
  if (!directory) throw damaged('no central directory');
  const entries = placed(file, directory, readEntries(file, directory, limits));
  checkSizes(entries, limits);
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  return {
    file,
    directory,
    entries,
    entry: (name) => byName.get(name),
    read: (entry) => contentOf(file, entry),
    pieces: (entry) => piecesOf(file, entry),
  };
}

/**
 * What may inflate however well it packs: a column of stars packs a thousandfold, and a sheet that was
 * masked yesterday must not be a bomb today.
 */
const HARMLESS = 128 * 1024 * 1024;

function checkSizes(entries: readonly Entry[], limits: Limits): void {
  let total = 0;
  let dense = 0;
  for (const { inflated, deflated } of entries) {
    total += inflated;
    if (inflated > deflated * limits.inflateRatio) dense += inflated;
  }
  if (total > limits.inflatedBytes)
    throw tooLarge(
      `解压后超过 ${limits.inflatedBytes >> 20} MB`,
      `inflates to more than ${limits.inflatedBytes >> 20} MB`,
    );
  if (dense > HARMLESS)
    throw tooLarge('压缩率异常，疑似压缩炸弹', 'inflates suspiciously; it may be a zip bomb');
}

function contentOf(file: Buffer, entry: Placed): Buffer {
  const packed = file.subarray(entry.dataStart, entry.dataEnd);
  const content = entry.method === 0 ? packed : inflated(packed, entry.inflated);
  if (content.length !== entry.inflated) throw damaged('entry size');
  if (crc32(content) !== entry.crc) throw damaged('entry checksum');
  return content;
}

/** Smaller entries are inflated at once: a stream costs more than it saves. */
const LARGE = 4 * 1024 * 1024;
const PIECE = 1 << 18;

async function* piecesOf(file: Buffer, entry: Placed): AsyncGenerator<Buffer> {
  if (entry.method === 0 || entry.inflated < LARGE) {
    const content = contentOf(file, entry);
    for (let at = 0; at < content.length; at += PIECE) yield content.subarray(at, at + PIECE);
    return;
  }
  const stream = createInflateRaw({ chunkSize: PIECE });
  stream.end(file.subarray(entry.dataStart, entry.dataEnd));
  let size = 0;
  let crc = 0;
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size > entry.inflated) break;
      crc = crc32(piece, crc);
      yield piece;
    }
  } catch (cause) {
    throw damaged(`inflate: ${cause instanceof Error ? cause.message : ''}`);
  }
  if (size !== entry.inflated) throw damaged('entry size');
  if (crc !== entry.crc) throw damaged('entry checksum');
}

/** The least that zlib takes. */
const SMALLEST_CHUNK = 64;

function inflated(packed: Buffer, size: number): Buffer {
  try {
    // One byte more than declared, so that a longer stream is noticed and never unrolled; in one
    // piece, or a large part would be there twice while its pieces are put together.
    return inflateRawSync(packed, {
      maxOutputLength: size + 1,
      chunkSize: Math.max(size + 1, SMALLEST_CHUNK),
    });
  } catch (cause) {
    throw damaged(`inflate: ${cause instanceof Error ? cause.message : ''}`);
  }
}
