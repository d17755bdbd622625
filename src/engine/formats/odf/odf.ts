import type { Format } from '../format.ts';
import { openPackage, type Package } from '../shared/ooxml/package.ts';
import { entryNames } from '../shared/ooxml/recognise.ts';
import { rereadPackage } from '../shared/ooxml/reread.ts';
import { type Going, openXmlPackage, type PackageReading } from '../shared/xml-package/document.ts';
import { checkReadable, forget } from './manifest.ts';
import { readOdfPart } from './part-reader.ts';
import { rank } from './places.ts';
import { rereadCoded } from './reread-coded.ts';
import { Styles } from './styles.ts';

/** OpenDocument text, spreadsheets and presentations (ISO/IEC 26300), spliced in place. */
export const odf: Format = {
  id: 'odf',
  mediaType: 'application/vnd.oasis.opendocument.text',
  extensions: ['.odt', '.ods', '.odp', '.ott', '.ots', '.otp', '.odg', '.odm'],
  channels: [
    'body',
    'table',
    'formula',
    'header-footer',
    'note',
    'comment',
    'text-box',
    'field',
    'form',
    'chart',
    'link',
    'tracked-change',
    'hidden',
    'metadata',
    'script',
    'file-name',
    'attachment',
    'image',
  ],
  readers: ['saxes'],
  recognises: isOpenDocument,
  open: async (bytes, surroundings) => {
    checkReadable(bytes, surroundings.limits);
    const pack = openPackage(bytes, surroundings.limits);
    return openXmlPackage(bytes, surroundings, {
      ...READING,
      read: (part, content) => readOdfPart(part, content, stylesFor(pack, part)),
    });
  },
  async *reread(bytes, surroundings) {
    yield* rereadPackage(bytes, surroundings);
    yield* rereadCoded(bytes, surroundings.limits);
  },
};

const READING: Omit<PackageReading, 'read'> = {
  rank,
  goes,
  forget,
  isSilent: (part) => part === 'mimetype' || /^Fonts\/.*\.(?:ttf|otf)$/i.test(part),
};

/** The styles beside a part: an object inside has its own. */
function stylesFor(pack: Package, part: string): Styles {
  const beside = part.replace(/[^/]*$/, 'styles.xml');
  return Styles.of(part !== beside && pack.parts.includes(beside) ? pack.read(beside) : undefined);
}

function isOpenDocument(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return false;
  const names = new Set(entryNames(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)));
  const isOne = names.has('content.xml') || names.has('encrypted-package');
  return isOne && (names.has('META-INF/manifest.xml') || names.has('mimetype'));
}

const MACRO: Going = { what: 'macro', when: 'always', channel: 'script', label: '宏' };
const PREVIEW: Going = { what: 'thumbnail', when: 'on-rewrite', channel: 'image', label: '缩略图' };
const SIGNATURE: Going = {
  what: 'signature',
  when: 'on-rewrite',
  channel: 'metadata',
  label: '数字签名',
};
const LAYOUT: Going = {
  what: 'metadata',
  when: 'on-rewrite',
  channel: 'hidden',
  label: '排版缓存',
};

function goes(part: string): Going | undefined {
  if (/^(?:Basic|Scripts|Dialogs)\//.test(part)) return MACRO;
  if (/^(?:Thumbnails|ObjectReplacements)\//.test(part)) return PREVIEW;
  if (/^META-INF\/.*signatures\.xml$/i.test(part)) return SIGNATURE;
  return part === 'layout-cache' ? LAYOUT : undefined;
}
