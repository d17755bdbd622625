import type { Edit } from '../../core/edit.ts';
import type { Span } from '../../core/span.ts';
import type { TextEdit } from './byte-splice.ts';
import { spliced } from './splice.ts';

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

/** Put `share` in place of characters [from, to) of a run. */
interface Change {
  readonly run: Run;
  readonly span: Span;
  readonly replacement: string;
}

/**
 * Edits of what is seen as edits of the source. Each run keeps its share of the replacement, so that
 * a number spread over tags keeps its look; the last one takes what is left. An escape is written anew
 * as a whole.
 */
export function sourceEdits(
  source: string,
  runs: readonly Run[],
  edits: readonly Pick<Edit, 'span' | 'replacement'>[],
  write: (text: string) => string,
): TextEdit[] {
  const groups = Map.groupBy(changesOf(runs, edits), ({ run }) => run);
  if (groups.size === 0 && edits.length > 0 && source.length > 0)
    throw new Error('an edit outside the source');
  return [...groups].flatMap(([run, changes]) => {
    const { start, end, text } = run;
    if (text !== undefined)
      return [{ span: { start, end }, replacement: write(spliced(text, changes)) }];
    return changes.map(({ span, replacement }) => ({
      span: { start: start + span.start, end: start + span.end },
      replacement: write(replacement),
    }));
  });
}

/** What has to change in which run. Runs that are not in the source are passed over. */
function changesOf(
  runs: readonly Run[],
  edits: readonly Pick<Edit, 'span' | 'replacement'>[],
): Change[] {
  const changes: Change[] = [];
  let first = 0;
  let firstAt = 0;
  for (const { span, replacement } of edits.toSorted((a, b) => a.span.start - b.span.start)) {
    while (first < runs.length && firstAt + lengthOfRun(runs[first] as Run) <= span.start)
      firstAt += lengthOfRun(runs[first++] as Run);
    let left = replacement;
    const own: Change[] = [];
    for (let index = first, at = firstAt; index < runs.length && at < span.end; index++) {
      const run = runs[index] as Run;
      const start = Math.max(span.start - at, 0);
      const end = Math.min(span.end - at, lengthOfRun(run));
      at += lengthOfRun(run);
      if (start >= end || run.end === run.start) continue;
      own.push({ run, span: { start, end }, replacement: left.slice(0, end - start) });
      left = left.slice(end - start);
    }
    const last = own.pop();
    for (const change of own) changes.push(change);
    if (last) changes.push({ ...last, replacement: last.replacement + left });
  }
  return changes;
}

const textOfRun = (source: string, { start, end, text }: Run): string =>
  text ?? source.slice(start, end);

/** How many characters a run says. */
export const lengthOfRun = ({ start, end, text }: Run): number => text?.length ?? end - start;
