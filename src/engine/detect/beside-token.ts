import { type Belief, named } from './believe.ts';
import type { Place } from './place.ts';
import { spanWithin, type Value } from './value.ts';

const NUMBER_SIGN = '号';
const ORDINAL = '第';
const SHORTEST = 7;
const LONGEST_WORD = 12;
const QQ = /^QQ[1-9]\d{4,11}$/;

/** What a word right beside a number makes of it: 持E12345678号护照, QQ12345678. */
export function besideToken(value: Value, place: Place): Belief | undefined {
  if (value.plain.length < SHORTEST) return undefined;
  return QQ.test(value.plain) ? glued(value, place) : namedAfter(value, place);
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

/** 持E12345678号护照 is named by what follows it; 第12345678号证件 is a paper's number. */
function namedAfter(value: Value, place: Place): Belief | undefined {
  const { text, codes, book } = place;
  const start = value.end + NUMBER_SIGN.length;
  if (text.charAt(value.end) !== NUMBER_SIGN || text.charAt(value.start - 1) === ORDINAL)
    return undefined;
  for (let length = LONGEST_WORD; length > 1; length--) {
    const label = book.labels.endingAt(codes, start + length);
    if (label?.word.length === length && label.values.length > 0)
      return named(value, [label.before], place);
  }
  return undefined;
}
