import { join } from 'node:path';
import type pg from 'pg';
import { readConfiguration } from './configuration.ts';
import { type AuditCheck, type AuditHead, verifyAudit } from './store/audit.ts';
import { keyringOfFile } from './store/blobs/keyring.ts';
import { openDatabase } from './store/database.ts';
import { keepPostgres } from './store/keep-postgres.ts';

/** Walks the audit trail of the store that the environment names, beside a running service or without one. */
export async function auditCheck(
  environment: NodeJS.ProcessEnv,
  earlier?: AuditHead,
): Promise<AuditCheck> {
  const { dataFolder, databaseUrl, keyringFile } = readConfiguration(environment, 'rules');
  const embedded =
    databaseUrl === undefined
      ? await keepPostgres(join(dataFolder, 'database'), () => {})
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
    await embedded?.stop();
  }
}
