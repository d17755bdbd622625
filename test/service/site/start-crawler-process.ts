// Starts crawler-process.ts beside the test and waits until it works.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Keyring } from '../../../src/service/store/blobs/keyring.ts';

export interface CrawlerProcess {
  readonly pid: number;
  /** Ends it in order; how many documents it looked at, and the most memory it held. */
  stop(): Promise<{ readonly looks: number; readonly peakMb: number }>;
  /** kill -9. */
  kill(): Promise<void>;
}

const PROGRAM = fileURLToPath(new URL('./crawler-process.ts', import.meta.url));

export async function startCrawlerProcess(
  connection: object,
  { active }: Keyring,
  options: { readonly concurrency: number; readonly workers: number },
  /** `quiet` where it is expected to run into trouble. */
  errors: 'told' | 'quiet' = 'told',
): Promise<CrawlerProcess> {
  const keyring = `${active.id}:${Buffer.from(active.key).toString('base64')}`;
  const child: ChildProcess = spawn(
    process.execPath,
    ['--no-warnings', PROGRAM, JSON.stringify({ connection, keyring, ...options })],
    { stdio: ['ignore', 'pipe', errors === 'told' ? 'inherit' : 'ignore'] },
  );
  const ended = once(child, 'exit');
  let said = '';
  child.stdout?.on('data', (text) => {
    said += text;
  });
  while (!said.includes('ready') && child.exitCode === null)
    await new Promise((resolve) => setTimeout(resolve, 20));
  return {
    pid: child.pid as number,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      return JSON.parse(said.trim().split('\n').at(-1) ?? '{}');
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
