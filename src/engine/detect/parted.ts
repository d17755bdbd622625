import { foldCode } from '../text/plain-value.ts';
import { type Belief, proven } from './believe.ts';
import type { Place } from './place.ts';
import type { Value } from './value.ts';

/** An identity number or a card with one sign between its digits is no shorter. */
const SHORTEST_TEXT = 15;
const SHORTEST = 15;
const LONGEST = 20;
/** Digits written small, above or below the line. */
const SMALL = '⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉';
const DIGIT = `[0-9０-９${SMALL}]`;
const SIGNS = '/／\\＼|｜,，、;；:：*＊+＋~～=#＃&^';
const SIGN = `[${SIGNS.replace('\\', '\\\\')}]{1,3}`;
const X = '[XxＸｘ]';
const GROUP = `${DIGIT}{1,17}`;
/** Groups of digits with the same sign or signs between all of them; or nothing but small digits. */
const RUNS = new RegExp(
  `${DIGIT}(?<!${DIGIT}{2})${DIGIT}{0,16} ?(${SIGN}) ?${GROUP}(?: ?\\1 ?${GROUP})*(?: ?\\1 ?${X}|${X})?(?!${DIGIT})|[${SMALL}]{15,19}${X}?`,
  'g',
);
/** Most texts have no two groups of digits with only such a sign between them. */
const SIEVE = new RegExp(`${DIGIT} ?${SIGN} ?${DIGIT}|[${SMALL}]{15}`);
const IS_DIGIT = 1;
const IS_SIGN = 2;
const IS_SMALL = 4;
const IS_BLANK = 8;
const BETWEEN = IS_SIGN | IS_BLANK;
const MOST_BETWEEN = 5;
const KINDS = kinds();
const STRIDE = 3;
const TOKEN = new RegExp(`${DIGIT}+${X}?|${X}`, 'g');
const NONE: readonly Belief[] = [];

/**
 * Identity numbers and cards parted by `/`, `,`, `|` and the like, which part other numbers as well: only a
 * check digit is believed here, and a card only under its label. A second look, since it is seldom needed.
 */
export function partedNumbers(place: Place): readonly Belief[] {
  const { text } = place;
  if (text.length < SHORTEST_TEXT || !mayBeParted(text) || !SIEVE.test(text)) return NONE;
  let found: Belief[] | undefined;
  for (const { 0: run, index } of text.matchAll(RUNS)) {
    if (run.length < SHORTEST) continue;
    found ??= [];
    found.push(...inRun(tokensOf(run, index), place));
  }
  return found ?? NONE;
}

/**
 * Whether somewhere such signs, and no more, stand between two digits, or a digit is small. Every third
 * character is looked at: of a sign and the two places before it, that is one.
 */
function mayBeParted(text: string): boolean {
  for (let at = 0; at < text.length; at += STRIDE) {
    const kind = KINDS[text.charCodeAt(at)] as number;
    if (kind === 0) continue;
    if (kind & IS_SMALL) return true;
    for (let sign = at; sign < at + STRIDE; sign++) if (partsDigits(text, sign)) return true;
  }
  return false;
}

/** The sign at this place has a digit on either side, but for a blank and two more signs. */
function partsDigits(text: string, at: number): boolean {
  if (kindAt(text, at) !== IS_SIGN) return false;
  let before = at - 1;
  while (before > at - MOST_BETWEEN && kindAt(text, before) & BETWEEN) before--;
  let after = at + 1;
  while (after < at + MOST_BETWEEN && kindAt(text, after) & BETWEEN) after++;
  return (kindAt(text, before) & kindAt(text, after) & IS_DIGIT) !== 0;
}

/** 0 beyond either end. */
const kindAt = (text: string, at: number): number => KINDS[text.charCodeAt(at)] ?? 0;

function kinds(): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (const char of '0123456789０１２３４５６７８９') table[char.charCodeAt(0)] = IS_DIGIT;
  for (const char of SMALL) table[char.charCodeAt(0)] = IS_DIGIT | IS_SMALL;
  for (const char of SIGNS) table[char.charCodeAt(0)] = IS_SIGN;
  table[0x20] = IS_BLANK;
  return table;
}

const tokensOf = (run: string, offset: number): Value[] =>
  Array.from(run.matchAll(TOKEN), ({ 0: token, index }) => ({
    plain: Array.from(token, plainDigit).join(''),
    start: offset + index,
    end: offset + index + token.length,
    shape: '',
  }));

function plainDigit(char: string): string {
  const small = SMALL.indexOf(char);
  return small < 0 ? String.fromCharCode(foldCode(char.charCodeAt(0))) : String(small % 10);
}

/** Deep inside a long list chance makes numbers: one must begin or end the run, but for one neighbour. */
function* inRun(tokens: readonly Value[], place: Place): Generator<Belief> {
  let next = 0;
  for (let from = 0; from < tokens.length; from++) {
    const found = longestFrom(tokens, from, from <= next + 1, place);
    if (!found) continue;
    yield found.belief;
    next = found.end;
    from = next - 1;
  }
}

function longestFrom(tokens: readonly Value[], from: number, isEarly: boolean, place: Place) {
  let plain = '';
  let longest: { belief: Belief; end: number } | undefined;
  for (let end = from + 1; end <= tokens.length; end++) {
    plain += tokens[end - 1]?.plain;
    if (plain.length > LONGEST) break;
    if (plain.length < SHORTEST || !(isEarly || end >= tokens.length - 1)) continue;
    const belief = believed(plain, tokens.slice(from, end), place);
    if (belief) longest = { belief, end };
  }
  return longest;
}

function believed(plain: string, parts: readonly Value[], place: Place): Belief | undefined {
  const start = parts[0]?.start ?? 0;
  const end = parts.at(-1)?.end ?? start;
  const belief = proven({ plain, start, end, shape: '' }, place);
  if (!belief?.evidence.includes('checksum') || belief.confidence === 'possible') return undefined;
  const { rule, standing } = belief;
  const isSure = rule.id === 'resident-id' || (rule.id === 'bank-card' && standing === 'named');
  return isSure ? { ...belief, parts } : undefined;
}
