import type { Transaction } from 'kysely';
import type { Schema } from '../store/database.ts';

/** A line of its own beside the one of redactions; every process may put something in and take it out. */
export interface Line {
  /** Within the transaction that writes down what is sent: both happen or neither does. */
  enqueue(trx: Transaction<Schema>, id: string): Promise<void>;
  /** Takes one after another; a throw is tried again later, ever more slowly. */
  work(concurrency: number, handle: (id: string, lastTry: boolean) => Promise<void>): Promise<void>;
}
