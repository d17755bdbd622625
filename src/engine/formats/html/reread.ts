import type { ReadText } from '../../core/segment.ts';
import type { Surroundings } from '../format.ts';
import { rereadEmbedded } from '../shared/embedded.ts';
import { decodeAgain } from '../shared/encoding.ts';
import { looksLikePage, writtenFiles } from './reread-files.ts';
import { textsOf } from './reread-page.ts';

/**
 * The second reading of a page, by another parser: text through inline tags, every attribute, comment,
 * script, the pages and files inside, and the source itself line by line.
 */
export async function* rereadHtml(
  bytes: Uint8Array,
  surroundings: Surroundings,
): AsyncGenerator<ReadText> {
  const source = decodeAgain(bytes);
  const pages = [{ page: source, depth: 0 }];
  for (let next = pages.pop(); next !== undefined; next = pages.pop()) {
    const { page, depth } = next;
    for (const { channel, text } of textsOf(page)) {
      yield { text, location: { channel, part: '网页', address: '' } };
      // Deeper ones are blind spots; `<!--<!--<!--` would nest as often as it has characters.
      if (depth < surroundings.limits.depth && looksLikePage(channel, text))
        pages.push({ page: text, depth: depth + 1 });
      for (const { bytes: content, name } of writtenFiles(text))
        yield* rereadEmbedded(content, name, surroundings);
    }
  }
  let line = 0;
  for (const { 0: text } of source.matchAll(/[^\r\n]+/g)) {
    const address = `源代码第 ${++line} 行`;
    yield { text, location: { channel: 'body', part: '网页', address } };
  }
}
