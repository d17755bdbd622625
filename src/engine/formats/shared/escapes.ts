import type { Run } from './written-text.ts';

/** A way of writing characters as others. `decode` gives undefined for what only looks like one. */
export interface Notation {
  readonly pattern: RegExp;
  decode(written: string): string | undefined;
}

const HEX = 16;
const SIMPLE: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

const codePoint = (code: number): string | undefined =>
  code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;

/** `\u0033` and `\n` inside a JSON string. */
export const JSON_STRING: Notation = {
  pattern: /\\(?:u[0-9a-fA-F]{4}|[^u])/g,
  decode: (written) =>
    written[1] === 'u'
      ? String.fromCharCode(Number.parseInt(written.slice(2), HEX))
      : (SIMPLE[written.charAt(1)] ?? written.slice(1)),
};

/**
 * The escapes of a script that can stand for a digit or a letter; the others are left as written. Two
 * strings that are added are one, and `fromCharCode(51, 53)` says 35.
 */
export const SCRIPT: Notation = {
  pattern:
    /\\(?:u[0-9a-fA-F]{4}|u\{[0-9a-fA-F]{1,6}\}|x[0-9a-fA-F]{2}|[0-3]?[0-7]{2}|\r?\n)|%u[0-9a-fA-F]{4}|&#\d{1,7};|&#[xX][0-9a-fA-F]{1,6};|(["'`])\s{0,9}\+\s{0,9}\1|(?:String\.)?fromC(?:harCode|odePoint)\([0-9a-fA-Fx,\s]{2,2000}\)/g,
  decode: (written) => {
    if (/^["'`]|^\\\s/.test(written)) return '';
    if (written.startsWith('&')) return LEFT_IN_TEXT.decode(written);
    if (written.endsWith(')')) return charactersOf(written.slice(written.indexOf('(') + 1, -1));
    return /^\\\d/.test(written)
      ? codePoint(Number.parseInt(written.slice(1), 8))
      : codePoint(Number.parseInt(written.replaceAll(/[%\\ux{}]/g, ''), HEX));
  },
};

/** Characters by their codes: `51, 0x35`. */
function charactersOf(codes: string): string | undefined {
  const characters = codes.split(',').map((code) => codePoint(Number(code.trim() || Number.NaN)));
  return characters.includes(undefined) ? undefined : characters.join('');
}

/** `\33 ` or `\000033` in a style sheet; a string goes on in the next line, and two in a row are shown as one. */
export const STYLE: Notation = {
  pattern: /\\[0-9a-fA-F]{1,6}[ \t\n\f\r]?|\\\r?\n|(["'])[ \t]{1,9}\1/g,
  decode: (written) =>
    /^["']|^\\\s/.test(written) ? '' : codePoint(Number.parseInt(written.slice(1).trim(), HEX)),
};

/** `%33` in an address. */
export const ADDRESS: Notation = {
  pattern: /(?:%[0-9a-fA-F]{2})+/g,
  decode: (written) => {
    try {
      return decodeURIComponent(written);
    } catch {
      return undefined;
    }
  },
};

/** Escapes that programs leave behind in plain text: logs, exports, Markdown. */
export const LEFT_IN_TEXT: Notation = {
  pattern: /\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|&#\d{1,7};|&#[xX][0-9a-fA-F]{1,6};/g,
  decode: (written) => {
    if (written[0] === '\\') return codePoint(Number.parseInt(written.slice(2), HEX));
    const digits = written.slice(2, -1);
    return codePoint(/^x/i.test(digits) ? Number.parseInt(digits.slice(1), HEX) : Number(digits));
  },
};

/** The runs of source [start, end) when its escapes are written in a notation. */
export function runsIn(source: string, start: number, end: number, notation: Notation): Run[] {
  const runs: Run[] = [];
  let at = start;
  for (const { index, 0: written } of source.slice(start, end).matchAll(notation.pattern)) {
    const text = notation.decode(written);
    if (text === undefined) continue;
    const from = start + index;
    if (from > at) runs.push({ start: at, end: from });
    at = from + written.length;
    runs.push({ start: from, end: at, text });
  }
  if (at < end) runs.push({ start: at, end });
  return runs;
}
