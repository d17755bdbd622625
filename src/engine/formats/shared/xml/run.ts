import { badXml } from './damage.ts';

/**
 * How a run of text is written in the bytes: `escaped` with entities, `literal` as it stands (CDATA,
 * comments), `address` with entities and letters as `%33`, `code-point` as one hexadecimal number,
 * `virtual` not at all (a tab element, say).
 */
type Form = 'escaped' | 'literal' | 'address' | 'code-point' | 'virtual';

/** A stretch of a part's bytes that is text. */
export interface Run {
  readonly form: Form;
  readonly start: number;
  readonly end: number;
  /** Of a virtual run only. */
  readonly text?: string;
}

export const virtual = (text: string): Run => ({ form: 'virtual', start: 0, end: 0, text });

const AMPERSAND = 0x26;
const SEMICOLON = 0x3b;
const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};

/** Letters, digits and `@` that an address writes as their codes; other codes are left as they stand. */
const PERCENT = /%(3[0-9]|4[0-9a-f]|5[0-9a]|6[1-9a-f]|7[0-9a])/i;
const ENTITY_OR_PERCENT = new RegExp(`&([^;]*);|${PERCENT.source}`, 'gi');
const PERCENT_LENGTH = 3;

/** Bytes of a letter written as its code at `at`; 0 where none is. */
export const percentAt = (bytes: Buffer, at: number): number =>
  bytes.toString('latin1', at, at + PERCENT_LENGTH).search(PERCENT) === 0 ? PERCENT_LENGTH : 0;

/** The text that a reader sees in a run. */
export function textOf(bytes: Buffer, run: Run): string {
  switch (run.form) {
    case 'virtual':
      return run.text ?? '';
    case 'literal':
      return bytes.toString('utf8', run.start, run.end);
    case 'code-point':
      return symbolAt(bytes, run);
    case 'escaped':
      return unescaped(bytes, run.start, run.end);
    case 'address':
      return decodedAddress(bytes.toString('utf8', run.start, run.end));
  }
}

function decodedAddress(raw: string): string {
  return raw.replaceAll(ENTITY_OR_PERCENT, (_, entity: string | undefined, hex: string) =>
    entity === undefined ? String.fromCharCode(Number.parseInt(hex, 16)) : entityText(entity),
  );
}

function unescaped(bytes: Buffer, start: number, end: number): string {
  let at = start;
  let all = 0;
  while (at < end && bytes[at] !== AMPERSAND) all |= bytes[at++] as number;
  if (at >= end) return bytes.toString(all < 0x80 ? 'latin1' : 'utf8', start, end);
  let text = '';
  let from = start;
  while (at < end) {
    const entity = entityAt(bytes, at, end);
    text += bytes.toString('utf8', from, at) + entity.text;
    from = entity.end;
    at = from;
    while (at < end && bytes[at] !== AMPERSAND) at++;
  }
  return text + bytes.toString('utf8', from, end);
}

/** The character reference or entity that starts at `at`. */
export function entityAt(bytes: Buffer, at: number, end: number): { text: string; end: number } {
  const semicolon = bytes.indexOf(SEMICOLON, at);
  if (semicolon < 0 || semicolon >= end) throw badXml('unfinished entity');
  return { text: entityText(bytes.toString('latin1', at + 1, semicolon)), end: semicolon + 1 };
}

function entityText(name: string): string {
  const text = name.startsWith('#') ? character(name) : ENTITIES[name];
  if (text === undefined) throw badXml('unknown entity');
  return text;
}

function character(name: string): string {
  const hex = /^#x([0-9a-f]{1,6})$/i.exec(name);
  const code = hex ? Number.parseInt(hex[1] as string, 16) : Number(name.slice(1));
  if (!Number.isInteger(code) || code < 1 || code > 0x10ffff) throw badXml('character reference');
  return String.fromCodePoint(code);
}

/** Symbol fonts keep their characters from U+F000 on: U+F033 is the symbol in the place of `3`. */
function symbolAt(bytes: Buffer, { start, end }: Run): string {
  const code = Number.parseInt(bytes.toString('latin1', start, end), 16);
  if (!(code > 0 && code <= 0xffff)) return '';
  return String.fromCharCode(code >= 0xf020 && code <= 0xf0ff ? code - 0xf000 : code);
}
