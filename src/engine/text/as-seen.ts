import type { Span } from '../core/span.ts';
import type { Codes } from './codes.ts';
import { DIGIT_LIKE, DRESSED, digitAt, isLikeX, LIKE, lookOf, PLAIN } from './looks.ts';

/** A text with its disguised digits as a reader takes them. */
export interface SeenText {
  readonly text: string;
  /** Whether a stretch of it holds anything that was written otherwise. */
  isChanged(span: Span): boolean;
  /** Whether it does so on purpose: in circles, in brackets, backwards; no numeral or letter that may mean itself. */
  isDressed(span: Span): boolean;
  originalSpan(span: Span): Span;
}

/** A landline without its area code has as many digits. */
const FEWEST = 7;
/** One ① before a number counts items. */
const FEWEST_DRESSED = 4;
/** `Il` may be a word; a number has some real digits as well. */
const FEWEST_PLAIN = 4;
/** No word of so many letters is made of those alone that look like digits. */
const LONG = 11;
const FIRST_HAN = 0x3000;
const BEFORE_X = 17;
const OVERRIDE = '\u202e';
const BACKWARDS = 0x202e;
const BACK_AGAIN = 0x202c;

/** Whether a number in disguise stands in a stretch of a text that no digit-like character borders on. */
export function hidesNumber(units: Uint16Array, start: number, end: number): boolean {
  let first = start;
  for (let at = start; at <= end; at++) {
    if (at < end && lookOf(units[at] as number) !== 0) continue;
    if (at - first >= FEWEST && isDisguised(units, first, at)) return true;
    first = at + 1;
  }
  return false;
}

/** Letters, Chinese numerals, circled digits … as the digits that they stand for; undefined where there are none. */
export function asSeen(text: string, codes: Codes): SeenText | undefined {
  return text.includes(OVERRIDE) ? readBackwards(codes) : readPlainly(codes);
}

type Change = 'dressed' | 'like' | undefined;
const UNCHANGED: Change = undefined;

/** Tells of one output character at a time where it stood. */
class Rewriting implements SeenText {
  private readonly units: number[] = [];
  private readonly origins: number[] = [];
  private readonly widths: number[] = [];
  private readonly changed: Change[] = [];

  add(unit: number, origin: number, width = 1, change: Change = UNCHANGED): void {
    this.units.push(unit);
    this.origins.push(origin);
    this.widths.push(width);
    this.changed.push(change);
  }

  get text(): string {
    return new TextDecoder('utf-16le').decode(Uint16Array.from(this.units));
  }

  isChanged({ start, end }: Span): boolean {
    return this.changed.slice(start, end).some((change) => change !== UNCHANGED);
  }

  isDressed(span: Span): boolean {
    return this.isChanged(span) && !this.changed.slice(span.start, span.end).includes('like');
  }

  originalSpan({ start, end }: Span): Span {
    let [first, last] = [Number.POSITIVE_INFINITY, 0];
    for (let at = start; at < end; at++) {
      const origin = this.origins[at] as number;
      first = Math.min(first, origin);
      last = Math.max(last, origin + (this.widths[at] as number));
    }
    return { start: first, end: last };
  }
}

/** What stands behind a right-to-left override is read from its end. */
function readBackwards({ units, length }: Codes): SeenText {
  const seen = new Rewriting();
  for (let at = 0; at < length; at++) {
    seen.add(units[at] as number, at);
    if (units[at] !== BACKWARDS) continue;
    let end = at + 1;
    while (end < length && units[end] !== BACK_AGAIN) end++;
    for (let back = end - 1; back > at; back--) seen.add(units[back] as number, back, 1, 'dressed');
    at = end - 1;
  }
  return seen;
}

function readPlainly(codes: Codes): SeenText | undefined {
  const { units, length } = codes;
  let seen: Rewriting | undefined;
  let done = 0;
  for (let at = FEWEST - 1; at < length; at += FEWEST) {
    if ((lookOf(units[at] as number) & DIGIT_LIKE) === 0) continue;
    let start = at;
    while (start > 0 && lookOf(units[start - 1] as number) !== 0) start--;
    let end = at + 1;
    while (end < length && lookOf(units[end] as number) !== 0) end++;
    at = end;
    if (!isDisguised(units, start, end)) continue;
    seen ??= new Rewriting();
    for (; done < start; done++) seen.add(units[done] as number, done);
    rewrite(units, start, end, seen);
    done = end;
  }
  for (; seen && done < length; done++) seen.add(units[done] as number, done);
  return seen;
}

function isDisguised(units: Uint16Array, start: number, end: number): boolean {
  let [plain, dressed, han, letters, hasX] = [0, 0, 0, 0, false];
  for (let at = start; at < end; at++) {
    const unit = units[at] as number;
    const look = lookOf(unit);
    if (look & PLAIN) plain++;
    else if (look & DRESSED) dressed++;
    else if (look & LIKE) unit < FIRST_HAN && unit !== 0x25cb ? letters++ : han++;
    else if (isLikeX(unit)) hasX = true;
  }
  if (plain + dressed + han + letters < FEWEST) return false;
  return (
    dressed >= FEWEST_DRESSED ||
    han > 0 ||
    hidesInLetters(plain, letters) ||
    (hasX && plain >= BEFORE_X)
  );
}

const hidesInLetters = (plain: number, letters: number): boolean =>
  letters > 0 && (plain >= FEWEST_PLAIN || (plain > 0 && plain + letters >= LONG));

function rewrite(units: Uint16Array, start: number, end: number, seen: Rewriting): void {
  let digits = 0;
  for (let at = start; at < end; at++) {
    const unit = units[at] as number;
    const look = lookOf(unit);
    const digit = look & (DRESSED | LIKE) ? digitAt(units, at) : undefined;
    if (digit === undefined) {
      if (digits === BEFORE_X && isLikeX(unit)) seen.add(UPPER_X, at, 1, 'like');
      else seen.add(unit, at);
      digits += (look & PLAIN) / PLAIN;
      continue;
    }
    const width = isHighHalf(unit) ? 2 : 1;
    seen.add(ZERO + digit, at, width, look & DRESSED ? 'dressed' : 'like');
    at += width - 1;
    digits++;
  }
}

const ZERO = 0x30;
const UPPER_X = 0x58;
const isHighHalf = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
