import { sql } from 'kysely';
import type { Database } from './database.ts';

/** Counts what each caller asks for, together with all other processes on the database. */
export interface KeyMeter {
  /** Counts one request. 0, or the seconds until the caller may ask again; what is refused is not counted. */
  take(caller: string, perMinute: number): number;
}

const MINUTE_MS = 60_000;
/** How long a process may know nothing of what the others have counted. */
const SHARE_MS = 500;

interface Count {
  /** By all processes, when last heard of. */
  shared: number;
  /** Here since then. */
  own: number;
}

/**
 * The limit holds in the process at once, over all of them within half a second: a request does not wait
 * for the database, and while that is away each process counts by itself.
 */
export function keyMeter(database: () => Promise<Database>): KeyMeter {
  let minute = 0;
  let counts = new Map<string, Count>();
  let isSharing = false;

  async function share(): Promise<void> {
    const at = minute;
    const mine = counts;
    const fresh = [...mine].filter(([, { own }]) => own > 0);
    const rows = fresh.map(([caller, { own }]) => ({ caller, minute: String(at), requests: own }));
    if (rows.length === 0) return;
    const db = await database();
    const known = await db
      .insertInto('key_usage')
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .columns(['caller', 'minute'])
          .doUpdateSet({ requests: sql<number>`key_usage.requests + excluded.requests` }),
      )
      .returning(['caller', 'requests'])
      .execute();
    for (const { caller, requests } of known) {
      const count = mine.get(caller);
      const told = rows.find((row) => row.caller === caller)?.requests ?? 0;
      if (count) mine.set(caller, { shared: requests, own: count.own - told });
    }
    await db
      .deleteFrom('key_usage')
      .where('minute', '<', String(at - 1))
      .execute();
  }

  function shareSoon(): void {
    if (isSharing) return;
    isSharing = true;
    setTimeout(async () => {
      // While the database is away the counts stay here, and are told with the next request.
      await share().catch(() => {});
      isSharing = false;
    }, SHARE_MS).unref();
  }

  return {
    take(caller, perMinute) {
      const now = Date.now();
      const current = Math.floor(now / MINUTE_MS);
      if (current !== minute) {
        minute = current;
        counts = new Map();
      }
      const count = counts.get(caller) ?? { shared: 0, own: 0 };
      if (count.shared + count.own >= perMinute)
        return Math.max(1, Math.ceil(((minute + 1) * MINUTE_MS - now) / 1000));
      counts.set(caller, { ...count, own: count.own + 1 });
      shareSoon();
      return 0;
    },
  };
}
