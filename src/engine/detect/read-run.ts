import { DIGIT, HYPHEN, LETTER, SPACE } from '../text/char-class.ts';
import type { Run, Token } from '../text/runs.ts';
import { type Belief, heardAt, named, proven } from './believe.ts';
import { besideToken, namedAfter, withoutLabel } from './beside-token.ts';
import { insideLonger } from './inside-longer.ts';
import type { Place } from './place.ts';
import { longer, taken, type Value } from './value.ts';

const LONGEST = 25;
/** Up to this many digits a number beside a phone number in groups makes it a row of figures. */
const SMALL = 6;
/** A label far before a number speaks for one at least this long. */
const SHORTEST_FAR = 7;
const LONGEST_TAIL = 2;
const MOST_GROUPS = 8;
const COUNTRY = /^(?:00)?86$/;

/** Who is told what numbers are taken for, in reading order. */
export interface Taker {
  tell(belief: Belief): void;
}

/** What the numbers of a run are taken for. */
export function readRun(run: Run, place: Place, taker: Taker): void {
  let at = 0;
  /** Where what follows a number with a check digit begins. */
  let behind = 0;
  while (at < run.length) {
    const found = foundAt(run, at, place, at === behind) ?? behindLabel(run, at, place);
    if (found) {
      taker.tell(found.belief);
      at = found.to + 1;
      if (found.belief.rule.isChecked) behind = at;
    } else {
      const value = taken(run, at, at);
      const beside = besideToken(value, place);
      if (beside) taker.tell(beside);
      else for (const inner of insideLonger(value, place)) taker.tell(inner.belief);
      at++;
    }
  }
}

/** The same for a token that stands alone. */
export function readToken(value: Value, place: Place, taker: Taker): void {
  const alone = proven(value, place);
  if (alone && !isPublic(alone)) {
    taker.tell(alone);
    return;
  }
  const heard = heardAt(value.start, place, value.plain.length >= SHORTEST_FAR);
  const best =
    (heard.length > 0 ? named(value, heard, place) : undefined) ??
    alone ??
    besideToken(value, place);
  if (best) taker.tell(best);
  else for (const inner of insideLonger(value, place)) taker.tell(inner.belief);
}

interface Found {
  readonly belief: Belief;
  readonly value: Value;
  /** The last token taken. */
  readonly to: number;
}

/** A label in letters runs into the first group of its value. */
function behindLabel(run: Run, at: number, place: Place): Found | undefined {
  if (at + 1 === run.length) return undefined;
  const rest = withoutLabel(run, at, place);
  const found = rest && foundAt(rest, 0, place, true);
  return found && { ...found, to: found.to + at };
}

/** What begins at this token: by itself, with the next ones, or because a label says so. */
function foundAt(run: Run, at: number, place: Place, isFirst: boolean): Found | undefined {
  const alone = oneToken(run, at, place);
  if (alone?.belief.rule.isChecked && !isOpen(alone))
    return (run.length > at + 1 ? withTail(run, at, place) : undefined) ?? alone;
  const longer = joined(run, at, place, isFirst);
  // Half of an identity number may look like a telephone number.
  const best = longer && (!alone || longer.belief.rule.isChecked) ? longer : (alone ?? longer);
  // A few identity numbers with a slip pass for a public code: then their label knows better.
  if (!best || isOpen(best)) return labelled(run, at, place) ?? best ?? calledAfter(run, at, place);
  return best.to > at && best.to + 1 < run.length ? further(run, at, best, place) : best;
}

/** `残疾证号：350102199001010016 13`: the number of a card may end in two digits behind an identity number. */
function withTail(run: Run, at: number, place: Place): Found | undefined {
  const tail = run[at + 1] as Token;
  if (tail.plain.length > LONGEST_TAIL || tail.kinds !== DIGIT) return undefined;
  const value = taken(run, at, at + 1);
  const belief = named(value, heardAt(value.start, place), place);
  return belief?.confidence === 'certain' && belief.rule.isChecked
    ? { belief, value, to: at + 1 }
    : undefined;
}

