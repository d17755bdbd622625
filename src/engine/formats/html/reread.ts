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
  const pages = [source];
  for (let page = pages.pop(); page !== undefined; page = pages.pop()) {
    for (const { channel, text } of textsOf(page)) {
      yield { text, location: { channel, part: '网页', address: '' } };
      if (looksLikePage(channel, text)) pages.push(text);
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
