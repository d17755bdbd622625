/** A string operand, with its place in the stream so that it can be replaced. */
export interface StringToken {
  readonly kind: 'string';
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}
export interface NameToken {
  readonly kind: 'name';
  readonly name: string;
}
export interface ListToken {
  /** A dictionary's entries follow one another: key, value, key, value. */
  readonly kind: 'array' | 'dict';
  readonly items: readonly Token[];
}
interface OtherToken {
  readonly kind: 'keyword';
  readonly word: string;
}
export type Token = number | StringToken | NameToken | ListToken | OtherToken;

/** One operator of a content stream with its operands; `start`…`end` covers them all. */
export interface Operation {
  operator: string;
  operands: Token[];
  start: number;
  end: number;
}

/** Thrown where the bytes are not a content stream; the page is then a blind spot. */
export class LexicalError extends Error {}

const SPACE = 1;
const DELIMITER = 2;
const CLASS = new Uint8Array(256);
for (const code of [0, 9, 10, 12, 13, 32]) CLASS[code] = SPACE;
for (const char of '()<>[]{}/%') CLASS[char.charCodeAt(0)] = DELIMITER;

const BACKSLASH = 92;
const MAX_DEPTH = 64;
const ESCAPES: Readonly<Record<number, number>> = { 110: 10, 114: 13, 116: 9, 98: 8, 102: 12 };

/** Splits a content stream into operations (ISO 32000-1, 7.2 and 7.8.2). */
export class Lexer {
  private readonly bytes: Uint8Array;
  private at = 0;
  private readonly keywords = new Map<number, OtherToken>();
  /** Gathered here and handed out as a copy, which takes a third of the room of an array that grew. */
  private readonly operands: Token[] = [];
  /** Where the comments read so far begin and end. */
  readonly comments: [start: number, end: number][] = [];

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** The next operation, or `undefined` at the end. An inline image comes as one `BI` operation. */
  next(): Operation | undefined {
    this.skipSpace();
    const start = this.at;
    for (let count = 0; ; count++) {
      const token = this.token(0);
      if (token === undefined) {
        if (count > 0) throw new LexicalError('operands without an operator');
        return undefined;
      }
      if (typeof token === 'number' || token.kind !== 'keyword' || isValue(token.word)) {
        this.operands[count] = token;
        continue;
      }
      if (token.word === 'BI') return this.inlineImage(start);
      const operands = this.operands.slice(0, count);
      return { operator: token.word, operands, start, end: this.at };
    }
  }

  private skipSpace(): void {
    const { bytes } = this;
    for (;;) {
      while (CLASS[this.peek()] === SPACE && this.at < bytes.length) this.at++;
      if (this.peek() !== 37) return;
      const start = this.at;
      while (this.at < bytes.length && this.peek() !== 10 && this.peek() !== 13) this.at++;
      this.comments.push([start, this.at]);
    }
  }

  private peek(ahead = 0): number {
    return this.bytes[this.at + ahead] ?? 256;
  }

  private token(depth: number): Token | undefined {
    this.skipSpace();
    if (this.at >= this.bytes.length) return undefined;
    if (depth > MAX_DEPTH) throw new LexicalError('nested too deep');
    switch (this.peek()) {
      case 40:
        return this.literal();
      case 60:
        return this.peek(1) === 60 ? this.list('dict', depth) : this.hexadecimal();
      case 91:
        return this.list('array', depth);
      case 47:
        return this.name();
      default:
        return this.word();
    }
  }

  private list(kind: 'array' | 'dict', depth: number): ListToken {
    const items: Token[] = [];
    this.at += kind === 'dict' ? 2 : 1;
    for (;;) {
      this.skipSpace();
      if (kind === 'array' && this.peek() === 93) {
        this.at += 1;
        return { kind, items };
      }
      if (kind === 'dict' && this.peek() === 62 && this.peek(1) === 62) {
        this.at += 2;
        return { kind, items };
      }
      const item = this.token(depth + 1);
      if (item === undefined) throw new LexicalError('unterminated list');
      items.push(item);
    }
  }

  private literal(): StringToken {
    const { bytes } = this;
    const start = this.at++;
    const plainEnd = this.plainLiteralEnd();
    if (plainEnd >= 0) {
      const content = bytes.subarray(this.at, plainEnd);
      this.at = plainEnd + 1;
      return { kind: 'string', bytes: content, start, end: this.at };
    }
    const out: number[] = [];
    for (let depth = 1; ; ) {
      if (this.at >= bytes.length) throw new LexicalError('unterminated string');
      const code = bytes[this.at++] as number;
      if (code === BACKSLASH) {
        this.escape(out);
        continue;
      }
      if (code === 40) depth++;
      if (code === 41 && --depth === 0) break;
      out.push(code === 13 ? 10 : code);
      if (code === 13 && this.peek() === 10) this.at++;
    }
    return { kind: 'string', bytes: Uint8Array.from(out), start, end: this.at };
  }

