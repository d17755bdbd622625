import { posix } from 'node:path';
import { DocumentError } from '../../core/errors.ts';
import type { Limits } from '../../core/limits.ts';
import { elementEnd, openPackage, type Package } from '../shared/ooxml/package.ts';
import { attributeValue } from '../shared/xml/attributes.ts';
import { TOKEN, XmlScanner } from '../shared/xml/scanner.ts';

/** Opens the package. Throws `document-encrypted` for one under GM/T 0099. */
export function openOfdPackage(bytes: Uint8Array, limits: Limits): Package {
  const pack = openPackage(bytes, limits);
  if (pack.zip.entries.some(({ name }) => /(?:^|\/)Encryptions?\.xml$|DecryptSeed/i.test(name)))
    throw new DocumentError(
      'document-encrypted',
      '版式文件已加密；请解密后再上传 · the file is encrypted; decrypt it first',
    );
  return pack;
}

/** The number of each page, from 1, by the part that holds its content. */
export function pageNumbers(pack: Package): Map<string, number> {
  const pages = new Map<string, number>();
  for (const part of pack.parts.filter((name) => /(?:^|\/)Document[^/]*\.xml$/i.test(name)))
    for (const place of pagePlaces(pack.read(part))) {
      const relative = posix.join(posix.dirname(part), place);
      const path = place.startsWith('/') ? place.slice(1) : relative;
      if (pack.zip.entry(path) && !pages.has(path)) pages.set(path, pages.size + 1);
    }
  return pages;
}

/** BaseLoc of every page in the list of pages; template pages are called otherwise. */
function* pagePlaces(bytes: Buffer): Generator<string> {
  const xml = new XmlScanner(bytes);
  while (xml.next()) {
    if (xml.token !== TOKEN.open || xml.name.local !== 'Page') continue;
    const place = attributeValue(bytes, xml, 'BaseLoc');
    if (place !== '') yield place;
    elementEnd(xml);
  }
}
