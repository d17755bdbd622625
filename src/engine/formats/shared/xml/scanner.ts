import { badXml } from './damage.ts';
import { type Name, Names } from './names.ts';

/** What the scanner stands on. An empty tag is an open and then a close at the same place. */
export const TOKEN = { open: 1, close: 2, text: 3, cdata: 4, comment: 5, instruction: 6 } as const;

const NO_NAME: Name = { qualified: '', prefix: '', local: '' };
const DEEPEST = 2000;
const SPACE = 0x20;
const SLASH = 0x2f;
const LESS = 0x3c;
const GREATER = 0x3e;

/**
 * Walks UTF-8 XML byte by byte and says where everything lies. Checks that tags match; refuses
 * DOCTYPE, so there are no entities but the five of XML and numbers. `lenient` lets tags cross, for
 * VML that Excel itself wrote as HTML.
 */
export class XmlScanner {
  readonly bytes: Buffer;
  /** One of TOKEN. */
  token = 0;
  /** The whole tag; for text, CDATA, comments and instructions the content only. */
  start = 0;
  end = 0;
  /** Of a tag; of the enclosing element otherwise. */
  name: Name = NO_NAME;
  /** This element is an empty tag. */
  empty = false;

  readonly #names = new Names();
  readonly #open: Name[] = [];
  readonly #lenient: boolean;
  #at: number;
  #closing = false;

  constructor(bytes: Buffer, lenient = false) {
    this.bytes = bytes;
    this.#lenient = lenient;
    this.#at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  }

  /** The name of an element so far could be somebody's number. */
  get telling(): boolean {
    return this.#names.telling;
  }

  /** The current token is character data, in CDATA or not. */
  get isText(): boolean {
    return this.token === TOKEN.text || this.token === TOKEN.cdata;
  }

  /** Open elements around the current token; an open tag counts itself. */
  get depth(): number {
    return this.#open.length;
  }

  /** The enclosing element, `up` levels above the innermost. */
  parent(up = 0): Name {
    return this.#open[this.#open.length - 1 - up] ?? NO_NAME;
  }

  /** Goes on from here; `position` must be the start of a tag at the same depth. */
  jump(position: number): void {
    this.#at = position;
    this.#closing = false;
  }

  /** Moves to the next token; false at the end. */
  next(): boolean {
    if (this.#closing) {
      this.#closing = false;
      this.token = TOKEN.close;
      this.#open.pop();
      return true;
    }
    const { bytes } = this;
    const from = this.#at;
    if (from >= bytes.length) return this.#finish();
    if (bytes[from] !== LESS) return this.#text(from);
    switch (bytes[from + 1]) {
      case SLASH:
        return this.#close(from);
      case 0x21:
        return this.#declaration(from);
      case 0x3f:
        return this.#delimited(TOKEN.instruction, from + 2, '?>');
      default:
        return this.#openTag(from);
    }
  }

  #finish(): boolean {
    if (this.#open.length > 0 && !this.#lenient) throw badXml('unclosed element');
    return false;
  }

  #text(from: number): boolean {
    const { bytes } = this;
    let end = from;
    while (end < bytes.length && bytes[end] !== LESS) end++;
    this.token = TOKEN.text;
    this.start = from;
    this.end = end;
    this.name = this.parent();
    this.#at = end;
    if (this.#open.length === 0 && !isBlank(bytes, from, end))
      throw badXml('text outside the root');
    return true;
  }

  #close(from: number): boolean {
    const { bytes } = this;
    const end = bytes.indexOf(GREATER, from);
    if (end < 0) throw badXml('unfinished tag');
    let nameEnd = end;
    while ((bytes[nameEnd - 1] as number) <= SPACE) nameEnd--;
    let hash = 0;
    for (let at = from + 2; at < nameEnd; at++) hash = (hash * 31 + (bytes[at] as number)) | 0;
    const name = this.#names.at(bytes, from + 2, nameEnd, hash);
    if (name === this.parent()) this.#open.pop();
    else this.#cross(name);
    this.token = TOKEN.close;
    this.name = name;
    this.empty = false;
    this.start = from;
    this.end = end + 1;
    this.#at = end + 1;
    return true;
  }

  #cross(name: Name): void {
    if (!this.#lenient) throw badXml('tags cross');
    const index = this.#open.lastIndexOf(name);
    if (index >= 0) this.#open.length = index;
  }

  #openTag(from: number): boolean {
    const { bytes } = this;
    let at = from + 1;
    let hash = 0;
    let byte = bytes[at] as number;
    while (byte > SPACE && byte !== GREATER && byte !== SLASH) {
      hash = (hash * 31 + byte) | 0;
      byte = bytes[++at] as number;
    }
    const name = this.#names.at(bytes, from + 1, at, hash);
    const end = tagEnd(bytes, at);
    this.empty = bytes[end - 1] === SLASH;
    this.token = TOKEN.open;
    this.name = name;
    this.start = from;
    this.end = end + 1;
    this.#at = end + 1;
    this.#closing = this.empty;
    if (this.#open.push(name) > DEEPEST) throw badXml('nested too deep');
    return true;
  }

  #declaration(from: number): boolean {
    const { bytes } = this;
    if (startsWith(bytes, from, '<!--')) return this.#delimited(TOKEN.comment, from + 4, '-->');
    if (startsWith(bytes, from, '<![CDATA[')) return this.#delimited(TOKEN.cdata, from + 9, ']]>');
    throw badXml('DOCTYPE');
  }

  #delimited(token: number, start: number, mark: string): boolean {
    const end = this.bytes.indexOf(mark, start, 'latin1');
    if (end < 0) throw badXml('unfinished section');
    this.token = token;
    this.name = this.parent();
    this.start = start;
    this.end = end;
    this.#at = end + mark.length;
    return true;
  }
}

/** The `>` of a tag, outside quotes. */
function tagEnd(bytes: Buffer, from: number): number {
  let quote = 0;
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at];
    if (quote !== 0) {
      if (byte === quote) quote = 0;
    } else if (byte === GREATER) return at;
    else if (byte === 0x22 || byte === 0x27) quote = byte;
    else if (byte === LESS) throw badXml('tag inside a tag');
  }
  throw badXml('unfinished tag');
}

function startsWith(bytes: Buffer, at: number, mark: string): boolean {
  for (let index = 0; index < mark.length; index++)
    if (bytes[at + index] !== mark.charCodeAt(index)) return false;
  return true;
}

/** Nothing but white space in bytes [start, end). */
export function isBlank(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if ((bytes[at] as number) > SPACE) return false;
  return true;
}
