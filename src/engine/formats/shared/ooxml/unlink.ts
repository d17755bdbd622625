import { attributes } from '../xml/attributes.ts';
import type { ByteEdit } from '../xml/byte-edit.ts';
import { TOKEN, XmlScanner } from '../xml/scanner.ts';
import { elementEnd, elementsWhere } from './package.ts';

/** Elements that mean nothing without the part they name. */
const HOLDERS: ReadonlySet<string> = new Set([
  'OLEObject',
  'oleObject',
  'control',
  'altChunk',
  'externalReference',
  'AlternateContent',
]);
/** Lists that must not stand empty. */
const LISTS: ReadonlySet<string> = new Set(['oleObjects', 'controls', 'externalReferences']);

/** Takes the mentions of dropped relationships out of the part that had them. */
export function unlinked(bytes: Buffer, ids: ReadonlySet<string>, lenient: boolean): ByteEdit[] {
  const edits: ByteEdit[] = [];
  const xml = new XmlScanner(bytes, lenient);
  while (xml.next()) {
    if (xml.token !== TOKEN.open) continue;
    const { local } = xml.name;
    const { start, end } = xml;
    if (local === 'mailMerge') edits.push(gone(start, elementEnd(xml)));
    else if (LISTS.has(local)) edits.push(...listEdits(xml, ids));
    else if (HOLDERS.has(local) && local !== 'AlternateContent' && mentions(bytes, start, end, ids))
      edits.push(gone(start, elementEnd(xml)));
    else edits.push(...attributeEdits(bytes, start, end, ids));
  }
  return edits;
}

/** The members of a list that go; the list itself when none stays. */
function listEdits(xml: XmlScanner, ids: ReadonlySet<string>): ByteEdit[] {
  const { bytes, start } = xml;
  const { depth } = xml;
  const edits: ByteEdit[] = [];
  let kept = 0;
  while (xml.next() && xml.depth >= depth) {
    if (xml.token !== TOKEN.open) continue;
    const from = xml.start;
    const to = elementEnd(xml);
    if (anyMention(bytes.subarray(from, to), ids)) edits.push(gone(from, to));
    else kept++;
  }
  return kept === 0 ? [gone(start, xml.end)] : edits;
}

function anyMention(element: Buffer, ids: ReadonlySet<string>): boolean {
  const xml = new XmlScanner(element);
  while (xml.next())
    if (xml.token === TOKEN.open && mentions(element, xml.start, xml.end, ids)) return true;
  return false;
}

const mentions = (bytes: Buffer, start: number, end: number, ids: ReadonlySet<string>): boolean =>
  attributeEdits(bytes, start, end, ids).length > 0;

function attributeEdits(
  bytes: Buffer,
  start: number,
  end: number,
  ids: ReadonlySet<string>,
): ByteEdit[] {
  const edits: ByteEdit[] = [];
  for (const one of attributes(bytes, start, end))
    if (
      one.qualified.includes(':') &&
      ids.has(bytes.toString('utf8', one.valueStart, one.valueEnd))
    )
      edits.push(gone(one.start, one.end));
  return edits;
}

/** Takes relationships with these ids out of a `.rels` part. */
export const withoutRelationships = (bytes: Buffer, ids: ReadonlySet<string>): ByteEdit[] =>
  [...elementsWhere(bytes, 'Relationship', 'Id', (id) => ids.has(id))].map(({ start, end }) =>
    gone(start, end),
  );

/** Takes parts out of `[Content_Types].xml`. */
export const withoutTypes = (bytes: Buffer, parts: ReadonlySet<string>): ByteEdit[] =>
  [
    ...elementsWhere(bytes, 'Override', 'PartName', (name) => parts.has(name.replace(/^\//, ''))),
  ].map(({ start, end }) => gone(start, end));

const gone = (start: number, end: number): ByteEdit => ({ start, end, replacement: '' });
