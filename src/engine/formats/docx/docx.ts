import mammoth from 'mammoth';
import type { Limits } from '../../core/limits.ts';
import type { ReadText } from '../../core/segment.ts';
import type { Format } from '../format.ts';
import { openOoxml } from '../shared/ooxml/document.ts';
import { isPackageOf } from '../shared/ooxml/recognise.ts';
import { rereadPackage } from '../shared/ooxml/reread.ts';
import { openZip } from '../shared/zip/zip.ts';

/** Word: documents, templates and their kin with macros. */
export const docx: Format = {
  id: 'docx',
  mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  extensions: ['.docx', '.docm', '.dotx', '.dotm'],
  channels: [
    'body',
    'table',
    'header-footer',
    'note',
    'comment',
    'text-box',
    'field',
    'formula',
    'link',
    'tracked-change',
    'hidden',
    'metadata',
    'chart',
    'form',
    'script',
    'file-name',
    'attachment',
    'image',
  ],
  readers: ['saxes', 'mammoth'],
  recognises: (bytes) => isPackageOf(bytes, 'word/'),
  open: (bytes, surroundings) => openOoxml(bytes, surroundings, { rank }),
  async *reread(bytes, surroundings) {
    yield* rereadPackage(bytes, surroundings);
    yield* rereadByMammoth(bytes, surroundings.limits);
  },
};

/** The body first, then what hangs on it, properties and settings last. */
const ORDER = [
  /^word\/document\w*\.xml$/,
  /^word\/(?:header|footer)/,
  /^word\/(?:foot|end)notes/,
  /^word\/comments/,
  /^word\/(?:charts|diagrams|drawings)\//,
  /^word\//,
];
const rank = (part: string): number => {
  const found = ORDER.findIndex((pattern) => pattern.test(part));
  return found < 0 ? ORDER.length : found;
};

/**
 * Bytes of XML up to which mammoth reads along: on a book it takes as much work as all else together and
 * hundreds of megabytes. Saxes has read every word by then.
 */
const MAMMOTH_MOST = 1 << 20;

/** That a reader by other hands opens the file, and what it reads of the body. */
async function* rereadByMammoth(bytes: Uint8Array, limits: Limits): AsyncGenerator<ReadText> {
  const { entries } = openZip(bytes, limits);
  const xml = entries.reduce(
    (sum, { name, inflated }) => sum + (/\.xml$/i.test(name) ? inflated : 0),
    0,
  );
  if (xml > MAMMOTH_MOST) return;
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) });
  yield { text: value, location: { channel: 'body', part: '正文', address: '' } };
}
