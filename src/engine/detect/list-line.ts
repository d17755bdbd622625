import type { Piece } from '../core/finding.ts';
import type { Segment } from '../core/segment.ts';
import { passesLuhn } from './validators/luhn.ts';
import { isResidentId } from './validators/resident-id.ts';

/** A stretch of a segment. */
export interface Stretch {
  readonly segmentId: number;
  readonly start: number;
  readonly text: string;
}

/** One field of a line: mostly one stretch, more where its number is parted or goes on in the next line. */
export type Token = readonly Stretch[];

const WORDS = /[^\s|｜│┃║]+(?:\u00a0[^\s|｜│┃║]+)*/g;
/** Single blanks stand in 姓 名 and in numbers as well. */
const FIELDS = /[^\t\n\r |｜│┃║\u3000]+(?:[ \u3000][^\t\n\r |｜│┃║\u3000]+)*/g;
const DIGITS = /^\d+[\dXx]?$/;
const CARD = /^62\d{14,17}$/;
/** The number of a page is shorter. */
const FEWEST_MORE = 4;
const FEWEST_SINGLES = 11;
const ID = /^[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/;
const MOST_PARTS = 4;

/** The fields of a line, parted by wide gaps and bars. */
export const fieldsIn = (parts: readonly Stretch[]): Token[] => tokensIn(parts, FIELDS);

/** The same, parted by any blank; the parts of an identity number, and digits that stand alone, put together. */
export const wordsIn = (parts: readonly Stretch[]): Token[] => whole(tokensIn(parts, WORDS));

function tokensIn(parts: readonly Stretch[], pattern: RegExp): Token[] {
  const tokens: Token[] = [];
  for (const { segmentId, start, text } of parts)
    for (const { 0: word, index } of text.matchAll(pattern))
      tokens.push([{ segmentId, start: start + index, text: word }]);
  return tokens;
}

/** What a field says. */
export const textOf = (token: Token): string => {
  const [first] = token;
  return token.length === 1 && first ? first.text : token.map(({ text }) => text).join('');
};

function whole(tokens: readonly Token[]): Token[] {
  const all: Token[] = [];
  for (let at = 0; at < tokens.length; ) {
    const count = Math.max(singlesAt(tokens, at), partsOfId(tokens, at), 1);
    all.push(tokens.slice(at, at + count).flat());
    at += count;
  }
  return all;
}

/** How many digits stand alone from here on, if so many that they are one number. */
function singlesAt(tokens: readonly Token[], from: number): number {
  let end = from;
  while (end < tokens.length && textOf(tokens[end] as Token).length === 1) end++;
  return end - from >= FEWEST_SINGLES ? end - from : 0;
}

/** How many fields from here on make an identity number. */
function partsOfId(tokens: readonly Token[], from: number): number {
  let plain = '';
  for (let at = from; at < tokens.length && at < from + MOST_PARTS; at++) {
    const text = textOf(tokens[at] as Token);
    if (!DIGITS.test(text)) return 0;
    plain += text;
    const isId = at > from && ID.test(plain.toUpperCase()) && isResidentId(plain.toUpperCase());
    if (isId) return at - from + 1;
  }
  return 0;
}

/** The fields of a row, those whose numbers go on in the next line put together with what stands there. */
export function continued(row: readonly Token[], rest: readonly Token[]): Token[] | undefined {
  const whole = [...row];
  const open = new Set(row.keys());
  for (const more of rest) {
    if (!DIGITS.test(textOf(more))) return undefined;
    const at = [...open].find((one) => goesOn(row, one, more, rest.length === 1));
    if (at === undefined) return undefined;
    whole[at] = [...(row[at] as Token), ...more];
    open.delete(at);
  }
  return whole;
}

/** Two halves that a check digit makes one; or the end of the line and the only number in the next. */
function goesOn(row: readonly Token[], at: number, more: Token, isAlone: boolean): boolean {
  const half = textOf(row[at] as Token);
  if (!/^\d{2,}$/.test(half)) return false;
  const plain = (half + textOf(more)).toUpperCase();
  if (ID.test(plain) && isResidentId(plain)) return true;
  if (CARD.test(plain) && passesLuhn(plain)) return true;
  return isAlone && at === row.length - 1 && plain.length - half.length >= FEWEST_MORE;
}

/** Where a stretch of what a field says lies in its segments. */
export function piecesOf(token: Token, start: number, end: number): Piece[] {
  const pieces: Piece[] = [];
  let before = 0;
  for (const stretch of token) {
    const from = Math.max(start - before, 0);
    const to = Math.min(end - before, stretch.text.length);
    if (from < to)
      pieces.push({
        segmentId: stretch.segmentId,
        span: { start: stretch.start + from, end: stretch.start + to },
      });
    before += stretch.text.length;
  }
  return pieces;
}

/** A cell of a row as a line. */
export const stretchOf = ({ id, text }: Segment): Stretch => ({ segmentId: id, start: 0, text });
