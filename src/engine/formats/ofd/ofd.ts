import type { Format } from '../format.ts';
import { entryNames } from '../shared/ooxml/recognise.ts';
import { rereadPackage } from '../shared/ooxml/reread.ts';
import { openXmlPackage } from '../shared/xml-package/document.ts';
import { companions } from './glyph-edits.ts';
import { openOfdPackage, pageNumbers } from './pages.ts';
import { readOfdPart } from './part-reader.ts';
import { placeOf, rankIn } from './places.ts';
import { rereadLines } from './reread-lines.ts';
import { forget, signatureParts } from './signatures.ts';

/** OFD (GB/T 33190), the layout format that Chinese offices seal and post; spliced in place. */
export const ofd: Format = {
  id: 'ofd',
  mediaType: 'application/ofd',
  extensions: ['.ofd'],
  channels: [
    'body',
    'table',
    'header-footer',
    'annotation',
    'link',
    'outline',
    'hidden',
    'metadata',
    'file-name',
    'attachment',
    'image',
  ],
  readers: ['saxes'],
  recognises: (bytes) =>
    bytes[0] === 0x50 &&
    bytes[1] === 0x4b &&
    [...entryNames(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))].some((name) =>
      /^OFD\.xml$/i.test(name),
    ),
  open: async (bytes, surroundings) => {
    const pack = openOfdPackage(bytes, surroundings.limits);
    const pages = pageNumbers(pack);
    return openXmlPackage(bytes, surroundings, {
      rank: rankIn(pages),
      read: (part, content) => readOfdPart(content, placeOf(part, pages)),
      goes: signatureParts(pack),
      isSilent: (part) => /\.(?:ttf|otf|ttc|cff|pfb)$/i.test(part),
      forget,
      companions,
    });
  },
  async *reread(bytes, surroundings) {
    yield* rereadPackage(bytes, surroundings);
    yield* rereadLines(bytes, surroundings.limits);
  },
};
