import { isPlace, isTechnical, LONGEST_PLACE } from './technical.ts';

/** What a list is made of: rows of a sheet, or the strings that cells share. */
export type ListItem = 'row' | 'si';

const SPACE = 0x20;
const QUOTE = 0x22;
const AMPERSAND = 0x26;
const SLASH = 0x2f;
const LESS = 0x3c;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const LETTER_C = 0x63;
const LETTER_R = 0x72;
const LETTER_S = 0x73;
const LETTER_T = 0x74;
const LETTER_V = 0x76;
const TAB = 0x09;
const LINE_FEED = 0x0a;
/** Shared strings are fewer than a number of so many digits. */
const LONGEST_NUMBER = 9;

/** Letters, digits, `.`, `:`, `_` and `-`: what names are made of, and values that tell a place or a look. */
const WORD = new Uint8Array(256);
for (const byte of Buffer.from('0123456789.:_-')) WORD[byte] = 1;
for (let letter = 0; letter < 26; letter++) WORD[0x41 + letter] = WORD[0x61 + letter] = 1;

/**
 * Reads rows and shared strings of the plainest form, as nearly all of a long list are: UTF-8 in a
 * grammar so narrow that what fits it is well-formed. Whatever does not fit, to the last blank, is left
 * to a parser.
 */
export class PlainList {
  readonly #shared: readonly string[];
  readonly #say: (item: ListItem, words: string) => void;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  #bytes: Buffer = Buffer.alloc(0);
  #at = 0;
  /** The words of the item that is being read: never more bytes than the item itself. */
  #words: Buffer = Buffer.alloc(0);
  #length = 0;
  #isAscii = true;
  /** The value of the cell is the number of a shared string. */
  #isShared = false;

  constructor(shared: readonly string[], say: (item: ListItem, words: string) => void) {
    this.#shared = shared;
    this.#say = say;
  }

