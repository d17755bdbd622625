import { elementEnd } from '../shared/ooxml/package.ts';
import { attribute } from '../shared/xml/attributes.ts';
import type { ByteEdit } from '../shared/xml/byte-edit.ts';
import { escaped } from '../shared/xml/mask-run.ts';
import { TOKEN } from '../shared/xml/scanner.ts';
import type { Sheet } from './sheet.ts';

const SPACE = 0x20;
const LETTER_T = 0x74;

/** Where the parts of one cell stand. */
interface Layout {
  readonly tag: { readonly start: number; readonly end: number; readonly nameEnd: number };
  readonly prefix: string;
  readonly value: { readonly start: number; readonly end: number } | undefined;
}

/**
 * Makes a cell hold a string, whatever it held; its style stays. A number with a star in it would read
 * as 0.
 * @param inside the XML of the string, when its elements have this prefix.
 */
export function asInlineString(
  sheet: Sheet,
  start: number,
  inside: (prefix: string) => string,
): ByteEdit[] {
  const { tag, prefix, value } = layoutAt(sheet, start);
  if (!value) return [];
  const type = hasType(sheet.bytes, tag) ? attribute(sheet.bytes, tag, 't') : undefined;
  const typed: ByteEdit = type
    ? { start: type.valueStart, end: type.valueEnd, replacement: 'inlineStr' }
    : { start: tag.nameEnd, end: tag.nameEnd, replacement: ' t="inlineStr"' };
  return [typed, { ...value, replacement: `<${prefix}is>${inside(prefix)}</${prefix}is>` }];
}

/** The inside of an inline string without formatting. */
export const plainString =
  (text: string) =>
  (prefix: string): string => {
    const keep = /^\s|\s$/.test(text) ? ' xml:space="preserve"' : '';
    return `<${prefix}t${keep}>${escaped(text)}</${prefix}t>`;
  };

/** A quick look: most cells that hold numbers do not say so. */
function hasType(bytes: Buffer, { start, end }: Layout['tag']): boolean {
  for (let at = start; at < end; at++)
    if (bytes[at] === LETTER_T && (bytes[at - 1] as number) <= SPACE) return true;
  return false;
}

/** Takes the formula out of the cell that starts at `start`; its last value stays. */
export function withoutFormula(sheet: Sheet, formulaStart: number): ByteEdit {
  const { xml } = sheet;
  xml.jump(formulaStart);
  xml.next();
  const { start } = xml;
  const end = elementEnd(xml);
  if (xml.empty) xml.next();
  return { start, end, replacement: '' };
}

function layoutAt(sheet: Sheet, start: number): Layout {
  const { xml } = sheet;
  xml.jump(start);
  xml.next();
  const { depth, name } = xml;
  const tag = { start: xml.start, end: xml.end, nameEnd: xml.start + 1 + name.qualified.length };
  let value: Layout['value'];
  while (xml.next() && xml.depth >= depth) {
    const isValue = xml.name.local === 'v' || xml.name.local === 'is';
    if (xml.token !== TOKEN.open || !isValue || value) continue;
    const from = xml.start;
    value = { start: from, end: elementEnd(xml) };
  }
  return { tag, prefix: name.prefix, value };
}
