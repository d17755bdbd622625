// Kills the service, a worker and the database at random moments under load, and sees what is left.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { form } from '../service/http/start-service.ts';
import { type Program, startProgram } from '../service/start-program.ts';

const VALUE = '11010519491231002X';
const CLIENTS = 3;
const LONGEST_CALM_MS = 1500;
const SETTLE_MS = 120_000;

export interface Aftermath {
  readonly kills: Readonly<Record<string, number>>;
  /** Redactions that the service said it had taken. */
  readonly accepted: number;
  /** Accepted ones that did not end as they should. */
  readonly lost: readonly string[];
  /** Redactions that were decided more than once, by the audit trail. */
  readonly decidedTwice: readonly string[];
  /** Files of the data folder that hold a planted value. */
  readonly leaks: readonly string[];
}

/** One run of `rounds` kills on an empty folder. */
export async function runFaults(folder: string, rounds: number): Promise<Aftermath> {
  const kills = { service: 0, worker: 0, database: 0 };
  let program = await startProgram(folder);
  let worker = startWorker(folder);
  const accepted = new Set<string>();
  let isOver = false;
  const clients = Array.from({ length: CLIENTS }, async (_, client) => {
    for (let turn = 0; !isOver; turn++) {
      const id = await handIn(program, `${client}-${turn}`);
      if (id !== undefined) accepted.add(id);
      else await sleep(100);
    }
  });
  try {
    for (let round = 0; round < rounds; round++) await strike(round);
  } finally {
    isOver = true;
  }
  await Promise.all(clients);
  const lost = await unended(program, accepted);
  const decidedTwice = await twice(program);
  const ended = once(worker, 'exit');
  worker.kill('SIGTERM');
  await ended;
  await program.end('SIGTERM');
  return { kills, accepted: accepted.size, lost, decidedTwice, leaks: leaksIn(folder) };

  async function strike(round: number): Promise<void> {
    await sleep(Math.random() * LONGEST_CALM_MS);
    const victim = (['service', 'worker', 'database'] as const)[round % 3] ?? 'service';
    kills[victim] += 1;
    if (victim === 'service') {
      await program.end('SIGKILL');
      program = await startProgram(folder);
    } else if (victim === 'worker') {
      worker.kill('SIGKILL');
      worker = startWorker(folder);
    } else killDatabase(folder);
  }
}

const startWorker = (folder: string): ChildProcess =>
  spawn(process.execPath, ['src/cli/clearpost.ts', 'worker'], {
    stdio: 'ignore',
    env: { PATH: process.env.PATH, CLEARPOST_WORKERS: '1', CLEARPOST_DATA_DIR: folder },
  });

function killDatabase(folder: string): void {
  try {
    const [pid] = readFileSync(join(folder, 'database/pgdata/postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(pid), 'SIGKILL');
  } catch {
    // It is already down from the kill before.
  }
}

/** The id once the service has said that it took the document; undefined when it could not say so. */
async function handIn({ url }: Program, name: string): Promise<string | undefined> {
  try {
    const answer = await fetch(`${url}/v1/redactions`, {
      method: 'POST',
      body: form(`身份证号 ${VALUE} ${name}\n`, `${name}.txt`),
      headers: { prefer: 'respond-async' },
      signal: AbortSignal.timeout(20_000),
    });
    if (answer.status !== 202 && answer.status !== 201) return undefined;
    return ((await answer.json()) as { id: string }).id;
  } catch {
    return undefined;
  }
}

async function unended({ url }: Program, accepted: ReadonlySet<string>): Promise<string[]> {
  const open = new Set(accepted);
  for (const end = Date.now() + SETTLE_MS; open.size > 0 && Date.now() < end; await sleep(200))
    for (const id of open) {
      const answer = await fetch(`${url}/v1/redactions/${id}/document`).catch(() => undefined);
      if (answer?.ok && !(await answer.text()).includes(VALUE)) open.delete(id);
    }
  return [...open];
}

async function twice({ url }: Program): Promise<string[]> {
  const decided = new Map<string, number>();
  for (let cursor: string | null = '0'; cursor !== null; ) {
    const answer = await fetch(`${url}/v1/audit-events?limit=1000&cursor=${cursor}`);
    const page = (await answer.json()) as {
      items: { action: string; subject: string }[];
      next: string | null;
    };
    for (const { action, subject } of page.items)
      if (action === 'redaction-decided' || action === 'redaction-failed')
        decided.set(subject, (decided.get(subject) ?? 0) + 1);
    cursor = page.next;
  }
  return [...decided].filter(([, times]) => times > 1).map(([subject]) => subject);
}

const leaksIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => readFileSync(path).includes(VALUE));
