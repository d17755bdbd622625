import { classOf } from '../text/char-class.ts';
import { fold } from '../text/fold.ts';
import { eachRunOf } from '../text/runs.ts';
import type { Belief } from './believe.ts';
import { endOfFillers, startAfterFillers } from './context.ts';
import type { Label } from './label-index.ts';
import type { Place } from './place.ts';
import { readRun } from './read-run.ts';

const COLONS = ['：', ':'];
const LONGEST = 100;
/** A number this short is read only where a label stands: nothing else would prove it. */
const SHORT = 6;

/** What follows a label and is no number that stands for itself: an address, a birth date, a short number. */
export function wordsIn(place: Place): Belief[] {
  const found = wordsOfCell(place);
  for (const colon of COLONS) afterColons(colon, place, found);
  return found.length > 1 ? found.sort((a, b) => a.span.start - b.span.start) : found;
}

function wordsOfCell(place: Place): Belief[] {
  for (const label of [place.cell?.side, place.cell?.head]) {
    const belief = label && wordsAt(0, label, 'header', place);
    if (belief) return [belief];
  }
  return [];
}

function afterColons(colon: string, place: Place, found: Belief[]): void {
  const { text, cell, book } = place;
  for (let at = text.indexOf(colon); at >= 0; at = text.indexOf(colon, at + 1)) {
    const label = book.labels.endingAt(text, endOfFillers(text, at));
    if (!label) continue;
    const start = startAfterFillers(text, at + 1);
    const belief = label.words.length > 0 ? wordsAt(start, label, 'label', place) : undefined;
    if (belief) found.push(belief);
    else if (label.values.length > 0 && !cell) found.push(...shortNumber(start, place));
  }
}

function wordsAt(
  start: number,
  label: Label,
  from: 'label' | 'header',
  { text, asked }: Place,
): Belief | undefined {
  for (const rule of label.words) {
    if (rule.rule.publishable && !asked.has(rule.id)) continue;
    const folded = fold(text.slice(start, start + LONGEST));
    const lead = folded.text.length - folded.text.trimStart().length;
    const words = rule.pattern.exec(folded.text.slice(lead))?.[0];
    if (words === undefined) continue;
    const span = folded.originalSpan({ start: lead, end: lead + words.length });
    return {
      rule,
      span: { start: start + span.start, end: start + span.end },
      confidence: 'certain',
      evidence: ['pattern', `${from}:${label.word}`],
      standing: 'named',
    };
  }
  return undefined;
}

function shortNumber(start: number, place: Place): Belief[] {
  const { text } = place;
  let end = start;
  while (end < text.length && end - start <= SHORT && classOf(text.charCodeAt(end)) !== 0) end++;
  if (end === start || end - start > SHORT) return [];
  const found: Belief[] = [];
  eachRunOf(text, start, end, (run) => readRun(run, place, (belief) => found.push(belief)));
  return found;
}
