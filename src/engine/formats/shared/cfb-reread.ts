import * as XLSX from 'xlsx';
import type { ReadText } from '../../core/segment.ts';
import type { Surroundings } from '../format.ts';
import { rereadEmbedded } from './embedded.ts';
import { utf16Text } from './utf16.ts';

/** Anything longer than a word, in one byte a character, in two, or in a Chinese code page. */
const READABLE = /[ -~\u00a0-\u024f\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]{6,}/g;

const DIGIT = /[0-9\uff10-\uff19]/;

/** A compound file as SheetJS sees it. */
export interface Container {
  readonly FileIndex: readonly { readonly type: number; readonly content?: Uint8Array }[];
  readonly FullPaths: readonly string[];
}

/** Another library's view of a compound file: the strings of every stream, then of the bare file, and the documents inside. */
export async function* compoundTexts(
  bytes: Uint8Array,
  surroundings: Surroundings,
): AsyncGenerator<ReadText> {
  const container: Container = XLSX.CFB.read(Buffer.from(bytes), { type: 'buffer' });
  for (const { content } of container.FileIndex)
    if (content && content.length > 0) yield* strings(Buffer.from(content));
  yield* strings(Buffer.from(bytes));
  for (const document of documentsIn(container))
    yield* rereadEmbedded(document, 'object', surroundings);
}

/** Packages in a stream; storages that are a workbook or a document of their own. */
function* documentsIn({ FileIndex, FullPaths }: Container): Generator<Uint8Array> {
  const contentAt = (index: number) => Buffer.from(FileIndex[index]?.content ?? []);
  for (const [index, path] of FullPaths.entries()) {
    const [, storage, name] = /^[^/]+\/(.+)\/([^/]+)$/.exec(path) ?? [];
    if (name === 'Package') yield contentAt(index);
    if (name !== 'Workbook' && name !== 'WordDocument') continue;
    const file = XLSX.CFB.utils.cfb_new();
    for (const [other, inner] of FullPaths.entries()) {
      const relative = inner.split(`/${storage}/`)[1];
      if (relative && FileIndex[other]?.type === 2)
        XLSX.CFB.utils.cfb_add(file, `/${relative}`, contentAt(other));
    }
    yield XLSX.CFB.write(file, { type: 'buffer' }) as Buffer;
  }
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
