import type { FastifyReply } from 'fastify';
import { Problem } from './problem.ts';

/** Each of them costs a connection and a look into the database every few seconds. */
const MOST = 500;
const RETRY_SECONDS = 30;

/** Counts those who listen for what goes on, and turns away who comes when there are too many. */
export class Followers {
  #here = 0;

  enter({ raw }: FastifyReply): void {
    if (this.#here >= MOST) throw new Problem('busy', { retryAfter: RETRY_SECONDS });
    this.#here += 1;
    raw.once('close', () => {
      this.#here -= 1;
    });
  }
}
