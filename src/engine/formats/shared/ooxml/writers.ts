import { maskRuns } from '../xml/mask-run.ts';
import type { Run } from '../xml/run.ts';
import { textOfRuns, type Writer } from './unit.ts';

/** Where only a number may stand (a chart's cache, a typed property): a zero, no stars. */
export const asNumber: Writer = (_bytes, runs) => whole(runs, '0');

/** Where only a date may stand: a content control, a pivot's cache. */
export const asMoment: Writer = (_bytes, runs) => whole(runs, '1900-01-01T00:00:00');

/** Where `*` is not allowed: names of sheets and parts. */
export const asName: Writer = (bytes, runs, change) =>
  maskRuns(bytes, runs, { ...change, replacement: change.replacement.replaceAll('*', '_') });

/** A formula outside a cell: a masked literal stays a literal, anything else makes the formula void. */
export const asFormula: Writer = (bytes, runs, change) => {
  const text = textOfRuns(bytes, runs);
  if (/^[\s\d.+-]+$/.test(text)) return whole(runs, '0');
  const quotesBefore = text.slice(0, change.span.start).split('"').length - 1;
  const literal =
    quotesBefore % 2 === 1 && !text.slice(change.span.start, change.span.end).includes('"');
  return literal ? maskRuns(bytes, runs, change) : whole(runs, '#REF!');
};

/** The text goes as a whole; `replacement` stands in its place. */
const whole = (runs: readonly Run[], replacement: string) =>
  runs
    .filter(({ form }) => form !== 'virtual')
    .map(({ start, end }, index) => ({ start, end, replacement: index === 0 ? replacement : '' }));
