import type { ReadText } from '../../../core/segment.ts';
import type { Surroundings } from '../../format.ts';
import { binaryTexts } from '../binary-text.ts';
import { rereadEmbedded } from '../embedded.ts';
import { unclaimedBytes } from '../zip/unclaimed.ts';
import { openPackage, type Package } from './package.ts';
import { labelOf } from './place.ts';
import { SaxReading } from './sax-reading.ts';

/**
 * Reads every byte of a package once more: XML by saxes, all else as the words that any of four
 * encodings would see in it, documents inside by their own second readers.
 */
export async function* rereadPackage(
  bytes: Uint8Array,
  surroundings: Surroundings,
): AsyncGenerator<ReadText> {
  const pack = openPackage(bytes, surroundings.limits);
  const texts: string[] = [];
  for (const part of sharedFirst(pack.parts)) {
    if (isXml(pack, part)) yield* rereadXml(pack, part, texts);
    else yield* rereadBinary(pack.read(part), part, surroundings);
  }
  const names = pack.zip.entries.map(({ name }) => name).join('\n');
  yield text('file-name', '部件名', names);
  for (const run of binaryTexts(unclaimedBytes(pack.zip)))
    yield text('hidden', '压缩包的空隙', run);
}

const text = (channel: ReadText['location']['channel'], part: string, said: string): ReadText => ({
  text: said,
  location: { channel, part, address: '' },
});

/** Strings that cells point to come before the cells. */
const sharedFirst = (parts: readonly string[]): string[] =>
  parts.toSorted((a, b) => Number(/sharedStrings/i.test(b)) - Number(/sharedStrings/i.test(a)));

const isXml = (pack: Package, part: string) => pack.isXml(part);

const CHUNK = 1 << 18;

function* rereadXml(pack: Package, part: string, shared: string[]): Generator<ReadText> {
  const bytes = pack.read(part);
  const reading = new SaxReading(/\.vml$/i.test(part), shared);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let at = 0; at < bytes.length; at += CHUNK) {
    const last = at + CHUNK >= bytes.length;
    reading.write(decoder.decode(bytes.subarray(at, at + CHUNK), { stream: !last }));
    for (const said of reading.take()) yield text('body', labelOf(reading.root), said);
  }
  reading.end();
  for (const said of reading.take()) yield text('body', labelOf(reading.root), said);
}

async function* rereadBinary(
  bytes: Buffer,
  part: string,
  surroundings: Surroundings,
): AsyncGenerator<ReadText> {
  if (!/\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|odttf|ttf|fntdata)$/i.test(part))
    yield* rereadEmbedded(bytes, part, surroundings);
  for (const run of binaryTexts(bytes)) yield text('attachment', '附件', run);
  for (const run of chinese(bytes)) yield text('attachment', '附件', run);
}

/** Runs of Chinese and ASCII in GB18030; what is no text decodes to gaps. */
function* chinese(bytes: Buffer): Generator<string> {
  const decoded = new TextDecoder('gb18030').decode(bytes);
  for (const [run] of decoded.matchAll(/[\x20-\x7e\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]{6,}/g))
    yield run;
}
