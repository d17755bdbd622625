import type { Span } from '../core/span.ts';
import { PlainCodes } from './plain-codes.ts';
import { type PlainText, plainText } from './plain-text.ts';
import type { Match, ValueIndex } from './value-index.ts';

export interface Occurrence {
  readonly value: string;
  /** Of the table of values. */
  readonly entry: number;
  /** In the text itself, not in its plain form. */
  readonly span: Span;
}

/** From here on nobody meets a value by chance, however it is cut up or glued to others. */
export const UNMISTAKABLE = 15;
/** From here on a value in one unbroken run is no chance either: a mobile number. */
const RARE = 11;
const NAME_ANYWHERE = 3;

const HAN = /\p{Script=Han}/u;
const LETTER_OR_DIGIT = /[0-9A-Z]/;
/** Words that stand next to a name rather than inside a longer one. */
const BESIDE_A_NAME = /[与和及同向对将被由为是系的等于在称说有至给把到户君某一]/;

const NOWHERE: readonly Occurrence[] = [];
const SCRATCH = new PlainCodes();

/**
 * Where any of the values stands in a text, chance look-alikes of short values left out.
 * @param plain the plain form of the text, where it is at hand.
 */
export function occurrences(
  text: string,
  wanted: ValueIndex,
  plain?: PlainCodes,
): readonly Occurrence[] {
  if (text.length < wanted.least) return NOWHERE;
  const matches = wanted.matches(plain ?? SCRATCH.read(text));
  if (matches.length === 0) return NOWHERE;
  const read = plainText(text);
  return matches
    .filter((match) => isTheValue(match, read))
    .map((match) => ({
      value: match.value,
      entry: match.entry,
      span: read.originalSpan(match),
    }));
}

function isTheValue(match: Match, text: PlainText): boolean {
  const { value, start, end } = match;
  if (value.length >= UNMISTAKABLE) return true;
  if (HAN.test(value)) {
    if (value.length >= NAME_ANYWHERE) return true;
    return setsOff(text, start, start - 1) || setsOff(text, end, end);
  }
  if (value.length >= RARE && !hasGapInside(match, text)) return true;
  return isEdge(text, start) && isEdge(text, end);
}

const hasGapInside = ({ start, end }: Match, text: PlainText): boolean => {
  for (let index = start + 1; index < end; index++) if (text.hasGapBefore(index)) return true;
  return false;
};

/** No letter or digit runs on over position `at`. */
const isEdge = (text: PlainText, at: number): boolean =>
  at === 0 ||
  at === text.plain.length ||
  !LETTER_OR_DIGIT.test(text.plain.charAt(at - 1)) ||
  !LETTER_OR_DIGIT.test(text.plain.charAt(at)) ||
  text.hasGapBefore(at);

/** The character at `outside`, on the other side of the border `at`, cannot belong to the same name. */
function setsOff(text: PlainText, at: number, outside: number): boolean {
  if (at === 0 || at === text.plain.length || text.hasGapBefore(at)) return true;
  const neighbour = text.plain.charAt(outside);
  return !HAN.test(neighbour) || BESIDE_A_NAME.test(neighbour);
}
