import { join } from 'node:path';
import type pg from 'pg';
import type { Configuration } from './configuration.ts';
import type { Backing } from './jobs/desk.ts';
import { listenForEndings } from './jobs/endings.ts';
import { openQueue } from './jobs/queue.ts';
import { folderStore } from './store/blobs/folder-store.ts';
import { keyringOfFile } from './store/blobs/keyring.ts';
import { openDatabase } from './store/database.ts';
import { keepPostgres } from './store/keep-postgres.ts';
import { DEFAULT_RETENTION, sweepBlobs, sweepReports } from './store/retention.ts';
import { openVault } from './store/vault.ts';

/** Everything that outlives the process: database, queue, sealed files. */
export interface Store {
  readonly backing: Backing;
  /** Lets work in hand end for up to `seconds`, puts the rest back in line, and hangs up. */
  close(seconds: number): Promise<void>;
}

const SWEEP_MS = 60_000;

/** Opens the store that the configuration names; `onError` hears of trouble that it survives. */
export async function openStore(
  configuration: Pick<Configuration, 'dataFolder' | 'databaseUrl' | 'keyringFile'>,
  onError: (error: unknown) => void,
): Promise<Store> {
  const { dataFolder, databaseUrl, keyringFile } = configuration;
  const embedded =
    databaseUrl === undefined
      ? await keepPostgres(join(dataFolder, 'database'), onError)
      : undefined;
  const connection: pg.PoolConfig = embedded?.connection ?? { connectionString: databaseUrl };
  const keyring = keyringOfFile(keyringFile ?? join(dataFolder, 'keyring'));
  const db = await openDatabase(connection);
  const blobs = await folderStore(join(dataFolder, 'blobs'));
  const queue = await openQueue(connection, onError);
  const endings = await listenForEndings(connection);
  const backing: Backing = {
    db,
    vault: openVault(blobs, keyring),
    queue,
    endings,
    keyring,
    retention: DEFAULT_RETENTION,
  };
  const sweep = async () => {
    await sweepBlobs(db, blobs, keyring);
    await sweepReports(db, DEFAULT_RETENTION);
  };
  const timer = setInterval(() => sweep().catch(onError), SWEEP_MS);
  return {
    backing,
    async close(seconds) {
      clearInterval(timer);
      await queue.stop(seconds);
      await endings.stop();
      await db.destroy();
      await embedded?.stop();
    },
  };
}
