import { Problem } from './problem.ts';

const RETRY_SECONDS = 5;

/** Keeps the bytes of all uploads in flight below a budget, so that memory cannot run out. */
export class Admission {
  readonly #budget: number;
  #taken = 0;

  constructor(budget: number) {
    this.#budget = budget;
  }

  /** Room for `bytes`, to be given back by the returned function; 503 when there is none. One upload always fits. */
  enter(bytes: number): () => void {
    if (this.#taken > 0 && this.#taken + bytes > this.#budget)
      throw new Problem('busy', { retryAfter: RETRY_SECONDS });
    this.#taken += bytes;
    let inside = true;
    return () => {
      if (inside) this.#taken -= bytes;
      inside = false;
    };
  }
}
