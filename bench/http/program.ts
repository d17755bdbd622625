// The program itself in a process of its own, with what it costs: processor time and memory, children included.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cpuSeconds } from '../frame/process-tree.ts';

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
    cpuSeconds: () => cpuSeconds(child.pid as number),
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
