import * as XLSX from 'xlsx';
import type { ReadText } from '../../core/segment.ts';
import { utf16Text } from './utf16.ts';

/** Anything longer than a word, in one byte a character, in two, or in a Chinese code page. */
const READABLE = /[ -~\u00a0-\u024f\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]{6,}/g;

const DIGIT = /[0-9\uff10-\uff19]/;

/** Another library's view of a compound file: the strings of every stream, then of the bare file. */
export function* compoundTexts(bytes: Uint8Array): Generator<ReadText> {
  const { FileIndex } = XLSX.CFB.read(Buffer.from(bytes), { type: 'buffer' });
  for (const { content } of FileIndex)
    if (content && content.length > 0) yield* strings(Buffer.from(content as Uint8Array));
  yield* strings(Buffer.from(bytes));
}

function* strings(bytes: Buffer): Generator<ReadText> {
  for (const text of [
    bytes.toString('latin1'),
    new TextDecoder('gb18030').decode(bytes),
    utf16Text(bytes),
    utf16Text(bytes, 1),
  ])
    for (const [run] of text.matchAll(READABLE))
      if (DIGIT.test(run))
        yield { text: run, location: { channel: 'hidden', part: '复读', address: '' } };
}
