import type { Span } from '../core/span.ts';
import { ALNUM, BRACKET, BREAK, classOf } from '../text/char-class.ts';
import type { Run, Token } from '../text/runs.ts';
import type { CompiledRule } from './rule-book.ts';

/** One or more tokens of a run taken as one number. */
export interface Value {
  readonly plain: string;
  readonly start: number;
  readonly end: number;
  /** The lengths of its parts, as in `6-8-4`; `(` before a part in brackets, `|` before one on a new line; empty when in one piece. */
  readonly shape: string;
}

/** Tokens `from` to `to` of a run, taken together. */
export function taken(run: Run, from: number, to: number): Value {
  const first = run[from];
  if (!first) throw new RangeError('no such tokens');
  let value: Value = { plain: first.plain, start: first.start, end: first.end, shape: '' };
  for (let at = from + 1; at <= to; at++) value = longer(value, run[at] as Token);
  return value;
}

/** A value and the token after it. */
export function longer({ plain, start, shape }: Value, token: Token): Value {
  const sign = token.gap & BRACKET ? '(' : token.gap & BREAK ? '|' : '-';
  return {
    plain: plain + token.plain,
    start,
    end: token.end,
    shape: `${shape === '' ? plain.length : shape}${sign}${token.plain.length}`,
  };
}

/** Where letters and digits `from` to `to` of a plain value stand in the text. */
export function spanWithin(text: string, value: Value, from: number, to: number): Span {
  if (from === 0 && to === value.plain.length) return { start: value.start, end: value.end };
  let seen = 0;
  let start = value.start;
  for (let at = value.start; at < value.end; at++) {
    if ((classOf(text.charCodeAt(at)) & ALNUM) === 0) continue;
    if (seen === from) start = at;
    if (++seen === to) return { start, end: at + 1 };
  }
  return { start, end: value.end };
}

/** Two local numbers side by side are not one long number. */
const TWO_TELEPHONES = /^[78]-[78]$/;

/** `5-3-5` without the first two characters is `3-3-5`: +86 may be glued to a number. */
const shapeBehind = (shape: string, left: number): string =>
  shape.replace(FIRST_PART, (part) => (Number(part) > left ? String(Number(part) - left) : part));

const FIRST_PART = /^\d+/;

/** Whether the parts of a number, but for `left` characters, are such as this rule's numbers are written in. */
export function isWellGrouped(
  whole: string,
  { rule, groups }: CompiledRule,
  left: number,
): boolean {
  if (whole === '') return rule.inOnePiece !== false;
  const shape = left > 0 ? shapeBehind(whole, left) : whole;
  if (TWO_TELEPHONES.test(shape)) return false;
  if (groups === undefined) return !shape.includes('(');
  if (groups !== 'equal' && groups.has(shape)) return true;
  if (shape.includes('(')) return false;
  if (!shape.includes('-')) return shape.split('|').length === 2;
  const parts = shape.split('-');
  const [first] = parts;
  return (
    (groups === 'equal' || first === '1') &&
    parts.every(
      (part, at) => part === first || (at === parts.length - 1 && Number(part) < Number(first) * 2),
    )
  );
}
