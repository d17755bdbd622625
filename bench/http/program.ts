// The program itself in a process of its own, with what it costs: processor time and memory, children included.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const TICKS_A_SECOND = 100;
const PAGE_BYTES = 4096;
const MEGABYTE = 1024 * 1024;

export interface Measured {
  readonly url: string;
  readonly folder: string;
  /** Processor seconds of the process and all it started, so far; those that have ended included. */
  cpuSeconds(): number;
  /** Resident megabytes of the process itself. */
  megabytes(): number;
  /** Ends it and removes its data. */
  end(): Promise<void>;
}

/** Starts the service on a folder of its own and waits until it takes documents. */
export async function startMeasured(
  port: number,
  environment: Readonly<Record<string, string>> = {},
): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'clearpost-bench-'));
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ['src/main.ts'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      CLEARPOST_DATA_DIR: folder,
      CLEARPOST_RATE_PER_MINUTE: '0',
      ...environment,
    },
  });
  while (!(await isReady(url))) await sleep(200);
  return {
    url,
    folder,
    cpuSeconds: () => cpuSecondsOf(child.pid as number),
    megabytes: () => {
      const [, pages = '0'] = readFileSync(`/proc/${child.pid}/statm`, 'utf8').split(' ');
      return (Number(pages) * PAGE_BYTES) / MEGABYTE;
    },
    end: () => end(child, folder),
  };
}

async function end(child: ChildProcess, folder: string): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
  rmSync(folder, { recursive: true });
}

export const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );

interface Stat {
  readonly parent: number;
  readonly seconds: number;
}

/** A process with all its descendants, from /proc. */
export function cpuSecondsOf(root: number): number {
  const stats = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => {
        const stat = statOf(name);
        return stat ? [[Number(name), stat] as const] : [];
      }),
  );
  let seconds = 0;
  const open = [root];
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    seconds += stats.get(pid)?.seconds ?? 0;
    for (const [child, { parent }] of stats) if (parent === pid) open.push(child);
  }
  return seconds;
}

function statOf(pid: string): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [utime = 0, stime = 0, ended = 0, endedSystem = 0] = fields.slice(11, 15);
    return {
      parent: fields[1] ?? 0,
      seconds: (utime + stime + ended + endedSystem) / TICKS_A_SECOND,
    };
  } catch {
    return undefined;
  }
}
