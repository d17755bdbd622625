import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

let folder: string;
let running: ChildProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clearpost-data-'));
});
afterEach(() => {
  running?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});
const environment = (more: Record<string, string>) => ({
  PATH: process.env.PATH,
  CLEARPOST_DATA_DIR: folder,
  ...more,
});

it('says where it listens, answers there, and stops in good order', async () => {
  running = spawn(process.execPath, ['src/main.ts'], { env: environment({ PORT: '0' }) });
  let said = '';
  running.stderr?.on('data', (text) => {
    said += text;
  });
  await expect.poll(() => said, { timeout: 30_000 }).toContain('Clearpost is up at');
  const [url = ''] = /http:\S+/.exec(said) ?? [];
  expect((await fetch(`${url}healthz`)).status).toBe(200);
  const ended = once(running, 'exit');
  running.kill('SIGTERM');
  expect((await ended)[0]).toBe(0);
});

for (const [what, more, named] of [
  ['an open door to other machines', { HOST: '0.0.0.0' }, 'CLEARPOST_API_KEY'],
  ['a port that is none', { PORT: 'http' }, 'PORT'],
  ['a folder without rules', { CLEARPOST_RULES_DIR: '/nonexistent' }, 'CLEARPOST_RULES_DIR'],
] as const)
  it(`does not start with ${what}, and says what is wrong`, () => {
    const { status, stderr } = spawnSync(process.execPath, ['src/main.ts'], {
      encoding: 'utf8',
      env: environment(more),
    });
    expect(status).toBe(2);
    expect(stderr).toContain(named);
    expect(readdirSync(folder)).toEqual([]);
  });
