import type { Unseen, UnseenSpan } from '../../core/segment.ts';
import { lengthOfRun, type Run } from '../shared/written-text.ts';

const BREAKS = /[\t\n\f\r ]+/g;
const NEEDS_WORK = /[\t\n\f\r]| {2}/;

/**
 * A paragraph as it runs on through inline tags, white space as the browser shows it: a line break in
 * the source is a space to the reader.
 */
export class Flow {
  #runs: Run[] = [];
  /** Why nobody sees the run at the same place. */
  #whys: (Unseen | undefined)[] = [];
  #why: Unseen | undefined;

  /** @param why nobody sees the runs */
  add(source: string, runs: readonly Run[], keepsSpace: boolean, why?: Unseen): void {
    this.#why = why;
    for (const run of runs) {
      if (run.text !== undefined || keepsSpace) this.#push(run);
      else this.#addCollapsed(source, run);
    }
  }

  /** The runs gathered so far, if they say anything; the flow starts anew. */
  take(): { runs: readonly Run[]; unseen: readonly UnseenSpan[] } | undefined {
    while (this.#runs.at(-1)?.text === ' ') this.#runs.pop();
    const [runs, whys] = [this.#runs, this.#whys];
    this.#runs = [];
    this.#whys = [];
    return runs.length > 0 ? { runs, unseen: unseenSpans(runs, whys) } : undefined;
  }

  #addCollapsed(source: string, run: Run): void {
    const written = source.slice(run.start, run.end);
    if (!NEEDS_WORK.test(written) && written !== ' ') {
      this.#push(run);
      return;
    }
    let at = run.start;
    for (const { index, 0: gap } of written.matchAll(BREAKS)) {
      const start = run.start + index;
      if (start > at) this.#push({ start: at, end: start });
      at = start + gap.length;
      this.#push({ start, end: at, text: ' ' });
    }
    if (at < run.end) this.#push({ start: at, end: run.end });
  }

  #push(run: Run): void {
    const last = this.#runs.at(-1);
    if (run.text === ' ' && (!last || last.text === ' ')) return;
    if (this.#why) this.#whys[this.#runs.length] = this.#why;
    this.#runs.push(run);
  }
}

function unseenSpans(runs: readonly Run[], whys: readonly (Unseen | undefined)[]): UnseenSpan[] {
  if (whys.length === 0) return [];
  const spans: UnseenSpan[] = [];
  let start = 0;
  for (const [index, run] of runs.entries()) {
    const end = start + lengthOfRun(run);
    const why = whys[index];
    const last = spans.at(-1);
    if (why && last?.why === why && last.span.end === start)
      spans[spans.length - 1] = { span: { start: last.span.start, end }, why };
    else if (why && end > start) spans.push({ span: { start, end }, why });
    start = end;
  }
  return spans;
}
