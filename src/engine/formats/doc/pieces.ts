import { DocumentError } from '../../core/errors.ts';
import type { CfbStream } from '../shared/cfb.ts';
import type { StreamText, TextChunk } from '../shared/cfb-text.ts';
import type { FibRange } from './fib.ts';

const PIECES = 2;
const COMPRESSED = 0x40000000;
const damaged = () =>
  new DocumentError('document-damaged', 'Word 文档的文字表损坏 · the piece table is damaged');

/** The whole text of a document in order, every piece of it where it lies in the WordDocument stream. */
export function readPieces(word: CfbStream, table: Buffer, { start, end }: FibRange): StreamText {
  if (end > table.length || start >= end) throw damaged();
  const list = pieceList(table.subarray(start, end));
  const count = Math.floor((list.length - 4) / 12);
  const chunks: TextChunk[] = [];
  const texts: string[] = [];
  const bytes = Buffer.from(word.bytes.buffer, word.bytes.byteOffset, word.bytes.length);
  let unit = 0;
  for (let index = 0; index < count; index++) {
    const length = list.readUInt32LE(index * 4 + 4) - list.readUInt32LE(index * 4);
    const place = list.readUInt32LE((count + 1) * 4 + index * 8 + 2);
    const narrow = (place & COMPRESSED) !== 0;
    const offset = narrow ? (place & ~COMPRESSED) >>> 1 : place;
    const last = offset + length * (narrow ? 1 : 2);
    if (length < 0 || last > bytes.length) throw damaged();
    chunks.push({ unit, length, offset, width: narrow ? 'byte' : 'utf16' });
    // Only characters count here that one byte and one code unit stand for.
    texts.push(bytes.toString(narrow ? 'latin1' : 'utf16le', offset, last));
    unit += length;
  }
  return { stream: word, text: texts.join(''), chunks };
}

/** The piece table stands behind any number of property lists. */
function pieceList(clx: Buffer): Buffer {
  let at = 0;
  while (at + 5 <= clx.length) {
    if (clx[at] === PIECES) {
      const length = clx.readUInt32LE(at + 1);
      if (at + 5 + length > clx.length || length < 4) throw damaged();
      return clx.subarray(at + 5, at + 5 + length);
    }
    if (clx[at] !== 1) throw damaged();
    at += 3 + clx.readUInt16LE(at + 1);
  }
  throw damaged();
}

/** Stretches of the stream that belong to no piece: what an earlier version said may still be there. */
export function* outsidePieces({ stream, chunks }: StreamText): Generator<FibRange> {
  let at = 0;
  for (const { offset, length, width } of chunks.toSorted((a, b) => a.offset - b.offset)) {
    if (offset > at) yield { start: at, end: offset };
    at = Math.max(at, offset + length * (width === 'utf16' ? 2 : 1));
  }
  if (at < stream.bytes.length) yield { start: at, end: stream.bytes.length };
}
