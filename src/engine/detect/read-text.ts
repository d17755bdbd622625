import { overlaps } from '../core/span.ts';
import { ALNUM, classOf, DIGIT, LABEL, SIGN } from '../text/char-class.ts';
import { eachRunOf } from '../text/runs.ts';
import { eachStretch } from '../text/stretches.ts';
import type { Belief } from './believe.ts';
import { labelBefore } from './context.ts';
import { mailsIn } from './mail.ts';
import type { Place } from './place.ts';
import { readRun } from './read-run.ts';
import { wordsAfterLabel, wordsAround, wordsOfCell } from './words.ts';

/** A label of three characters, colon included, or a year that one makes a date of birth. */
const SHORTEST_IN_PROSE = 3;
/** The shortest number that stands without a label: a plate after its province. */
const SHORTEST_ALONE = 6;

/** Tells what one text is taken to hold, in reading order and without overlaps. */
export function readText(place: Place, take: (belief: Belief) => void): void {
  const { text, cell, book, asked } = place;
  const whole = cell && wordsOfCell(place);
  if (whole) {
    take(whole);
    return;
  }
  let done = 0;
  const tell = (belief: Belief) => {
    if (belief.span.start < done) return;
    done = belief.span.end;
    take(belief);
  };
  const classes = asked.size > 0 ? book.askedClasses : book.classes;
  eachStretch(text, classes, cell ? 1 : SHORTEST_IN_PROSE, (start, end, kinds) => {
    if (end <= done) return;
    if (kinds & ALNUM) readStretch(place, start, end, kinds, tell);
    if (kinds & LABEL) {
      const words = wordsAfterLabel(start, end, place);
      if (words) tell(words);
    }
  });
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
  if (label || text.charAt(first - 1) === '第') {
    const words = wordsAround(first, label, place);
    if (words) tell(words);
  } else if (end - first < SHORTEST_ALONE && !place.cell) return;
  if (kinds & SIGN) for (const belief of besideMails(place, start, end)) tell(belief);
  else if (kinds & DIGIT) eachRunOf(text, first, end, (run) => readRun(run, place, tell));
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
