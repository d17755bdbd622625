import { ALNUM, classOf, DIGIT, FULL_WIDTH } from '../text/char-class.ts';
import { DRESSED, LIKE, lookOf } from '../text/looks.ts';

/**
 * What a glance at the text of a cell tells, in one number: most of a million cells need no second one, and none an
 * object. Bits, and above them how many of the characters are digits.
 */
export type CellLook = number;

// What the characters tell, all taken together. `DIGIT` and `LETTER` are 1 and 2 as everywhere.
const WIDE = 4;
/** Words may follow it. */
const COLON = 8;
/** A digit in Chinese characters, in a circle … */
const NUMERAL = 16;
/** Told by the last character only. */
const ENDS_LABEL = 32;

// What the text as a whole tells.
const FILLED = 1 << 8;
const SHORT = 1 << 9;
const SINGLE = 1 << 10;
const NUMBER = 1 << 11;
const WORD = 1 << 12;
const PART = 1 << 13;
const LABEL = 1 << 14;
/** Told by the column, not by the text. */
const NOTHING = 1 << 15;
const DIGITS_AT = 16;

/** A longer text is read in any case. */
const GLANCE = 64;
/** The longest text that may be a label, and the most digits in one. */
export const LONGEST_LABEL = 40;
export const MOST_DIGITS = 4;
const LONGEST_PART = 17;
const SHORTEST_DISGUISED = 7;
const WIDE_COLON = 0xff1a;
const UPPER_X = 0x58;
const LOWER_X = 0x78;

/** What each character tells a glance. */
export function cellGlances(mayEndLabel: (code: number) => boolean): Uint8Array {
  const glances = new Uint8Array(0x10000);
  for (let code = 0; code < glances.length; code++) {
    const kind = classOf(code);
    const wide = kind & FULL_WIDTH ? WIDE : 0;
    const colon = code === WIDE_COLON ? COLON : 0;
    const numeral = lookOf(code) & (DRESSED | LIKE) ? NUMERAL : 0;
    const end = mayEndLabel(code) ? ENDS_LABEL : 0;
    glances[code] = (kind & ALNUM) | wide | colon | numeral | end;
  }
  return glances;
}

/** Glances at a text. */
export function lookAt(text: string, glances: Uint8Array): CellLook {
  const { length } = text;
  const seen = length < GLANCE ? length : GLANCE;
  let all = 0;
  let digits = 0;
  let code = 0;
  let glance = 0;
  for (let at = 0; at < seen; at++) {
    code = text.charCodeAt(at);
    glance = glances[code] as number;
    all |= glance;
    digits += glance & DIGIT;
  }
  const look = (digits << DIGITS_AT) | (all & ~ENDS_LABEL);
  if (length > GLANCE) return look | ALNUM | FILLED;
  return length === 0 ? SHORT : look | FILLED | SHORT | shapeOf(length, digits, all, code, glance);
}

/** What tells a number or a label from other texts. */
function shapeOf(length: number, digits: number, all: number, last: number, end: number): number {
  const single = length === 1 && (all & ALNUM) !== 0 ? SINGLE : 0;
  const part = length <= LONGEST_PART ? PART : 0;
  const isAscii = (all & WIDE) === 0;
  if (digits === length) return single | part | (isAscii ? NUMBER | WORD : 0);
  const isLabel = (end & ENDS_LABEL) !== 0 && length <= LONGEST_LABEL && digits <= MOST_DIGITS;
  const others = single | (isLabel ? LABEL : 0);
  if (digits < length - 1 || (last !== UPPER_X && last !== LOWER_X)) return others;
  return others | part | (isAscii && last === UPPER_X ? WORD : 0);
}

/** How many of the characters that were glanced at are digits. */
export const digitsIn = (look: CellLook): number => look >> DIGITS_AT;

/** The look of a text that holds nothing, as is known of its column. */
export const knownNothing = (look: CellLook): CellLook => look | NOTHING;

export const isKnownNothing = (look: CellLook): boolean => (look & NOTHING) !== 0;

/** Whether there is any character in it. */
export const isFilled = (look: CellLook): boolean => (look & FILLED) !== 0;

/** Whether all of it was glanced at. */
export const isShort = (look: CellLook): boolean => (look & SHORT) !== 0;

/** Whether it is one letter or digit. */
export const isSingle = (look: CellLook): boolean => (look & SINGLE) !== 0;

/** Whether it is ASCII digits and nothing else. */
export const isNumber = (look: CellLook): boolean => (look & NUMBER) !== 0;

/** The same, or such digits and an X at their end. */
export const isWord = (look: CellLook): boolean => (look & WORD) !== 0;

/** A few digits in any hand, the last of them perhaps an X: it may be part of a longer number. */
export const isPart = (look: CellLook): boolean => (look & PART) !== 0;

export const mayBeLabel = (look: CellLook): boolean => (look & LABEL) !== 0;

/** Whether letters stand among its digits, or the other way round. */
export const isMixed = (look: CellLook): boolean => (look & ALNUM) === ALNUM;

/** Whether a letter or digit is in it, or a colon after which words may follow. */
export const mayHold = (look: CellLook): boolean => (look & (ALNUM | COLON)) !== 0;

/** Whether a number in numerals or circles may be in it: every seventh character misses none. */
export function mayBeDisguised(text: string, look: CellLook): boolean {
  if ((look & NUMERAL) === 0) return false;
  for (let at = SHORTEST_DISGUISED - 1; at < text.length; at += SHORTEST_DISGUISED)
    if (lookOf(text.charCodeAt(at)) & (DRESSED | LIKE)) return true;
  return false;
}
