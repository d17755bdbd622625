import { setTimeout as sleep } from 'node:timers/promises';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';

const LOOK_MS = 500;

/** The embedded PostgreSQL, started again whenever it has died, until it is stopped. */
export async function keepPostgres(
  folder: string,
  onError: (error: unknown) => void,
): Promise<Pick<EmbeddedPostgres, 'connection' | 'stop'>> {
  let server = await startEmbeddedPostgres(folder);
  const stopping = new AbortController();
  const { signal } = stopping;

  async function watch(): Promise<void> {
    while (!signal.aborted) {
      await sleep(LOOK_MS, undefined, { signal, ref: false }).catch(() => {});
      if (signal.aborted || isAlive(server.pid)) continue;
      try {
        server = await startEmbeddedPostgres(folder);
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
      await server.stop();
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
