import { badXml } from './damage.ts';
import { textOf } from './run.ts';
import { isBlank } from './scanner.ts';

/** An attribute of a tag: byte places of its name and of its value between the quotes. */
export interface Attribute {
  /** Without prefix. */
  readonly local: string;
  readonly qualified: string;
  /** The whole of it, from the white space before the name to the closing quote. */
  readonly start: number;
  readonly end: number;
  readonly nameStart: number;
  readonly valueStart: number;
  readonly valueEnd: number;
}

const EQUALS = 0x3d;
const SLASH = 0x2f;
const QUOTES: ReadonlySet<number | undefined> = new Set([0x22, 0x27]);
const isSpace = (byte: number | undefined) => byte !== undefined && byte <= 0x20;

/** The attributes of the open tag in bytes [start, end). */
export function* attributes(bytes: Buffer, start: number, end: number): Generator<Attribute> {
  const stop = bytes[end - 2] === SLASH ? end - 2 : end - 1;
  let at = start + 1;
  while (at < stop && !isSpace(bytes[at])) at++;
  while (!isBlank(bytes, at, stop)) {
    const found = attributeAt(bytes, at, stop);
    yield found;
    at = found.end;
  }
}

function attributeAt(bytes: Buffer, from: number, stop: number): Attribute {
  const nameStart = pastSpace(bytes, from);
  if (nameStart === from) throw badXml('attributes run together');
  let nameEnd = nameStart;
  while (nameEnd < stop && bytes[nameEnd] !== EQUALS && !isSpace(bytes[nameEnd])) nameEnd++;
  const equals = pastSpace(bytes, nameEnd);
  if (bytes[equals] !== EQUALS) throw badXml('attribute without a value');
  const quoteAt = pastSpace(bytes, equals + 1);
  const quote = bytes[quoteAt];
  if (quote === undefined || !QUOTES.has(quote)) throw badXml('attribute without quotes');
  const valueStart = quoteAt + 1;
  const valueEnd = bytes.indexOf(quote, valueStart);
  if (valueEnd < 0 || valueEnd >= stop) throw badXml('unfinished attribute');
  const qualified = bytes.toString('utf8', nameStart, nameEnd);
  const local = qualified.slice(qualified.indexOf(':') + 1);
  const end = valueEnd + 1;
  return { local, qualified, start: from, end, nameStart, valueStart, valueEnd };
}

function pastSpace(bytes: Buffer, from: number): number {
  let at = from;
  while (isSpace(bytes[at])) at++;
  return at;
}

/** The attribute of that local name; undefined when the tag has none. */
export function attribute(
  bytes: Buffer,
  tag: { readonly start: number; readonly end: number },
  local: string,
): Attribute | undefined {
  for (const one of attributes(bytes, tag.start, tag.end)) if (one.local === local) return one;
  return undefined;
}

/** What an attribute says; empty when the tag has none of that name. */
export function attributeValue(
  bytes: Buffer,
  tag: { readonly start: number; readonly end: number },
  local: string,
): string {
  const found = attribute(bytes, tag, local);
  if (!found) return '';
  return textOf(bytes, { form: 'escaped', start: found.valueStart, end: found.valueEnd });
}
