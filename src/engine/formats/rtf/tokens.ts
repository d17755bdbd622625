/** One token of RTF with its place in the file. `spaced`: the blank that ends a control word is in `end`. */
export type Token =
  | { readonly kind: 'open' | 'close' | 'text'; readonly start: number; readonly end: number }
  | {
      readonly kind: 'word';
      readonly start: number;
      readonly end: number;
      readonly name: string;
      readonly param: number | undefined;
      /** Where the digits of the parameter stand. */
      readonly digits: readonly [number, number];
      readonly spaced: boolean;
    }
  | { readonly kind: 'symbol'; readonly start: number; readonly end: number; readonly code: number }
  | { readonly kind: 'hex'; readonly start: number; readonly end: number; readonly byte: number }
  | {
      readonly kind: 'binary';
      readonly start: number;
      readonly end: number;
      readonly data: number;
    };

const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;

const isLetter = (byte: number) => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39;
/** Line ends and NUL mean nothing between tokens: a number may be broken by them and still show whole. */
const isFiller = (byte: number) => byte === 0x0d || byte === 0x0a || byte === 0;

/** Splits RTF into tokens, every byte of it: what comes after the closing brace too. */
export function* tokensOf(bytes: Uint8Array): Generator<Token> {
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at] as number;
    if (isFiller(byte)) at++;
    else {
      const token = tokenAt(bytes, at, byte);
      yield token;
      at = token.end;
    }
  }
}

function tokenAt(bytes: Uint8Array, start: number, byte: number): Token {
  if (byte === OPEN) return { kind: 'open', start, end: start + 1 };
  if (byte === CLOSE) return { kind: 'close', start, end: start + 1 };
  if (byte === BACKSLASH) return controlAt(bytes, start);
  let end = start + 1;
  while (end < bytes.length && isPlain(bytes[end] as number)) end++;
  return { kind: 'text', start, end };
}

const isPlain = (byte: number) =>
  byte !== BACKSLASH && byte !== OPEN && byte !== CLOSE && !isFiller(byte);

function controlAt(bytes: Uint8Array, start: number): Token {
  const code = bytes[start + 1];
  if (code === undefined) return { kind: 'text', start, end: start + 1 };
  if (isLetter(code)) return wordAt(bytes, start);
  if (code !== 0x27) return { kind: 'symbol', start, end: start + 2, code };
  const digits = String.fromCharCode(bytes[start + 2] ?? 0, bytes[start + 3] ?? 0);
  if (/^[0-9a-f]{2}$/i.test(digits))
    return { kind: 'hex', start, end: start + 4, byte: Number.parseInt(digits, 16) };
  return { kind: 'symbol', start, end: start + 2, code };
}

function wordAt(bytes: Uint8Array, start: number): Token {
  let at = start + 1;
  while (at < bytes.length && isLetter(bytes[at] as number)) at++;
  const name = Buffer.from(bytes.subarray(start + 1, at)).toString('latin1');
  const signed = bytes[at] === 0x2d && isDigit(bytes[at + 1] ?? 0);
  const digits = signed ? at + 1 : at;
  if (signed) at++;
  while (at < bytes.length && isDigit(bytes[at] as number)) at++;
  const number = Number(Buffer.from(bytes.subarray(digits, at)).toString('latin1') || Number.NaN);
  const param = Number.isNaN(number) ? undefined : signed ? -number : number;
  const spaced = bytes[at] === 0x20;
  const end = spaced ? at + 1 : at;
  if (name === 'bin' && param !== undefined && param >= 0)
    return { kind: 'binary', start, data: end, end: Math.min(bytes.length, end + param) };
  return { kind: 'word', start, end, name, param, digits: [digits, at], spaced };
}