  /** Where a literal without escapes, brackets and line ends closes; -1 when it holds any. */
  private plainLiteralEnd(): number {
    const { bytes } = this;
    for (let at = this.at; at < bytes.length; at++) {
      const code = bytes[at];
      if (code === 41) return at;
      if (code === BACKSLASH || code === 40 || code === 13) return -1;
    }
    return -1;
  }

  private escape(out: number[]): void {
    const code = this.peek();
    this.at++;
    if (code >= 48 && code <= 55) {
      let value = code - 48;
      for (let more = 0; more < 2 && this.peek() >= 48 && this.peek() <= 55; more++) {
        value = value * 8 + this.peek() - 48;
        this.at++;
      }
      out.push(value & 255);
    } else if (code === 13) {
      if (this.peek() === 10) this.at++;
    } else if (code !== 10 && code < 256) {
      out.push(ESCAPES[code] ?? code);
    }
  }

  private hexadecimal(): StringToken {
    const start = this.at++;
    const end = this.bytes.indexOf(62, this.at);
    if (end < 0) throw new LexicalError('unterminated hexadecimal string');
    const out = new Uint8Array((end - this.at + 1) >> 1);
    let digits = 0;
    for (; this.at < end; this.at++) {
      const code = this.peek();
      if (CLASS[code] === SPACE) continue;
      const value = code <= 57 ? code - 48 : (code | 32) - 87;
      if (value < 0 || value > 15) throw new LexicalError('not a hexadecimal digit');
      const index = digits++ >> 1;
      out[index] = digits & 1 ? value << 4 : (out[index] as number) | value;
    }
    this.at = end + 1;
    return { kind: 'string', bytes: out.subarray(0, (digits + 1) >> 1), start, end: this.at };
  }

  private name(): NameToken {
    const start = ++this.at;
    while (this.at < this.bytes.length && CLASS[this.peek()] === 0) this.at++;
    const raw = this.text(start, this.at);
    const name = raw.includes('#')
      ? raw.replace(/#([0-9a-fA-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
      : raw;
    return { kind: 'name', name };
  }

  private word(): Token {
    const start = this.at;
    if (CLASS[this.peek()] === DELIMITER) throw new LexicalError('stray delimiter');
    while (this.at < this.bytes.length && CLASS[this.peek()] === 0) this.at++;
    const first = this.bytes[start] as number;
    if (first <= 57 && first >= 43) {
      const value = this.number(start, this.at);
      if (value !== undefined) return value;
    }
    return this.keyword(start);
  }

  /** Operators are short and come again and again: each has one token for the whole stream. */
  private keyword(start: number): OtherToken {
    const length = this.at - start;
    if (length > 2) return { kind: 'keyword', word: this.text(start, this.at) };
    const code = (this.bytes[start] as number) * 256 + (length === 2 ? this.peek(-1) : 0);
    let token = this.keywords.get(code);
    if (!token) {
      token = { kind: 'keyword', word: this.text(start, this.at) };
      this.keywords.set(code, token);
    }
    return token;
  }

  /** Reads as lenient viewers do: `--5` is -5, and `5-3` ends at the second sign. */
  private number(from: number, to: number): number | undefined {
    const { bytes } = this;
    let at = from;
    let negative = false;
    for (; bytes[at] === 45 || bytes[at] === 43; at++) negative ||= bytes[at] === 45;
    let value = 0;
    let scale = 0;
    for (; at < to; at++) {
      const code = bytes[at] as number;
      if (code >= 48 && code <= 57) {
        value = value * 10 + code - 48;
        scale *= 10;
      } else if (code === 46 && scale === 0) scale = 1;
      else if (code === 45) break;
      else return undefined;
    }
    if (scale > 1) value /= scale;
    return negative ? -value : value;
  }

  private text(from: number, to: number): string {
    let text = '';
    for (let at = from; at < to; at++) text += String.fromCharCode(this.bytes[at] as number);
    return text;
  }

  private inlineImage(start: number): Operation {
    const operands: Token[] = [];
    for (;;) {
      const token = this.token(0);
      if (token === undefined) throw new LexicalError('unterminated inline image');
      if (typeof token !== 'number' && token.kind === 'keyword' && token.word === 'ID') break;
      operands.push(token);
    }
    this.at = this.endOfImageData(this.at + 1);
    return { operator: 'BI', operands, start, end: this.at };
  }

  /** The data has no length: it ends at an `EI` between spaces that plain text follows. */
  private endOfImageData(from: number): number {
    const { bytes } = this;
    for (let at = from; at + 1 < bytes.length; at++) {
      if (bytes[at] !== 69 || bytes[at + 1] !== 73) continue;
      const after = bytes[at + 2];
      const closed = after === undefined || CLASS[after] === SPACE;
      if (closed && CLASS[bytes[at - 1] ?? 0] === SPACE && this.looksLikeOperators(at + 2))
        return at + 2;
    }
    throw new LexicalError('unterminated inline image');
  }

  private looksLikeOperators(from: number): boolean {
    return this.bytes
      .subarray(from, from + 15)
      .every((code) => code <= 126 && (code >= 32 || CLASS[code] === SPACE));
  }
}

const isValue = (word: string): boolean => word === 'true' || word === 'false' || word === 'null';
