import type { Run, Token } from '../text/runs.ts';
import { type Belief, named } from './believe.ts';
import type { Label } from './label-index.ts';
import type { Place } from './place.ts';
import { spanWithin, type Value } from './value.ts';
import { isOrdinal, wordsAround } from './words.ts';

const NUMBER_SIGN = '号';
const CLOSING = '”"’\'）)】] ';
const SHORTEST = 7;
const LONGEST_WORD = 12;
const IS_GLUED = /^[A-Z]{2}.*\d/;
const NO_LETTER = /[^A-Z]/;
const LAST_LETTERS = /[A-Za-z]+$/;
const QQ = /^QQ[1-9]\d{4,11}$/;

/** What a word right beside a number makes of it: 持E12345678号护照, QQ12345678, 病人ID1234567. */
export function besideToken(value: Value, place: Place): Belief | undefined {
  if (value.plain.length < SHORTEST) return undefined;
  if (QQ.test(value.plain)) return glued(value, place);
  return (
    namedAfter(value, place) ??
    (IS_GLUED.test(value.plain) ? behindLetters(value, place) : undefined)
  );
}

/** 病人ID1234567, WeChatzhang88: a label in letters runs into its value. */
function behindLetters(value: Value, place: Place): Belief | undefined {
  const glued = labelIn(value, place);
  if (!glued) return undefined;
  const { label, rest } = glued;
  const belief = wordsAround(rest.start, label, place);
  return belief ?? (label.values.length > 0 ? named(rest, [label.before], place) : undefined);
}

/** The run from a token on without the label that the token begins with: Tel138 0013 8000, HKIDA123456(3). */
export function withoutLabel(run: Run, at: number, place: Place): Run | undefined {
  const first = run[at] as Token;
  if (!IS_GLUED.test(first.plain)) return undefined;
  const glued = labelIn({ ...first, shape: '' }, place);
  if (!glued || glued.label.values.length === 0) return undefined;
  const { plain, start } = glued.rest;
  return [{ ...first, plain, start }, ...run.slice(at + 1)];
}

interface Glued {
  readonly label: Label;
  readonly rest: Value;
}

function labelIn({ plain, start, end, shape }: Value, place: Place): Glued | undefined {
  if (end - start !== plain.length) return undefined;
  const letters = plain.search(NO_LETTER);
  for (let length = 2; length <= letters; length++) {
    const label = place.book.labels.endingAt(place.codes, start + length);
    if (!label || label.word.search(LAST_LETTERS) !== label.word.length - length) continue;
    return { label, rest: { plain: plain.slice(length), start: start + length, end, shape } };
  }
  return undefined;
}

function glued(value: Value, { text, book }: Place): Belief | undefined {
  const rule = book.byId.get('qq');
  if (!rule) return undefined;
  const span = spanWithin(text, value, 2, value.plain.length);
  return {
    rule,
    span,
    confidence: 'certain',
    evidence: ['pattern', 'label:QQ'],
    standing: 'named',
  };
}

/** 持E12345678号护照 and 持“E12345678”号护照 are named by what follows; 第12345678号证件 is a paper's number. */
export function namedAfter(value: Value, place: Place): Belief | undefined {
  const { text, codes, book } = place;
  const end = CLOSING.includes(text.charAt(value.end) || ' ') ? value.end + 1 : value.end;
  const start = end + NUMBER_SIGN.length;
  if (text.charAt(end) !== NUMBER_SIGN || isOrdinal(codes.units, value.start)) return undefined;
  for (let length = LONGEST_WORD; length > 1; length--) {
    const label = book.labels.endingAt(codes, start + length);
    if (label?.word.length === length && label.values.length > 0)
      return named(value, [label.before], place);
  }
  return undefined;
}
