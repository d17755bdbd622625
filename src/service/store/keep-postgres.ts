import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';

const LOOK_MS = 500;
const TRIES = 5;
/** Whoever uses the server holds this lock together with the others; the last to let go stops the server. */
const USE_LOCK = 4_120_171_110;

/**
 * The embedded PostgreSQL, started again whenever it has died, until it is stopped. Services, workers
 * and commands beside each other on one folder share it: it goes on until the last of them has stopped.
 */
export async function keepPostgres(
  folder: string,
  onError: (error: unknown) => void,
): Promise<Pick<EmbeddedPostgres, 'connection' | 'stop'>> {
  let { server, use } = await begin(folder);
  const stopping = new AbortController();
  const { signal } = stopping;

  async function watch(): Promise<void> {
    while (!signal.aborted) {
      await sleep(LOOK_MS, undefined, { signal, ref: false }).catch(() => {});
      if (signal.aborted || use.isHeld()) continue;
      try {
        ({ server, use } = await begin(folder));
      } catch (error) {
        onError(error);
      }
    }
  }

  const watching = watch();
  return {
    connection: server.connection,
    async stop() {
      stopping.abort();
      await watching;
      await use.giveUp();
      await stopIfLast(server);
    },
  };
}

async function begin(folder: string) {
  for (let tries = 1; ; tries++) {
    const server = await startEmbeddedPostgres(folder);
    try {
      return { server, use: await takeUse(server) };
    } catch (error) {
      // It answered, and then another process was the last to stop it.
      if (tries === TRIES) throw error;
    }
  }
}

/** Holds the lock on a connection of its own for as long as that lives; it is gone when the server is. */
async function takeUse(server: EmbeddedPostgres) {
  const client = await connected(server);
  let held = true;
  client.once('end', () => {
    held = false;
  });
  await client.query(`select pg_advisory_lock_shared(${USE_LOCK})`);
  return { isHeld: () => held, giveUp: () => client.end().catch(() => {}) };
}

async function connected({ connection }: EmbeddedPostgres): Promise<pg.Client> {
  const client = new pg.Client(connection);
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** Of those that stop at once the lock is given to one, who keeps it until the server is down. */
async function stopIfLast(server: EmbeddedPostgres): Promise<void> {
  const client = await connected(server).catch(() => undefined);
  const answer = await client
    ?.query(`select pg_try_advisory_lock(${USE_LOCK}) as "isLast"`)
    .catch(() => undefined);
  // No answer: another has just stopped it.
  if (answer?.rows[0].isLast) await server.stop();
  await client?.end().catch(() => {});
}
