import { setTimeout as sleep } from 'node:timers/promises';
import { type AuditEvent, appendAllAudit } from './audit.ts';
import type { Keyring } from './blobs/keyring.ts';
import type { Database } from './database.ts';

const MOST = 200;
/** A commit costs as much for one event as for fifty: the first waits a moment for company. */
const GATHER_MS = 5;

interface Pending {
  readonly event: AuditEvent;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Writes events that stand for themselves, many a second: whatever gathers while one commit is under way
 * goes with the next. Resolves once the event is on the disk.
 */
export function batchedAudit(
  ledger: Promise<{ readonly db: Database; readonly keyring: Keyring }>,
): (event: AuditEvent) => Promise<void> {
  // It may fail before anybody writes; whoever then does hears of it.
  ledger.catch(() => {});
  let pending: Pending[] = [];
  let isWriting = false;

  async function write(): Promise<void> {
    isWriting = true;
    while (pending.length > 0) {
      await sleep(GATHER_MS);
      const batch = pending.slice(0, MOST);
      pending = pending.slice(MOST);
      try {
        const { db, keyring } = await ledger;
        const events = batch.map(({ event }) => event);
        await db.transaction().execute((trx) => appendAllAudit(trx, keyring, events));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    isWriting = false;
  }

  return (event) =>
    new Promise((resolve, reject) => {
      pending.push({ event, resolve, reject });
      if (!isWriting) void write();
    });
}
