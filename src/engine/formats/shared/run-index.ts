import { lengthOfRun, type Run } from './written-text.ts';

/** Runs of a source that can be asked for any stretch of the text they say. */
export class RunIndex {
  readonly #runs: readonly Run[];
  /** Where in the text each run starts, and where the last one ends. */
  readonly #starts: Float64Array;

  constructor(runs: readonly Run[]) {
    this.#runs = runs;
    this.#starts = new Float64Array(runs.length + 1);
    for (const [index, run] of runs.entries())
      this.#starts[index + 1] = this.#startOf(index) + lengthOfRun(run);
  }

  /**
   * Runs of the text, which was itself read from a source, as runs of that source: the escapes of a
   * script inside an attribute's, say.
   */
  inSource(runs: readonly Run[]): Run[] {
    return runs.flatMap((run) => {
      const pieces = this.#piecesOf(run);
      if (run.text === undefined) return pieces;
      const [first] = pieces;
      const last = pieces.at(-1);
      const place = first && last ? { start: first.start, end: last.end } : { start: 0, end: 0 };
      return [{ ...place, text: run.text }];
    });
  }

  #startOf(index: number): number {
    return this.#starts[index] as number;
  }

  #piecesOf({ start, end }: Run): Run[] {
    const pieces: Run[] = [];
    for (let index = this.#indexAt(start); index < this.#runs.length; index++) {
      const at = this.#startOf(index);
      if (at >= end) break;
      const run = this.#runs[index] as Run;
      const from = Math.max(start - at, 0);
      const to = Math.min(end, this.#startOf(index + 1)) - at;
      if (from >= to) continue;
      pieces.push(
        run.text === undefined
          ? { start: run.start + from, end: run.start + to }
          : { ...run, text: run.text.slice(from, to) },
      );
    }
    return pieces;
  }

  /** The last run that starts at or before an offset. */
  #indexAt(offset: number): number {
    let low = 0;
    let high = this.#runs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#startOf(middle + 1) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
