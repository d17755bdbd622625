import type { Run } from '../shared/written-text.ts';

const BREAKS = /[\t\n\f\r ]+/g;
const NEEDS_WORK = /[\t\n\f\r]| {2}/;

/**
 * A paragraph as it runs on through inline tags, white space as the browser shows it: a line break in
 * the source is a space to the reader.
 */
export class Flow {
  #runs: Run[] = [];

  add(source: string, runs: readonly Run[], keepsSpace: boolean): void {
    for (const run of runs) {
      if (run.text !== undefined || keepsSpace) this.#push(run);
      else this.#addCollapsed(source, run);
    }
  }

  /** The runs gathered so far, if they say anything; the flow starts anew. */
  take(): readonly Run[] | undefined {
    while (this.#runs.at(-1)?.text === ' ') this.#runs.pop();
    const runs = this.#runs;
    this.#runs = [];
    return runs.length > 0 ? runs : undefined;
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
    this.#runs.push(run);
  }
}
