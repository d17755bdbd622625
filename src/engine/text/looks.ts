import {
  BREAK,
  classOf,
  DIGIT,
  DOT,
  HYPHEN,
  NO_WIDTH,
  PARTING_SIGNS,
  SPACE,
} from './char-class.ts';

/** A digit that every reader of numbers knows. */
export const PLAIN = 0x10;
/** A digit in a circle, in brackets, above the line, of the Romans: four in a row are a number, one counts items. */
export const DRESSED = 0x20;
/** A digit in Chinese characters, or a letter that looks like one. */
export const LIKE = 0x40;
/** May stand between the digits of a number. */
export const BETWEEN = 0x80;

/** An X that is none, or a mark that turns the direction of reading. */
const STRANGE = 0x100;

export const DIGIT_LIKE = PLAIN | DRESSED | LIKE;
/** A digit that is none of the ten, an X that is none, a turn of direction. */
export const TELLING = DRESSED | LIKE | STRANGE;

const VALUE = 0x0f;
const X = 11;
/** The first half of a character whose second tells the digit. */
const PAIR = 15;

const HAN = [
  '〇零○',
  '一壹幺弌',
  '二贰貳弍两兩',
  '三叁叄參参弎',
  '四肆',
  '五伍',
  '六陆陸',
  '七柒',
  '八捌',
  '九玖',
];
const LETTERS = ['OoОоΟοՕօ', 'IlІіӀ'];
/** Rows of dressed digits, each from 0 on; a blank where there is none. */
const ROWS = [
  '⓪①②③④⑤⑥⑦⑧⑨',
  '⑽⑴⑵⑶⑷⑸⑹⑺⑻⑼',
  ' ⒈⒉⒊⒋⒌⒍⒎⒏⒐',
  '⓿❶❷❸❹❺❻❼❽❾',
  ' ➀➁➂➃➄➅➆➇➈',
  ' ➊➋➌➍➎➏➐➑➒',
  ' ⓵⓶⓷⓸⓹⓺⓻⓼⓽',
  ' ㈠㈡㈢㈣㈤㈥㈦㈧㈨',
  ' ㊀㊁㊂㊃㊄㊅㊆㊇㊈',
  ' 〡〢〣〤〥〦〧〨〩',
  ' ⅠⅡⅢⅣⅤⅥⅦⅧⅨ',
  ' ⅰⅱⅲⅳⅴⅵⅶⅷⅸ',
  '⁰¹²³⁴⁵⁶⁷⁸⁹',
  '₀₁₂₃₄₅₆₇₈₉',
];
/** They end an identity number and are no X. */
const X_LIKE = 'ХхΧχ×✕✖╳Ⅹⅹ';
const BESIDE = `${PARTING_SIGNS}—…“”"'‘’<>《》→!！?？`;

const LOOKS = new Uint16Array(0x10000);
for (let code = 0; code < LOOKS.length; code++) {
  const kind = classOf(code);
  if (kind & DIGIT) LOOKS[code] = PLAIN;
  else if (kind & (SPACE | HYPHEN | DOT | NO_WIDTH) && (kind & BREAK) === 0) LOOKS[code] = BETWEEN;
}
const put = (characters: string, look: number): void => {
  for (const character of characters) if (character !== ' ') LOOKS[character.charCodeAt(0)] = look;
};
put(BESIDE, BETWEEN);
for (const [digit, characters] of HAN.entries()) put(characters, LIKE | (digit + 1));
for (const [digit, characters] of LETTERS.entries()) put(characters, LIKE | (digit + 1));
for (const row of ROWS)
  for (const [digit, character] of [...row].entries()) put(character, DRESSED | (digit + 1));
put(X_LIKE, BETWEEN | STRANGE | X);
put('\u202e', BETWEEN | STRANGE);
// 🄀 🄁 … and 🯰 🯱 …: what stands behind these halves is between in any case.
put('\ud83c\ud83e', DRESSED | PAIR);

/** What a UTF-16 code unit may be to a number; 0 for whatever ends one. */
export const lookOf = (unit: number): number => LOOKS[unit] as number;

/** The digit that a disguised one stands for; undefined for what is none. */
export function digitAt(units: Uint16Array, at: number): number | undefined {
  const value = lookOf(units[at] as number) & VALUE;
  if (value === PAIR) return digitOfPair(units[at] as number, units[at + 1] as number);
  return value === 0 || value === X ? undefined : value - 1;
}

export const isLikeX = (unit: number): boolean => (lookOf(unit) & VALUE) === X;

function digitOfPair(high: number, low: number): number | undefined {
  if (high === 0xd83e) return low >= 0xdff0 && low <= 0xdff9 ? low - 0xdff0 : undefined;
  if (low === 0xdd00 || low === 0xdd0b || low === 0xdd0c) return 0;
  return low >= 0xdd01 && low <= 0xdd0a ? low - 0xdd01 : undefined;
}
