/** Cuts a text into JSON tokens. Reads anything: what is no JSON comes out as bare words. */
export class Tokens {
  readonly #text: string;
  /** From here on a string or a comment never ends, so quotes and slashes are bare words. */
  #broken = Number.POSITIVE_INFINITY;

  constructor(text: string) {
    this.#text = text;
  }

  /** Where the first token at or behind an offset starts; undefined when there is none. */
  startFrom(offset: number): number | undefined {
    BLACK.lastIndex = offset;
    return BLACK.exec(this.#text)?.index;
  }

  /** Where the token that starts at an offset ends. */
  endOf(start: number): number {
    const text = this.#text;
    if ('{}[],:'.includes(text.charAt(start))) return start + 1;
    if (start < this.#broken) {
      const end = delimitedEnd(text, start);
      if (end !== undefined && end > start) return end;
      if (end !== undefined) this.#broken = start;
    }
    WORD.lastIndex = start + 1;
    WORD.test(text);
    return WORD.lastIndex;
  }
}

const BLACK = /\S/g;
const WORD = /[^\s{}[\],:"]*/y;

/** The end of a string or a comment; -1 when it never ends; undefined when it is neither. */
function delimitedEnd(text: string, start: number): number | undefined {
  if (text[start] === '"') return stringEnd(text, start);
  if (text.startsWith('//', start)) {
    const end = text.slice(start).search(/[\r\n]|$/);
    return start + end;
  }
  if (!text.startsWith('/*', start)) return undefined;
  const end = text.indexOf('*/', start + 2);
  return end < 0 ? -1 : end + 2;
}

/** Behind the first quote that an even number of backslashes precedes. */
function stringEnd(text: string, start: number): number {
  for (let at = start + 1; ; at++) {
    at = text.indexOf('"', at);
    if (at < 0) return -1;
    let backslashes = 0;
    while (text[at - 1 - backslashes] === '\\') backslashes++;
    if (backslashes % 2 === 0) return at + 1;
  }
}
