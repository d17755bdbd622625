import { elementEnd } from '../shared/ooxml/package.ts';
import { attribute } from '../shared/xml/attributes.ts';
import type { ByteEdit } from '../shared/xml/byte-edit.ts';
import { escaped } from '../shared/xml/mask-run.ts';
import { TOKEN } from '../shared/xml/scanner.ts';
import type { Sheet } from './sheet.ts';

/** Where the parts of one cell stand. */
interface Layout {
  readonly tag: { readonly start: number; readonly end: number; readonly nameEnd: number };
  readonly prefix: string;
  readonly value: { readonly start: number; readonly end: number } | undefined;
}

/**
 * Makes a cell hold `inside`, the XML of a string, whatever it held; its style stays. A number with a
 * star in it would read as 0.
 */
export function asInlineString(sheet: Sheet, start: number, inside: string): ByteEdit[] {
  const { tag, prefix, value } = layoutAt(sheet, start);
  const type = attribute(sheet.bytes, tag, 't');
  const typed: ByteEdit = type
    ? { start: type.valueStart, end: type.valueEnd, replacement: 'inlineStr' }
    : { start: tag.nameEnd, end: tag.nameEnd, replacement: ' t="inlineStr"' };
  if (!value) return [];
  const replacement = `<${prefix}is>${inside}</${prefix}is>`;
  return [typed, { ...value, replacement }];
}

/** The inside of an inline string without formatting. */
export const plainString = (sheet: Sheet, start: number, text: string): string => {
  const { prefix } = layoutAt(sheet, start);
  const keep = /^\s|\s$/.test(text) ? ' xml:space="preserve"' : '';
  return `<${prefix}t${keep}>${escaped(text)}</${prefix}t>`;
};

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
