import { join } from 'node:path';
import type pg from 'pg';
import { readConfiguration } from './configuration.ts';
import { type Keyring, keyringOfFile } from './store/blobs/keyring.ts';
import { type Database, openDatabase } from './store/database.ts';
import { keepPostgres } from './store/keep-postgres.ts';

/** Does something with keys, sessions or the trail that the environment names, beside a running service or without one. */
export async function withLedger<T>(
  environment: NodeJS.ProcessEnv,
  act: (db: Database, keyring: Keyring) => Promise<T>,
): Promise<T> {
  // No door is opened here: the first key is made before the program may listen elsewhere.
  const local = { ...environment, HOST: '127.0.0.1' };
  const { dataFolder, databaseUrl, keyringFile } = readConfiguration(local, 'rules');
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
