import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import pg from 'pg';
import type { Schema } from '../store/database.ts';

/** Hears across processes that a redaction has ended. */
export interface Endings {
  /** Resolves when the redaction ends or the time (milliseconds) is over; the caller looks which. */
  next(id: string, milliseconds: number, signal?: AbortSignal): Promise<void>;
  stop(): Promise<void>;
}

const CHANNEL = 'clearpost_ended';
const RECONNECT_MS = 500;

/** Tells every process, once the transaction commits. */
export async function announceEnding(trx: Transaction<Schema>, id: string): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, ${id})`.execute(trx);
}

/** Listens on a connection of its own and takes a new one when it breaks. */
export async function listenForEndings(connection: pg.ClientConfig): Promise<Endings> {
  const waiting = new Map<string, Set<() => void>>();
  let stopped = false;
  let client = await connect();

  async function connect(): Promise<pg.Client> {
    const fresh = new pg.Client(connection);
    fresh.on('notification', ({ payload }) => wake(payload ?? ''));
    fresh.on('error', () => {});
    try {
      await fresh.connect();
      await fresh.query(`listen ${CHANNEL}`);
    } catch (error) {
      await fresh.end().catch(() => {});
      throw error;
    }
    // Only now: an attempt that fails must not begin another beside the one that tries again.
    fresh.once('end', () => void reconnect());
    return fresh;
  }

  async function reconnect(): Promise<void> {
    while (!stopped) {
      await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS));
      try {
        client = await connect();
        break;
      } catch {
        // The database is away; waiting callers time out and look for themselves.
      }
    }
    // What ended while nobody listened was not heard: everyone looks again.
    for (const id of waiting.keys()) wake(id);
  }

  function wake(id: string): void {
    for (const resolve of waiting.get(id) ?? []) resolve();
    waiting.delete(id);
  }

  return {
    next: (id, milliseconds, signal) =>
      new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', done);
          const others = waiting.get(id);
          others?.delete(done);
          if (others?.size === 0) waiting.delete(id);
          resolve();
        };
        const timer = setTimeout(done, milliseconds);
        signal?.addEventListener('abort', done, { once: true });
        waiting.set(id, (waiting.get(id) ?? new Set()).add(done));
      }),
    async stop() {
      stopped = true;
      await client.end();
    },
  };
}
