import { overlaps } from '../core/span.ts';
import { ALNUM, classOf, DIGIT, SIGN } from '../text/char-class.ts';
import { eachRunOf } from '../text/runs.ts';
import { eachLooseStretch, eachStretchIn, isLoose } from '../text/stretches.ts';
import { type Belief, proven } from './believe.ts';
import { labelBefore } from './context.ts';
import { mailsIn } from './mail.ts';
import { partedNumbers } from './parted.ts';
import type { Place } from './place.ts';
import { readRun } from './read-run.ts';
import { wordsAround, wordsByLabel, wordsOfCell } from './words.ts';

/** A year, which a label may make a date of birth. */
const SHORTEST_IN_PROSE = 4;
/** The shortest number that stands without a label: a plate after its province. */
const SHORTEST_ALONE = 6;
const ORDINAL = 0x7b2c;

const NONE: readonly Belief[] = [];

/** No label stands before it. */
const startsWithNumber = (text: string): boolean =>
  text.length < 24 && (classOf(text.charCodeAt(0)) & DIGIT) !== 0;

/** Tells what one text is taken to hold, in reading order and without overlaps. */
export function readText(place: Place, take: (belief: Belief) => void): void {
  const { text, cell } = place;
  const whole = cell && wordsOfCell(place);
  if (whole) {
    take(whole);
    return;
  }
  const words = startsWithNumber(text) ? NONE : wordsByLabel(place);
  const shortest = cell ? 1 : SHORTEST_IN_PROSE;
  let next = 0;
  let done = 0;
  let parted = NONE;
  let passed = 0;
  const tell = (belief: Belief) => {
    if (belief.span.start < done) return;
    while ((parted[passed]?.span.end ?? Infinity) <= belief.span.start) passed++;
    const beside = parted[passed];
    if (beside && overlaps(beside.span, belief.span)) return;
    done = belief.span.end;
    take(belief);
  };
  const read = (start: number, end: number, kinds: number) => {
    for (let one = words[next]; one && one.span.start < end; one = words[++next]) tell(one);
    if (end > done && kinds & ALNUM) readStretch(place, start, end, kinds, tell);
  };
  eachLooseStretch(text, shortest, (start, end, kinds) => {
    if (!isLoose(kinds)) {
      read(start, end, kinds);
      return;
    }
    parted = partedNumbers(place, start, end);
    passed = 0;
    for (const one of parted) if (one.span.start >= done) take(one);
    eachStretchIn(text, start, end, shortest, read);
  });
  for (let one = words[next]; one; one = words[++next]) tell(one);
}

function readStretch(
  place: Place,
  start: number,
  end: number,
  kinds: number,
  tell: (belief: Belief) => void,
): void {
  const { text, book } = place;
  let first = start;
  while ((classOf(text.charCodeAt(first)) & ALNUM) === 0) first++;
  const label = labelBefore(text, first, book.labels);
  if (label ? label.words.length > 0 : text.charCodeAt(first - 1) === ORDINAL) {
    const words = wordsAround(first, label, place);
    if (words) tell(words);
  }
  if (!label && end - first < SHORTEST_ALONE && !place.cell) return;
  if (kinds === DIGIT && readAlone(place, start, end, tell)) return;
  if (kinds & SIGN) for (const belief of besideMails(place, start, end)) tell(belief);
  else if (kinds & DIGIT) eachRunOf(text, first, end, (run) => readRun(run, place, tell));
}

/** Most numbers are nothing but digits and need no second look. */
function readAlone(
  place: Place,
  start: number,
  end: number,
  tell: (belief: Belief) => void,
): boolean {
  const belief = proven({ plain: place.text.slice(start, end), start, end, shape: '' }, place);
  if (!belief || belief.rule.rule.publicWhen === 'always') return false;
  tell(belief);
  return true;
}

/** Mail addresses and the numbers beside them. Of a number inside an address only the address is told. */
function besideMails(place: Place, start: number, end: number): Belief[] {
  const mails = mailsIn(place, start, end);
  const all = [...mails];
  let next = 0;
  eachRunOf(place.text, start, end, (run) =>
    readRun(run, place, (belief) => {
      while (mails[next] && (mails[next] as Belief).span.end <= belief.span.start) next++;
      const mail = mails[next];
      if (!mail || !overlaps(mail.span, belief.span)) all.push(belief);
    }),
  );
  return all.sort((a, b) => a.span.start - b.span.start);
}
