// What the database says once everything has stopped.
import { join } from 'node:path';
import { verifyAudit } from '../../src/service/store/audit.ts';
import { keyringOfFile } from '../../src/service/store/blobs/keyring.ts';
import { type Database, openDatabase } from '../../src/service/store/database.ts';
import { startEmbeddedPostgres } from '../../src/service/store/embedded-postgres.ts';
import { tablesWith } from '../planted/search.ts';

export interface Ledgered {
  /** Redactions that were decided more than once, by the audit trail. */
  readonly decidedTwice: readonly string[];
  /** Redactions that nobody's request stands behind. */
  readonly orphans: number;
  /** Whether the audit trail is unbroken. */
  readonly trail: boolean;
  /** Tables with a planted value in a row. */
  readonly tables: readonly string[];
}

export async function readLedger(data: string, planted: readonly string[]): Promise<Ledgered> {
  const server = await startEmbeddedPostgres(join(data, 'database'));
  const db = await openDatabase(server.connection);
  try {
    const { tables } = await tablesWith(server.connection, planted);
    const { ok: trail } = await verifyAudit(db, keyringOfFile(join(data, 'keyring')));
    return { decidedTwice: await twice(db), orphans: await orphansIn(db), trail, tables };
  } finally {
    await db.destroy();
    await server.stop();
  }
}

async function twice(db: Database): Promise<string[]> {
  const rows = await db
    .selectFrom('audit_event')
    .select('subject')
    .where('action', 'in', ['redaction-decided', 'redaction-failed'])
    .groupBy('subject')
    .having(({ fn, eb }) => eb(fn.countAll(), '>', 1))
    .execute();
  return rows.map(({ subject }) => subject);
}

async function orphansIn(db: Database): Promise<number> {
  const rows = await db
    .selectFrom('redaction')
    .leftJoin('idempotent_request', 'redaction_id', 'redaction.id')
    .select('redaction.id')
    .where('key', 'is', null)
    .execute();
  return rows.length;
}
