import { overlaps } from '../core/span.ts';
import { eachRun, eachRunOf, type Run } from '../text/runs.ts';
import type { Belief } from './believe.ts';
import { mailsIn } from './mail.ts';
import type { Place } from './place.ts';
import { readRun } from './read-run.ts';
import type { Value } from './value.ts';
import { wordsIn } from './words.ts';

/** A belief and the plain value it is about; words and mail addresses have none. */
export interface Reading {
  readonly belief: Belief;
  readonly value: Value | undefined;
}

/** What one text is taken to hold, in reading order and without overlaps. */
export function readText(place: Place): Reading[] {
  const { text } = place;
  const readings: Reading[] = [];
  const others = othersIn(place);
  let next = 0;
  const tellOthers = (upTo: number) => {
    for (let other = others[next]; other && other.span.end <= upTo; other = others[++next])
      readings.push({ belief: other, value: undefined });
  };
  const visit = (run: Run) =>
    readRun(run, place, (belief, value) => {
      tellOthers(belief.span.start);
      const over = others[next];
      if (over && overlaps(over.span, belief.span)) {
        if (!isKept(over) || isKept(belief)) return;
        next++;
      }
      readings.push({ belief, value });
    });
  if (place.cell) eachRunOf(text, 0, text.length, visit);
  else eachRun(text, visit);
  tellOthers(text.length);
  return readings;
}

/** Mail addresses and words after labels, in reading order; of two that overlap the first stays. */
function othersIn(place: Place): Belief[] {
  const mails = mailsIn(place);
  const words = wordsIn(place);
  if (mails.length === 0 || words.length === 0) return mails.length > 0 ? mails : words;
  const all = [...mails, ...words].sort((a, b) => a.span.start - b.span.start);
  return all.filter(({ span }, at) => at === 0 || span.start >= (all[at - 1]?.span.end ?? 0));
}

const isKept = ({ evidence }: Belief): boolean => evidence.some((one) => one.startsWith('kept:'));
