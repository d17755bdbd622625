import type { Limits } from '../../core/limits.ts';
import type { ReadText } from '../../core/segment.ts';
import { binaryTexts } from '../shared/binary-text.ts';
import { openZip } from '../shared/zip/zip.ts';

/** Text in an element that could be base64: nothing else, and long enough to hold a number. */
const CODED = />\s*([A-Za-z0-9+/]{20}[A-Za-z0-9+/=\s]*)</g;

/** What the coded data inside XML says: pictures of forms, settings of printers. */
export function* rereadCoded(bytes: Uint8Array, limits: Limits): Generator<ReadText> {
  const zip = openZip(bytes, limits);
  for (const entry of zip.entries.filter(({ name }) => name.endsWith('.xml')))
    for (const [, coded = ''] of zip.read(entry).toString('latin1').matchAll(CODED))
      for (const text of binaryTexts(Buffer.from(coded, 'base64')))
        yield { text, location: { channel: 'hidden', part: '编码数据', address: '' } };
}
