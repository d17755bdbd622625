// Kills the service, a worker and the database at random moments under load, and sees what is left.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { filesWith } from '../planted/search.ts';
import { type Program, startProgram } from '../service/start-program.ts';
import { type Ledgered, readLedger } from './ledger.ts';
import { Sender } from './sender.ts';

export const PLANTED = ['11010519491231002X', '13812345678'];
const CLIENTS = 3;
const LONGEST_CALM_MS = 1500;
const SETTLE_MS = 180_000;
/** The clients are faster than any limit meant for people. */
const ENVIRONMENT = { CLEARPOST_RATE_PER_MINUTE: '0' };

export interface Aftermath extends Ledgered {
  readonly kills: Readonly<Record<string, number>>;
  /** Requests that the service said it had taken. */
  readonly accepted: number;
  /** Accepted ones that did not end as they should. */
  readonly lost: readonly string[];
  /** Requests that were sent again after a crash and then had another answer than before. */
  readonly answeredTwice: readonly string[];
  /** Files of the data folder that hold a planted value. */
  readonly leaks: readonly string[];
}

export interface Course {
  /** Hears of each kill, and of how much was accepted by then. */
  readonly onKill?: (accepted: number) => void;
}

/** `kills` kills on a data folder, empty or left by an earlier run, and what is then left. */
export async function runFaults(
  folder: string,
  kills: number,
  { onKill = () => {} }: Course = {},
): Promise<Aftermath> {
  const data = join(folder, 'data');
  mkdirSync(data, { recursive: true });
  const counts = { service: 0, worker: 0, database: 0 };
  let program = await startProgram(data, ENVIRONMENT);
  let worker = startWorker(data);
  const sender = new Sender(() => program.url, PLANTED);
  const clients = Array.from({ length: CLIENTS }, () => sender.run());
  try {
    for (let kill = 0; kill < kills; kill++) {
      await strike(kill);
      onKill(sender.accepted.size);
    }
  } catch (error) {
    // Nothing that we started may work on in a folder that is given up.
    worker.kill('SIGKILL');
    await program.end('SIGKILL').catch(() => {});
    throw error;
  } finally {
    sender.stop();
  }
  await Promise.all(clients);
  const lost = await unended(program, sender.accepted);
  await end(worker);
  await program.end('SIGTERM');
  const ledgered = await readLedger(data, PLANTED);
  return {
    kills: counts,
    accepted: sender.accepted.size,
    lost,
    answeredTwice: sender.answeredTwice,
    ...ledgered,
    leaks: filesWith(folder, PLANTED),
  };

  async function strike(kill: number): Promise<void> {
    await sleep(Math.random() * LONGEST_CALM_MS);
    const victim = (['service', 'worker', 'database'] as const)[kill % 3] ?? 'service';
    counts[victim] += 1;
    if (victim === 'service') {
      await program.end('SIGKILL');
      program = await startProgram(data, ENVIRONMENT);
    } else if (victim === 'worker') {
      worker.kill('SIGKILL');
      worker = startWorker(data);
    } else killDatabase(data);
  }
}

const startWorker = (data: string): ChildProcess =>
  spawn(process.execPath, ['src/cli/clearpost.ts', 'worker'], {
    stdio: 'ignore',
    env: { PATH: process.env.PATH, CLEARPOST_WORKERS: '1', CLEARPOST_DATA_DIR: data },
  });

async function end(worker: ChildProcess): Promise<void> {
  const ended = once(worker, 'exit');
  worker.kill('SIGTERM');
  await ended;
}

function killDatabase(data: string): void {
  try {
    const [pid] = readFileSync(join(data, 'database/pgdata/postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(pid), 'SIGKILL');
  } catch {
    // It is already down from the kill before.
  }
}

/** Ids of accepted redactions whose masked file cannot be had, or is not masked, when all should be over. */
async function unended({ url }: Program, accepted: ReadonlyMap<string, string>): Promise<string[]> {
  const open = new Set(accepted.values());
  for (const end = Date.now() + SETTLE_MS; open.size > 0 && Date.now() < end; await sleep(200))
    for (const id of open) {
      const answer = await fetch(`${url}/v1/redactions/${id}/document`).catch(() => undefined);
      if (!answer?.ok) continue;
      const text = await answer.text();
      if (!PLANTED.some((value) => text.includes(value))) open.delete(id);
    }
  return [...open];
}
