// One worker on one core against two on a core each, on one database. On a machine of two cores PostgreSQL works
// beside them, so the second worker never has its core to itself: the processor time says what that costs.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDesk } from '../../src/service/jobs/desk.ts';
import { openStore } from '../../src/service/open-store.ts';
import { cpuSeconds } from '../frame/process-tree.ts';

const DOCUMENT = readFileSync('bench/http/one-page.docx');

interface Drained {
  readonly 'documents a second': number;
  readonly 'workers, processor ms a document': number;
  readonly 'database, processor ms a document': number;
}

/** Fills the line with `documents`, lets workers drain it once alone and once as two, and compares. */
export async function benchWorkers(documents = 600): Promise<boolean> {
  const one = await drain(1, documents);
  const two = await drain(2, documents);
  console.table({ 'one worker': one, 'two workers': two });
  const factor = two['documents a second'] / one['documents a second'];
  console.log(`two workers do ${factor.toFixed(2)} times what one does`);
  return factor >= 1.8;
}

async function drain(workers: number, documents: number): Promise<Drained> {
  const folder = mkdtempSync(join(tmpdir(), 'clearpost-workers-'));
  const store = await openStore(
    { dataFolder: folder, databaseUrl: undefined, keyringFile: undefined },
    console.error,
  );
  const desk = openDesk(store.backing);
  const running = Array.from({ length: workers }, (_, core) => startWorker(folder, core));
  // Warm: each has had documents before the clock runs.
  await handIn(documents / 10);
  const database = Number(
    readFileSync(join(folder, 'database/pgdata/postmaster.pid'), 'utf8').split('\n')[0],
  );
  const before = [cpuOf(running), cpuSeconds(database)] as const;
  const began = performance.now();
  await handIn(documents);
  const seconds = (performance.now() - began) / 1000;
  const ms = (now: number, then: number) => Math.round(((now - then) * 1e4) / documents) / 10;
  const drained = {
    'documents a second': Math.round((documents / seconds) * 10) / 10,
    'workers, processor ms a document': ms(cpuOf(running), before[0]),
    'database, processor ms a document': ms(cpuSeconds(database), before[1]),
  };
  await Promise.all(running.map(end));
  await store.close(0);
  rmSync(folder, { recursive: true });
  return drained;

  async function handIn(count: number): Promise<void> {
    await Promise.all(
      Array.from({ length: count }, () =>
        desk.submit({
          parcel: { name: 'notice.docx', policy: undefined, context: null, bytes: DOCUMENT },
          caller: 'bench',
          urgency: 'batch',
        }),
      ),
    );
    while ((await unended()) > 0) await sleep(50);
  }

  /** Asked of the rows: the queue tells its length only now and then. */
  async function unended(): Promise<number> {
    const { left } = await store.backing.db
      .selectFrom('redaction')
      .select(({ fn }) => fn.countAll<string>().as('left'))
      .where('status', 'in', ['queued', 'working'])
      .executeTakeFirstOrThrow();
    return Number(left);
  }
}

const cpuOf = (processes: readonly ChildProcess[]): number =>
  processes.reduce((sum, { pid = 0 }) => sum + cpuSeconds(pid), 0);

const startWorker = (folder: string, core: number): ChildProcess =>
  spawn('taskset', ['-c', String(core), process.execPath, 'src/cli/clearpost.ts', 'worker'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { PATH: process.env.PATH, CLEARPOST_WORKERS: '1', CLEARPOST_DATA_DIR: folder },
  });

async function end(worker: ChildProcess): Promise<void> {
  const ended = once(worker, 'exit');
  worker.kill('SIGTERM');
  await ended;
}
