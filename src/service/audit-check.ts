import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { readConfiguration } from './configuration.ts';
import { type AuditCheck, type AuditHead, verifyAudit } from './store/audit.ts';
import { keyringOfFile } from './store/blobs/keyring.ts';
import { openDatabase } from './store/database.ts';
import { startEmbeddedPostgres } from './store/embedded-postgres.ts';

/** Walks the audit trail of the store that the environment names, beside a running service or without one. */
export async function auditCheck(
  environment: NodeJS.ProcessEnv,
  earlier?: AuditHead,
): Promise<AuditCheck> {
  const { dataFolder, databaseUrl, keyringFile } = readConfiguration(environment, 'rules');
  // One that a service is using goes on running; one that we start for this is stopped again.
  const wasRunning = existsSync(join(dataFolder, 'database/pgdata/postmaster.pid'));
  const embedded =
    databaseUrl === undefined
      ? await startEmbeddedPostgres(join(dataFolder, 'database'))
      : undefined;
  const connection: pg.PoolConfig = embedded?.connection ?? { connectionString: databaseUrl };
  const db = await openDatabase(connection);
  try {
    return await verifyAudit(
      db,
      keyringOfFile(keyringFile ?? join(dataFolder, 'keyring')),
      earlier,
    );
  } finally {
    await db.destroy();
    if (!wasRunning) await embedded?.stop();
  }
}
