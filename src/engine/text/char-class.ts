/** What a character may be to a number: a bit each, so that a stretch can be described by one sum. */
export const DIGIT = 1;
export const LETTER = 2;
/** Takes no room on the page: zero-width characters, soft hyphen, direction marks. */
export const NO_WIDTH = 4;
export const SPACE = 8;
export const HYPHEN = 16;
export const DOT = 32;
/** Line breaks and tabs. */
export const BREAK = 64;
export const BRACKET = 128;
/** What people hide digits with: `*`, `×`, `●` … */
export const MASK = 256;
/** Parts numbers, and binds a mailbox to its domain. */
export const SIGN = 1024;
/** A letter or digit in another hand than ASCII. */
export const FULL_WIDTH = 512;

/** Parts the digits of a number now and then, and mostly something else: `/`, `,`, `、` … */
export const PARTING = 2048;
/** A digit above or below the line. */
export const SMALL = 4096;

export const ALNUM = DIGIT | LETTER;
/** What holds the groups of a parted number together, and ends every other number. */
export const LOOSE = PARTING | SMALL;

const TABLE = new Uint16Array(0x10000);
/**
 * Where the ten digits of another script begin, full width first, then those that Word writes in a font of
 * symbols, and the low halves of 𝟎 𝟘 𝟢 𝟬 𝟶 last.
 */
export const DIGITS = [
  0xff10, 0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6,
  0x0d66, 0x0de6, 0x0e50, 0x0ed0, 0x0f20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80,
  0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0,
  0xf030, 0xdfce, 0xdfd8, 0xdfe2, 0xdfec, 0xdff6,
];
/** The high half of 𝟎 and its kin. */
export const HIGH_HALF = 0xd835;
const put = (bit: number, characters: string) => {
  for (const character of characters) TABLE[character.charCodeAt(0)] = bit;
};
const also = (bit: number, characters: string) => {
  for (const character of characters) {
    const code = character.charCodeAt(0);
    TABLE[code] = (TABLE[code] as number) | bit;
  }
};
const range = (bit: number, first: number, last: number) => {
  for (let code = first; code <= last; code++) TABLE[code] = bit;
};
range(DIGIT, 0x30, 0x39);
range(LETTER, 0x41, 0x5a);
range(LETTER, 0x61, 0x7a);
for (const first of DIGITS) range(DIGIT | FULL_WIDTH, first, first + 9);
range(LETTER | FULL_WIDTH, 0xff21, 0xff3a);
range(LETTER | FULL_WIDTH, 0xff41, 0xff5a);
range(NO_WIDTH, 0x200b, 0x200f);
range(NO_WIDTH, 0x202a, 0x202e);
range(NO_WIDTH, 0x2060, 0x206f);
range(NO_WIDTH, 0xfe00, 0xfe0f);
range(NO_WIDTH, 0x0300, 0x036f);
range(NO_WIDTH, 0x20d0, 0x20f0);
range(NO_WIDTH, 0x0483, 0x0489);
range(NO_WIDTH, 0x180b, 0x180f);
range(NO_WIDTH, 0x1ab0, 0x1aff);
range(NO_WIDTH, 0x1dc0, 0x1dff);
range(NO_WIDTH, 0xfe20, 0xfe2f);
range(NO_WIDTH, 0xfff9, 0xfffb);
range(NO_WIDTH, HIGH_HALF, HIGH_HALF);
// Tag characters and variation selectors beyond U+E0000: their high half, then the low ones.
range(NO_WIDTH, 0xdb40, 0xdb40);
range(NO_WIDTH, 0xdc20, 0xdc7f);
range(NO_WIDTH, 0xdd00, 0xddef);
put(NO_WIDTH, '\u00ad\u061c\u115f\u1160\u17b4\u17b5\u3164\ufeff\uffa0\ufffc\uffff');
range(SPACE, 0x2000, 0x200a);
put(SPACE, ' \u00a0\u1680\u202f\u205f\u2800\u3000');
range(HYPHEN, 0x2010, 0x2015);
put(HYPHEN, '_\uff3f-\u2043\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d');
put(DOT, '.\u00b7\u2027\u2219\u22c5\u30fb\uff0e\uff65');
put(BREAK, '\t\n\v\f\r\u0085\u2028\u2029');
put(BRACKET, '()\uff08\uff09');
put(SIGN, '@\uff20');
put(MASK, '*\uff0a\u00d7\u2217\u25cf\u25cb\u2022\u25a0\u25a1\u2588\u2593\ufe61');

/** Digits written small. */
export const SMALL_DIGITS = '⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉';
/** Signs that may part the digits of a number. */
export const PARTING_SIGNS = '/／\\＼|｜,，、;；:：*＊+＋~～=#＃&^!！?？';
also(SMALL, SMALL_DIGITS);
also(PARTING, PARTING_SIGNS);
// `%31%33` in the address of a page.
also(PARTING, '%');

/** The class of a UTF-16 code unit; 0 for whatever no number holds. */
export const classOf = (code: number): number => (TABLE[code] as number) & ~LOOSE;

/** The same, and whether it may stand in a parted number. */
export const looseClassOf = (code: number): number => TABLE[code] as number;
