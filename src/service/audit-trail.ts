import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type pg from 'pg';
import { readConfiguration } from './configuration.ts';
import { type AuditCheck, type AuditHead, verifyAudit } from './store/audit.ts';
import { exportAudit } from './store/audit-export.ts';
import { checkAuditFile, type FileCheck } from './store/audit-file.ts';
import { type Keyring, keyringOfFile } from './store/blobs/keyring.ts';
import { type Database, openDatabase } from './store/database.ts';
import { keepPostgres } from './store/keep-postgres.ts';

type Environment = NodeJS.ProcessEnv;

/** Walks the audit trail of the store that the environment names, beside a running service or without one. */
export const auditCheck = (environment: Environment, earlier?: AuditHead): Promise<AuditCheck> =>
  withTrail(environment, (db, keyring) => verifyAudit(db, keyring, earlier));

/** Writes the trail out line by line, signed. */
export const auditExport = (
  environment: Environment,
  after: number,
  write: (text: string) => void,
): Promise<void> =>
  withTrail(environment, async (db, keyring) => {
    for await (const text of exportAudit(db, keyring, 'command-line', after)) write(text);
  });

/** Checks an exported trail by itself; `trusted` is the public key that the office handed over. */
export const auditFileCheck = (file: string, trusted?: string): Promise<FileCheck> =>
  checkAuditFile(
    createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY }),
    trusted,
  );

async function withTrail<T>(
  environment: Environment,
  act: (db: Database, keyring: Keyring) => Promise<T>,
): Promise<T> {
  const { dataFolder, databaseUrl, keyringFile } = readConfiguration(environment, 'rules');
  const embedded =
    databaseUrl === undefined
      ? await keepPostgres(join(dataFolder, 'database'), () => {})
      : undefined;
  const connection: pg.PoolConfig = embedded?.connection ?? { connectionString: databaseUrl };
  const db = await openDatabase(connection);
  try {
    return await act(db, keyringOfFile(keyringFile ?? join(dataFolder, 'keyring')));
  } finally {
    await db.destroy();
    await embedded?.stop();
  }
}
