import {
  ALNUM,
  classOf,
  DIGIT,
  FULL_WIDTH,
  HIGH_HALF,
  LETTER,
  MASK,
  NO_WIDTH,
  SIGN,
} from './char-class.ts';
import type { Codes } from './codes.ts';
import { alnumOf } from './plain-value.ts';

/** Letters and digits in one piece; characters without width inside it do not part them. */
export interface Token {
  readonly start: number;
  readonly end: number;
  /** Half width, upper case, letters and digits only; a mask character stands as `*`. */
  readonly plain: string;
  /** The classes met inside: `DIGIT`, `LETTER`, `MASK`. */
  readonly kinds: number;
  /** The classes between the token before and this one; 0 for the first. */
  readonly gap: number;
}

/** Tokens that one hand may have written as one number, such as `3501 0219 …` or `+86-138 …`. */
export type Run = readonly Token[];

const WIDEST_GAP = 8;
const PART = ALNUM | MASK;
const LOW_HALVES = 0xdc00;
const SMALL_A = 0x61;

/** A text, and the same unit by unit. */
export interface RunSource {
  readonly text: string;
  readonly codes: Codes;
}

/** Calls `visit` for every run of a stretch, in reading order. */
export function eachRunOf(
  source: RunSource,
  start: number,
  end: number,
  visit: (run: Run) => void,
): void {
  const { units } = source.codes;
  let run: Token[] | undefined;
  let gap = 0;
  let width = 0;
  let at = start;
  while (at < end) {
    const kind = classOf(units[at] as number);
    let isOver: boolean;
    if (kind & PART) {
      const token = tokenAt(source, at, end, run ? gap : 0);
      at = token.end;
      gap = 0;
      width = 0;
      isOver = isWord(token);
      if (!isOver) run = withToken(run, token);
    } else {
      at++;
      gap |= kind & ~NO_WIDTH;
      if ((kind & NO_WIDTH) === 0) width++;
      isOver = kind === 0 || (kind & SIGN) !== 0 || width > WIDEST_GAP;
    }
    if (!isOver || !run) continue;
    visit(run);
    run = undefined;
  }
  if (run) visit(run);
}

/** Most runs are one token. */
function withToken(run: Token[] | undefined, token: Token): Token[] {
  if (!run) return [token];
  run.push(token);
  return run;
}

function tokenAt(
  { text, codes: { units } }: RunSource,
  from: number,
  limit: number,
  gap: number,
): Token {
  const start = isHalfPicture(units, from) ? from + 1 : from;
  let kinds = 0;
  let end = start;
  for (let at = start; at < limit; at++) {
    const kind = classOf(units[at] as number);
    if ((kind & (PART | NO_WIDTH)) === 0) break;
    kinds |= kind;
    if (kind & PART) end = at + 1;
  }
  const plain = plainOf(text, units, start, end, kinds);
  // 𝟏 takes two code units: the first belongs to the token like the second.
  const first = start > 0 && units[start - 1] === HIGH_HALF ? start - 1 : start;
  return { start: first, end, plain, kinds: kinds & PART, gap };
}

/** 🏠 ends like 𝟖: as a digit it would belong to the number after it. */
const isHalfPicture = (units: Uint16Array, at: number): boolean =>
  (units[at] as number) >= LOW_HALVES &&
  (units[at] as number) < 0xe000 &&
  units[at - 1] !== HIGH_HALF;

function plainOf(
  text: string,
  units: Uint16Array,
  start: number,
  end: number,
  kinds: number,
): string {
  if (kinds === DIGIT) return text.slice(start, end);
  if (kinds & MASK) return maskedOf(text, start, end);
  return kinds & (NO_WIDTH | FULL_WIDTH)
    ? alnumOf(text, start, end)
    : upperCase(text, units, start, end);
}

/** ASCII letters and digits, in capitals: mostly they are written so. */
export function upperCase(text: string, units: Uint16Array, start: number, end: number): string {
  const plain = text.slice(start, end);
  for (let at = start; at < end; at++)
    if ((units[at] as number) >= SMALL_A) return plain.toUpperCase();
  return plain;
}

function maskedOf(text: string, start: number, end: number): string {
  let plain = '';
  for (let at = start; at < end; at++) {
    const kind = classOf(text.charCodeAt(at));
    plain += kind & MASK ? '*' : kind & ALNUM ? alnumOf(text, at, at + 1) : '';
  }
  return plain;
}

/** A word ends a run; one or two letters may belong to a number, and a row of X may hide one. */
const isWord = ({ kinds, plain }: Token): boolean =>
  kinds === LETTER && plain.length > 2 && !/^X+$/.test(plain);
