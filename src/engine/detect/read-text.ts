import { overlaps } from '../core/span.ts';
import { eachRun, eachRunOf, type Run } from '../text/runs.ts';
import type { Belief } from './believe.ts';
import { mailsIn } from './mail.ts';
import type { Place } from './place.ts';
import { readRun } from './read-run.ts';
import type { Value } from './value.ts';

/** A belief and the plain value it is about; words and mail addresses have none. */
export interface Reading {
  readonly belief: Belief;
  readonly value: Value | undefined;
}

/** What one text is taken to hold, in reading order and without overlaps. */
export function readText(place: Place): Reading[] {
  const { text } = place;
  const readings: Reading[] = [];
  const mails = mailsIn(place);
  let mail = 0;
  const visit = (run: Run) =>
    readRun(run, place, (belief, value) => {
      for (; mail < mails.length && (mails[mail]?.span.end ?? 0) <= belief.span.start; mail++)
        readings.push({ belief: mails[mail] as Belief, value: undefined });
      const over = mails[mail];
      if (over && overlaps(over.span, belief.span)) {
        if (!isKept(over) || isKept(belief)) return;
        mail++;
      }
      readings.push({ belief, value });
    });
  if (place.cell) eachRunOf(text, 0, text.length, visit);
  else eachRun(text, visit);
  for (; mail < mails.length; mail++)
    readings.push({ belief: mails[mail] as Belief, value: undefined });
  return readings;
}

const isKept = ({ evidence }: Belief): boolean => evidence.some((one) => one.startsWith('kept:'));
