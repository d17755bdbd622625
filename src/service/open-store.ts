import { join } from 'node:path';
import type pg from 'pg';
import type { Configuration } from './configuration.ts';
import type { Backing } from './jobs/desk.ts';
import { listenForEndings } from './jobs/endings.ts';
import { openQueue } from './jobs/queue.ts';
import { fitsTrail } from './store/audit.ts';
import { folderStore } from './store/blobs/folder-store.ts';
import { type Keyring, keyringOfFile } from './store/blobs/keyring.ts';
import { proveBucket, s3Store } from './store/blobs/s3-store.ts';
import { openDatabase } from './store/database.ts';
import { findingKey } from './store/finding-key.ts';
import { keepPostgres } from './store/keep-postgres.ts';
import { patiently } from './store/patience.ts';
import {
  DEFAULT_RETENTION,
  type PolicyRetention,
  retentionOf,
  sweepBlobs,
  sweepOrphans,
  sweepReports,
} from './store/retention.ts';
import { openVault } from './store/vault.ts';
import { sweepDeliveries } from './store/webhooks.ts';

/** Everything that outlives the process: database, queue, sealed files. */
export interface Store {
  readonly backing: Backing;
  /** Lets work in hand end for up to `seconds`, puts the rest back in line, and hangs up. */
  close(seconds: number): Promise<void>;
}

const SWEEP_MS = 60_000;
/** What has no row is an hour old at least before it goes, and to find it the whole store is listed. */
const ORPHANS_EVERY = 60;
/** How long it can be looked up what became of a message. */
const DELIVERIES_SECONDS = 30 * 86_400;

/** The master keys that the configuration names. */
const keyringOf = ({
  keyringFile,
  dataFolder,
}: Pick<Configuration, 'dataFolder' | 'keyringFile'>): Keyring =>
  keyringOfFile(keyringFile ?? join(dataFolder, 'keyring'));

/** For documents that are looked at and not kept. */
export const fingerprintKey = (
  configuration: Pick<Configuration, 'dataFolder' | 'keyringFile'>,
): Uint8Array => findingKey(keyringOf(configuration));

const FOREIGN_KEYS =
  '密钥（CLEARPOST_KEYRING）与数据不符，或审计末条被改动 · ' +
  'the keys (CLEARPOST_KEYRING) do not fit the data, or the newest audit event was changed';

/**
 * Opens the store that the configuration names; `onError` hears of trouble that it survives,
 * `ownRetention` tells what a policy says of its own.
 */
export async function openStore(
  configuration: Pick<Configuration, 'dataFolder' | 'databaseUrl' | 'keyringFile'> &
    Partial<Pick<Configuration, 'bucket' | 'retention'>>,
  onError: (error: unknown) => void,
  ownRetention: (policyId: string) => Promise<PolicyRetention | undefined> = async () => undefined,
): Promise<Store> {
  const { dataFolder, databaseUrl, bucket, retention = DEFAULT_RETENTION } = configuration;
  const blobs = bucket ? s3Store(bucket) : await folderStore(join(dataFolder, 'blobs'));
  if (bucket) await proveBucket(blobs);
  const embedded =
    databaseUrl === undefined
      ? await keepPostgres(join(dataFolder, 'database'), onError)
      : undefined;
  const connection: pg.PoolConfig = embedded?.connection ?? { connectionString: databaseUrl };
  const keyring = keyringOf(configuration);
  const db = await patiently(() => openDatabase(connection), onError);
  if (!(await fitsTrail(db, keyring))) {
    await db.destroy();
    await embedded?.stop();
    throw new Error(FOREIGN_KEYS);
  }
  const queue = await patiently(() => openQueue(connection, onError));
  const endings = await patiently(() => listenForEndings(connection));
  const backing: Backing = {
    db,
    vault: openVault(blobs, keyring),
    queue,
    endings,
    keyring,
    retention,
    retentionUnder: async (policyId) => retentionOf(retention, await ownRetention(policyId)),
  };
  let turn = 0;
  const sweep = async () => {
    await sweepBlobs(db, blobs, keyring);
    if (turn++ % ORPHANS_EVERY === 0) await sweepOrphans(db, blobs, keyring);
    await sweepReports(db, retention);
    await sweepDeliveries(db, DELIVERIES_SECONDS);
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
