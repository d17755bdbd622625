import WordExtractor from 'word-extractor';
import type { ReadText } from '../../core/segment.ts';
import type { Surroundings } from '../format.ts';
import { compoundTexts } from '../shared/cfb-reread.ts';

/** Reads a document again with word-extractor, and everything in its container as plain strings. */
export async function* rereadDoc(
  bytes: Uint8Array,
  surroundings: Surroundings,
): AsyncGenerator<ReadText> {
  const document = await new WordExtractor().extract(Buffer.from(bytes));
  for (const text of [
    document.getBody(),
    document.getFootnotes(),
    document.getEndnotes(),
    document.getHeaders(),
    document.getFooters(),
    document.getAnnotations(),
    document.getTextboxes(),
  ])
    for (const line of text.replaceAll('\u0007', '\t').split(/[\n\t]/))
      if (/\S/.test(line))
        yield { text: line, location: { channel: 'body', part: '复读', address: '' } };
  yield* compoundTexts(bytes, surroundings);
}
