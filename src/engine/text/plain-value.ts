import {
  ALNUM,
  BREAK,
  classOf,
  DIGIT,
  DIGITS,
  DOT,
  HYPHEN,
  NO_WIDTH,
  SPACE,
} from './char-class.ts';

const BETWEEN = NO_WIDTH | SPACE | HYPHEN | DOT | BREAK;
const UNDERSCORE = 0x5f;

/** One code unit in half width and upper case. */
export function foldCode(code: number): number {
  const half = code < 0x80 ? code : asciiOf(code);
  return half >= 0x61 && half <= 0x7a ? half - 0x20 : half;
}

/** Whether a folded code unit only stands between the characters of a value: space, hyphen, dot … */
export const isBetween = (code: number): boolean =>
  (classOf(code) & BETWEEN) !== 0 || code === UNDERSCORE;

/** The ASCII twin of a full-width sign, or of a digit of another script. */
function asciiOf(code: number): number {
  if (code > 0xff00 && code < 0xff5f) return code - 0xfee0;
  if ((classOf(code) & DIGIT) === 0) return code;
  for (const first of DIGITS) if (code >= first && code <= first + 9) return code - first + 0x30;
  return code;
}

/** Nearly every value is plain already. */
const NOT_PLAIN = /[^0-9A-Z\u4E00-\u9FFF]/;

/** A value as two readers would agree on it: half width, upper case, no separators. */
export function plainValue(text: string): string {
  if (!NOT_PLAIN.test(text)) return text;
  let plain = '';
  for (let at = 0; at < text.length; at++) {
    const code = foldCode(text.charCodeAt(at));
    if (!isBetween(code)) plain += String.fromCharCode(code);
  }
  return plain;
}

/** Only the letters and digits of a stretch, in half width and upper case. */
export function alnumOf(text: string, start: number, end: number): string {
  let plain = '';
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (classOf(code) & ALNUM) plain += String.fromCharCode(foldCode(code));
  }
  return plain;
}
