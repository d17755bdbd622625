import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 60_000;
const PAUSE_MS = 200;

/** Opens something that needs the database, again and again for a minute while the database itself is away. */
export async function patiently<T>(open: () => Promise<T>): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await open();
    } catch (error) {
      if (!isAway(error) || Date.now() > end) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

/** No socket yet or no more; or PostgreSQL's own word: connection lost (08), shutting down, starting up (57P). */
const AWAY = /^(?:ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|08...|57P0[1-3])$/;

function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string') return AWAY.test(code);
  // node-postgres gives these no code.
  return /^Connection terminated|^Client has encountered a connection error/.test(error.message);
}
