import type { Piece } from '../core/finding.ts';
import type { Segment } from '../core/segment.ts';
import { passesLuhn } from './validators/luhn.ts';
import { isResidentId } from './validators/resident-id.ts';

/** A stretch of a segment. */
export interface Stretch {
  readonly segmentId: number;
  readonly start: number;
  readonly text: string;
  /** How far from the start of its line, in halves of a wide character; unknown where cells part the line. */
  readonly place?: number;
}

/** One field of a line: mostly one stretch, more where its number is parted or goes on in the next line. */
export type Token = readonly Stretch[];

const GAPS = '\\t\\n\\r |｜│┃║\\u2003\\u3000';
/** Narrow blanks, and one that breaks no line, stand in numbers. */
const WORDS = new RegExp(`[^${GAPS}\u00a0]+(?:\u00a0[^${GAPS}\u00a0]+)*`, 'g');
/** Single blanks stand in 姓 名 and in numbers as well. */
const FIELDS = new RegExp(`[^${GAPS}]+(?:[ \u3000][^${GAPS}]+)*`, 'g');
/** What leads the eye from one column to the next is a gap. */
const LEADERS = /[_＿…]{2,}|[.．·—－-]{3,}/g;
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;
const NEAR = 1;
const DIGITS = /^\d+[\dXx]?$/;
const CARD = /^62\d{14,17}$/;
/** The number of a page is shorter. */
const FEWEST_MORE = 4;
const FEWEST_SINGLES = 11;
const ID = /^[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/;
const ID_LENGTH = 18;
const MOST_PARTS = 4;

/** The fields of a line, parted by wide gaps and bars. */
export const fieldsIn = (parts: readonly Stretch[]): Token[] => tokensIn(parts, FIELDS);

/** The same, parted by any blank; the parts of an identity number, and digits that stand alone, put together. */
export const wordsIn = (parts: readonly Stretch[]): Token[] => whole(tokensIn(parts, WORDS));

function tokensIn(parts: readonly Stretch[], pattern: RegExp): Token[] {
  const tokens: Token[] = [];
  for (const { segmentId, start, text } of parts) {
    const line = text.replaceAll(LEADERS, (leader) => ' '.repeat(leader.length));
    for (const { 0: word, index } of line.matchAll(pattern)) {
      const stretch = { segmentId, start: start + index, text: word };
      tokens.push([
        parts.length > 1 ? stretch : { ...stretch, place: widthOf(line.slice(0, index)) },
      ]);
    }
  }
  return tokens;
}

const widthOf = (text: string): number => text.length + (text.match(WIDE)?.length ?? 0);

/** Whether one stands over the other. */
export function isOver([above]: Token, [below]: Token): boolean {
  const [one, other] = [above?.place, below?.place];
  return one !== undefined && other !== undefined && Math.abs(one - other) <= NEAR;
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
    if (at > from && plain.length === ID_LENGTH && isWhole(plain)) return at - from + 1;
  }
  return 0;
}

/** The fields of a row, those whose numbers go on in the next line put together with what stands there; words go on too. */
export function continued(row: readonly Token[], rest: readonly Token[]): Token[] | undefined {
  const whole = [...row];
  const open = new Set(row.keys());
  for (const more of rest) {
    if (!DIGITS.test(textOf(more))) continue;
    const at = [...open].find((one) => goesOn(row, one, more, rest.length === 1));
    if (at === undefined) return undefined;
    whole[at] = [...(row[at] as Token), ...more];
    open.delete(at);
  }
  return open.size < row.length ? whole : undefined;
}

/** Two halves that a check digit makes one or that stand over one another; or the end of the line and the only number in the next. */
function goesOn(row: readonly Token[], at: number, more: Token, isAlone: boolean): boolean {
  const half = row[at] as Token;
  const text = textOf(half);
  if (!/^\d{2,}$/.test(text)) return false;
  if (isWhole(text + textOf(more)) || isOver(half, more)) return true;
  return isAlone && at === row.length - 1 && textOf(more).length >= FEWEST_MORE;
}

/** An identity number or a card, as its check digit says. */
function isWhole(digits: string): boolean {
  const plain = digits.toUpperCase();
  return (ID.test(plain) && isResidentId(plain)) || (CARD.test(plain) && passesLuhn(plain));
}

/** A number that begins at the end of one line and ends at the start of the next. */
export function atSeam(line: readonly Token[], next: readonly Token[]): Token | undefined {
  const [last, first] = [line.at(-1), next[0]];
  if (!last || !first) return undefined;
  const text = textOf(last) + textOf(first);
  return DIGITS.test(text) && isWhole(text) ? [...last, ...first] : undefined;
}

/** The words of a header over two lines, each put together with what stands under it. */
export function deepened(head: readonly Token[], below: readonly Token[]): Token[] | undefined {
  const whole = head.map((word) => {
    const under = below.find((one) => isOver(word, one));
    return under ? [...word, ...under] : word;
  });
  return below.every((one) => head.some((word) => isOver(word, one))) ? whole : undefined;
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
