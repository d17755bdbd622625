import { posix } from 'node:path';
import { elementEnd, type Package } from '../shared/ooxml/package.ts';
import type { PartEdits } from '../shared/ooxml/unit.ts';
import { textOf } from '../shared/xml/run.ts';
import { TOKEN, XmlScanner } from '../shared/xml/scanner.ts';
import type { Going } from '../shared/xml-package/document.ts';

const ROOT = 'OFD.xml';
const USUAL =
  /(?:^|\/)Signs?\/|(?:^|\/)Signatures?\.xml$|\.esl$|(?:^|\/)SignedValue\.dat$|^OFDEntries\.xml$/i;

const SIGNATURE: Going = {
  what: 'signature',
  when: 'on-rewrite',
  channel: 'metadata',
  label: '数字签名',
};

/** Says of each part whether it belongs to a seal or a signature, which no edited file can keep. */
export function signatureParts(pack: Package): (part: string) => Going | undefined {
  const folders = signaturePlaces(pack)
    .map(({ path }) => posix.dirname(path))
    .filter((folder) => !pack.zip.entry(posix.join(folder, 'Document.xml')) && folder !== '.');
  const isOne = (part: string) =>
    USUAL.test(part) || folders.some((folder) => part.startsWith(`${folder}/`));
  return (part) => (isOne(part) ? SIGNATURE : undefined);
}

/** Takes the way to the signatures out of OFD.xml. */
export function forget(pack: Package, gone: ReadonlySet<string>): PartEdits {
  if (gone.size === 0) return new Map();
  const edits = signaturePlaces(pack).map(({ start, end }) => ({ start, end, replacement: '' }));
  return new Map([[ROOT, edits]]);
}

/** Every `Signatures` element of OFD.xml: where it stands, and the part that it names. */
function signaturePlaces(pack: Package): { start: number; end: number; path: string }[] {
  const found: { start: number; end: number; path: string }[] = [];
  if (!pack.zip.entry(ROOT)) return found;
  const bytes = pack.read(ROOT);
  const xml = new XmlScanner(bytes);
  while (xml.next()) {
    if (xml.token !== TOKEN.open || xml.name.local !== 'Signatures') continue;
    const { start, end: from } = xml;
    const end = elementEnd(xml);
    const close = bytes.lastIndexOf('</', end);
    const path =
      close > from ? textOf(bytes, { form: 'escaped', start: from, end: close }).trim() : '';
    found.push({ start, end, path: path.replace(/^\/+/, '') });
  }
  return found;
}
