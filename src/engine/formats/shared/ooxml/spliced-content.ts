import { crc32, createDeflateRaw } from 'node:zlib';
import { type ByteEdit, mergedEdits, spliceBytes, splicedStretch } from '../xml/byte-edit.ts';
import type { Content } from '../zip/write.ts';

/** From this size on a part is packed while it is spliced: the whole of it anew would double the memory. */
const LARGE = 4 * 1024 * 1024;
const CHUNK = 1024 * 1024;
/** Packs a sheet in a fifth of the time of the usual level, and still smaller than it came. */
const QUICK = 1;

/** A part with its edits applied, ready for the archive. */
export async function splicedContent(bytes: Buffer, edits: readonly ByteEdit[]): Promise<Content> {
  if (bytes.length < LARGE) return spliceBytes(bytes, edits);
  const deflate = createDeflateRaw({ level: QUICK });
  const packed: Buffer[] = [];
  deflate.on('data', (chunk: Buffer) => packed.push(chunk));
  const done = new Promise<void>((resolve, reject) => {
    deflate.on('end', resolve);
    deflate.on('error', reject);
  });
  let crc = 0;
  let size = 0;
  for (const chunk of splicedChunks(bytes, edits)) {
    crc = crc32(chunk, crc);
    size += chunk.length;
    if (!deflate.write(chunk)) await new Promise((resolve) => deflate.once('drain', resolve));
  }
  deflate.end();
  await done;
  return { packed: Buffer.concat(packed), crc, size };
}

/** The spliced bytes piece by piece, each a buffer of its own. */
function* splicedChunks(bytes: Buffer, edits: readonly ByteEdit[]): Generator<Buffer> {
  const ordered = mergedEdits(edits);
  let from = 0;
  let first = 0;
  while (from < bytes.length) {
    let next = first;
    let to = Math.min(from + CHUNK, bytes.length);
    while (next < ordered.length && (ordered[next] as ByteEdit).start < to) {
      to = Math.max(to, (ordered[next] as ByteEdit).end);
      next++;
    }
    yield splicedStretch(bytes, ordered, { from, to, first, next });
    first = next;
    from = to;
  }
}