  /** Reads the items that stand one after another; gives back where the first other thing stands. */
  read(item: ListItem, bytes: Buffer, from: number): number {
    if (this.#words.length < bytes.length) this.#words = Buffer.allocUnsafe(bytes.length);
    this.#bytes = bytes;
    for (let at = from; ; at = this.#at) {
      this.#at = at;
      this.#length = 0;
      this.#isAscii = true;
      const words = (item === 'row' ? this.#row() : this.#string()) ? this.#told() : undefined;
      if (words === undefined) return at;
      this.#say(item, words);
    }
  }

  /** The words of the item; undefined when they are no UTF-8, or no characters of XML. */
  #told(): string | undefined {
    if (this.#isAscii) return this.#words.toString('latin1', 0, this.#length);
    try {
      const words = this.#decoder.decode(this.#words.subarray(0, this.#length));
      return /[\ufffe\uffff]/.test(words) ? undefined : words;
    } catch {
      return undefined;
    }
  }

  #string(): boolean {
    return this.#passes('<si><t') && this.#inside() && this.#passes('</t></si>');
  }

  #row(): boolean {
    if (!this.#passes('<row') || !this.#attributesOf('row') || !this.#passes('>')) return false;
    while (this.#bytes[this.#at] === LESS && this.#bytes[this.#at + 1] === LETTER_C)
      if (!this.#cell()) return false;
    return this.#passes('</row>');
  }

  #cell(): boolean {
    const bytes = this.#bytes;
    let at = this.#at + 2;
    let seen = 0;
    this.#isShared = false;
    while (bytes[at] === SPACE) {
      const letter = bytes[at + 1] as number;
      const end = endOfPlace(bytes, at);
      // One that stands twice is for the parser to refuse.
      if (end < 0 || seen & (1 << (letter & 31))) return false;
      seen |= 1 << (letter & 31);
      if (letter === LETTER_T) this.#isShared = end === at + 6 && bytes[at + 4] === LETTER_S;
      at = end;
    }
    this.#words[this.#length++] = TAB;
    this.#at = at;
    if (bytes[at] === SLASH) return this.#passes('/>');
    return this.#passes('>') && this.#content() && this.#passes('</c>');
  }

  #content(): boolean {
    const next = this.#bytes[this.#at + 1];
    if (next === SLASH) return true;
    if (next !== LETTER_V) return this.#inline();
    if (!this.#passes('<v>')) return false;
    return (this.#isShared ? this.#number() : this.#characters()) && this.#passes('</v>');
  }

  #inline(): boolean {
    if (!this.#passes('<is><t') || !this.#inside() || !this.#passes('</t></is>')) return false;
    this.#words[this.#length++] = LINE_FEED;
    return true;
  }

  /** The rest of a `<t>` tag and the words after it. */
  #inside(): boolean {
    if (this.#bytes[this.#at] === SPACE && !this.#passes(' xml:space="preserve"')) return false;
    return this.#passes('>') && this.#characters();
  }

  /** The number of a shared string: its words are told here. */
  #number(): boolean {
    const bytes = this.#bytes;
    const from = this.#at;
    let at = from;
    let number = 0;
    for (let digit = 0; ; at++) {
      digit = (bytes[at] as number) - 0x30;
      if (!(digit >= 0 && digit <= 9)) break;
      number = number * 10 + digit;
    }
    if (at === from || at - from > LONGEST_NUMBER) return false;
    this.#at = at;
    const words = this.#shared[number] ?? '';
    if (words === '') return true;
    this.#length += this.#words.write(words, this.#length, 'utf8');
    this.#isAscii = false;
    return true;
  }

  /** Takes in the characters up to the next tag; false where they are more than words. */
  #characters(): boolean {
    const bytes = this.#bytes;
    const words = this.#words;
    let length = this.#length;
    let all = 0;
    for (let at = this.#at; ; at++) {
      const byte = bytes[at] as number;
      if (byte === LESS) {
        this.#at = at;
        break;
      }
      if (!(byte >= SPACE) || byte === GREATER || byte === AMPERSAND) return false;
      all |= byte;
      words[length++] = byte;
    }
    this.#length = length;
    if (all & 0x80) this.#isAscii = false;
    return true;
  }

  /** Passes over attributes that tell nothing; false when there is any other, or one twice. */
  #attributesOf(element: string): boolean {
    const names = new Set<string>();
    while (this.#bytes[this.#at] === SPACE) {
      const name = this.#word(this.#at + 1);
      const from = this.#at + 1 + name.length;
      if (this.#bytes[from] !== EQUALS || this.#bytes[from + 1] !== QUOTE) return false;
      const value = this.#word(from + 2);
      const end = from + 2 + value.length;
      if (this.#bytes[end] !== QUOTE || names.has(name) || !/^[a-z]/i.test(name)) return false;
      if (!isPlace(name, value.length) && !isTechnical(element, value)) return false;
      names.add(name);
      this.#at = end + 1;
    }
    return true;
  }

  #word(from: number): string {
    let end = from;
    while (WORD[this.#bytes[end] as number] === 1) end++;
    return this.#bytes.toString('latin1', from, end);
  }

  #passes(mark: string): boolean {
    for (let index = 0; index < mark.length; index++)
      if (this.#bytes[this.#at + index] !== mark.charCodeAt(index)) return false;
    this.#at += mark.length;
    return true;
  }
}

/** Past an attribute of a cell that says where it stands, how it looks or what it holds; -1 for any other. */
function endOfPlace(bytes: Buffer, at: number): number {
  const letter = bytes[at + 1];
  const from = at + 4;
  if (letter !== LETTER_R && letter !== LETTER_S && letter !== LETTER_T) return -1;
  if (bytes[at + 2] !== EQUALS || bytes[at + 3] !== QUOTE) return -1;
  let end = from;
  while (WORD[bytes[end] as number] === 1) end++;
  return bytes[end] === QUOTE && end - from <= LONGEST_PLACE ? end + 1 : -1;
}
