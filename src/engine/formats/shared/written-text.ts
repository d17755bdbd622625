import type { Edit } from '../../core/edit.ts';
import type { TextEdit } from './byte-splice.ts';

/**
 * A stretch of source that says something: itself, or `text` when it is an escape (`\u0033`, `&#51;`).
 * One without length is not in the source at all (the colon between a key and its value).
 */
export interface Run {
  readonly start: number;
  readonly end: number;
  readonly text?: string;
}

/** What a reader sees in some runs of a source. */
export function textOf(source: string, runs: readonly Run[]): string {
  const [only] = runs;
  if (only && runs.length === 1) return textOfRun(source, only);
  return runs.map((run) => textOfRun(source, run)).join('');
}

/**
 * Edits of what is seen as edits of the source. Each run keeps its share of the replacement, so that
 * a number spread over tags keeps its look; the last one takes what is left. An escape goes whole.
 */
export function sourceEdits(
  source: string,
  runs: readonly Run[],
  edits: readonly Pick<Edit, 'span' | 'replacement'>[],
  write: (text: string) => string,
): TextEdit[] {
  return edits.flatMap(({ span, replacement }) => {
    const touched = touchedRuns(source, runs, span.start, span.end);
    let left = replacement;
    return touched.map(({ run, from, to }, index) => {
      const share = index === touched.length - 1 ? left : left.slice(0, to - from);
      left = left.slice(share.length);
      const place = run.text === undefined ? { start: run.start + from, end: run.start + to } : run;
      return { span: { start: place.start, end: place.end }, replacement: write(share) };
    });
  });
}

const textOfRun = (source: string, { start, end, text }: Run): string =>
  text ?? source.slice(start, end);

/** The runs that hold characters [start, end), and which of their own characters these are. */
function touchedRuns(source: string, runs: readonly Run[], start: number, end: number) {
  const touched: { run: Run; from: number; to: number }[] = [];
  let at = 0;
  for (const run of runs) {
    const length = lengthOfRun(run);
    const from = Math.max(start, at) - at;
    const to = Math.min(end, at + length) - at;
    if (from < to && run.end > run.start) touched.push({ run, from, to });
    at += length;
    if (at >= end) break;
  }
  if (touched.length === 0 && source.length > 0) throw new Error('an edit outside the source');
  return touched;
}

/** How many characters a run says. */
export const lengthOfRun = ({ start, end, text }: Run): number => text?.length ?? end - start;
