import type { Channel, Location, ReadText } from '../../../core/segment.ts';
import type { Surroundings } from '../../format.ts';
import { binaryTexts } from '../binary-text.ts';
import { rereadEmbedded } from '../embedded.ts';
import type { Placed } from '../zip/placement.ts';
import { unclaimedBytes } from '../zip/unclaimed.ts';
import { ListReading } from './list-reading.ts';
import { isLenient, openPackage, type Package } from './package.ts';
import { labelOf } from './place.ts';

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
    const entry = pack.zip.entry(part);
    if (entry && pack.isXml(part)) {
      for await (const told of xmlTexts(pack, entry, texts)) for (const one of told) yield one;
    } else yield* rereadBinary(pack.read(part), part, surroundings);
  }
  const names = pack.zip.entries.map(({ name }) => name).join('\n');
  yield text('file-name', '部件名', names);
  for (const run of binaryTexts(unclaimedBytes(pack.zip)))
    yield text('hidden', '压缩包的空隙', run);
}

const text = (channel: Channel, part: string, said: string): ReadText => ({
  text: said,
  location: place(channel, part),
});

const place = (channel: Channel, part: string): Location => ({ channel, part, address: '' });

/** Strings that cells point to come before the cells. */
const sharedFirst = (parts: readonly string[]): string[] =>
  parts.toSorted((a, b) => Number(/sharedStrings/i.test(b)) - Number(/sharedStrings/i.test(a)));

/** What a part says, as far as each of its pieces tells it. */
async function* xmlTexts(
  pack: Package,
  entry: Placed,
  shared: string[],
): AsyncGenerator<ReadText[]> {
  const reading = new ListReading(isLenient(entry.name), shared);
  let location = place('body', '');
  const told = () => {
    if (location.part === '') location = place('body', labelOf(reading.root));
    return reading.take().map((text): ReadText => ({ text, location }));
  };
  for await (const piece of pack.zip.pieces(entry)) {
    reading.write(piece);
    yield told();
  }
  reading.end();
  yield told();
}

async function* rereadBinary(
  bytes: Buffer,
  part: string,
  surroundings: Surroundings,
): AsyncGenerator<ReadText> {
  if (!/\.(?:png|jpe?g|gif|bmp|tiff?|odttf|ttf|fntdata)$/i.test(part))
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