/** `账号：8434 2465 6493 3925 5997 9`: by chance the first groups of an account make a card. */
function further(run: Run, at: number, best: Found, place: Place): Found {
  const size = run[at]?.plain.length;
  const next = run[best.to + 1] as Token;
  if (next.plain.length > (size ?? 0) || best.belief.rule.rule.region) return best;
  for (let to = at; to <= best.to; to++) if (run[to]?.plain.length !== size) return best;
  const whole = labelled(run, at, place);
  return whole && whole.to > best.to ? whole : best;
}

/** 持G-1234-5678号护照: all groups up to the end of a run that a word behind it names. */
function calledAfter(run: Run, from: number, place: Place): Found | undefined {
  const to = run.length - 1;
  if (from === to || to - from > MOST_GROUPS) return undefined;
  const value = taken(run, from, to);
  const belief = value.plain.length <= LONGEST ? namedAfter(value, place) : undefined;
  return belief && { belief, value, to };
}

const isOpen = ({ belief }: Found): boolean => isPublic(belief) && belief.standing === 'alone';

const isPublic = ({ rule }: Belief): boolean => rule.rule.publicWhen === 'always';

function oneToken(run: Run, at: number, place: Place): Found | undefined {
  const value = taken(run, at, at);
  const belief = proven(value, place);
  return belief && { belief, value, to: at };
}

/** A number written apart: the longest stretch of tokens from here that passes. */
function joined(run: Run, from: number, place: Place, isFirst: boolean): Found | undefined {
  const begin = run[from];
  if (!begin) return undefined;
  const first = begin.plain.charCodeAt(0);
  let value = taken(run, from, from);
  let longest: Found | undefined;
  for (let to = from + 1; to < run.length; to++) {
    const token = run[to];
    if (!token || value.plain.length + token.plain.length > LONGEST) break;
    value = longer(value, token);
    if (place.book.fitting(value.plain.length, first).length === 0) continue;
    const belief = proven(value, place);
    if (belief && !isRowOfFigures(run, from, to, belief, isFirst)) longest = { belief, value, to };
  }
  return longest;
}

/** `139 2045 3310 88`, `L-1380013-8000`: figures in a row or a code look like a number written apart. */
function isRowOfFigures(
  run: Run,
  from: number,
  to: number,
  belief: Belief,
  isFirst: boolean,
): boolean {
  if (belief.standing === 'named' || belief.rule.isChecked) return false;
  const isPart = (token: Token | undefined, gap: number) =>
    token !== undefined &&
    (gap & (SPACE | HYPHEN)) !== 0 &&
    token.plain.length <= SMALL &&
    !COUNTRY.test(token.plain);
  const widest = widestIn(run, from, to);
  return (
    (!isFirst && isPart(run[from - 1], run[from]?.gap ?? 0) && widthBefore(run, from) <= widest) ||
    (isPart(run[to + 1], run[to + 1]?.gap ?? 0) && widthBefore(run, to + 1) <= widest)
  );
}

/** How far apart a token and the one before it stand. */
const widthBefore = (run: Run, at: number): number =>
  (run[at] as Token).start - (run[at - 1] as Token).end;

/** The next column stands farther away than the groups of one number from each other. */
function widestIn(run: Run, from: number, to: number): number {
  let widest = 0;
  for (let at = from + 1; at <= to; at++) widest = Math.max(widest, widthBefore(run, at));
  return widest;
}

/** A number that only its label proves: as much of the run as the label's rule will take. */
function labelled(run: Run, from: number, place: Place): Found | undefined {
  const single = taken(run, from, from);
  let to = from;
  let length = single.plain.length;
  for (; to + 1 < run.length; to++) {
    const next = run[to + 1];
    if (!next || length + next.plain.length > LONGEST || next.kinds === LETTER) break;
    length += next.plain.length;
  }
  const heard = heardAt(single.start, place, length >= SHORTEST_FAR);
  if (heard.length === 0) return undefined;
  for (; to > from; to--) {
    const value = taken(run, from, to);
    const belief = named(value, heard, place);
    if (belief) return { belief, value, to };
  }
  const belief = named(single, heard, place);
  return belief && { belief, value: single, to: from };
}
