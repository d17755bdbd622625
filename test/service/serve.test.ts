import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startProgram } from './start-program.ts';

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

it('opens to other machines once a key was made on this one, and asks everybody for it', async () => {
  const first = await startProgram(folder);
  const made = await fetch(`${first.url}/v1/api-keys`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: '管理员', scopes: ['admin'] }),
  });
  const { secret } = (await made.json()) as { secret: string };
  await first.end('SIGTERM');
  const open = await startProgram(folder, { HOST: '0.0.0.0' });
  const url = open.url.replace('0.0.0.0', '127.0.0.1');
  const keys = (headers: Record<string, string>) => fetch(`${url}/v1/api-keys`, { headers });
  expect((await keys({})).status).toBe(401);
  const authorization = `Bearer ${secret}`;
  expect((await keys({ authorization })).status).toBe(200);
  const { items } = (await (await keys({ authorization })).json()) as { items: { id: string }[] };
  for (const { id } of items)
    await fetch(`${url}/v1/api-keys/${id}`, { method: 'DELETE', headers: { authorization } });
  await open.end('SIGTERM');
  const { status, stderr } = spawnSync(process.execPath, ['src/main.ts'], {
    encoding: 'utf8',
    env: environment({ HOST: '0.0.0.0' }),
  });
  expect(status).toBe(2);
  expect(stderr).toContain('CLEARPOST_API_KEY');
}, 180_000);

it('ends in good order when npm, which started it through a shell, is ended', async () => {
  const more = { PORT: '0', npm_lifecycle_event: 'start' };
  running = spawn('sh', ['-c', `"${process.execPath}" src/main.ts; true`], {
    env: environment(more),
  });
  let said = '';
  running.stderr?.on('data', (text) => {
    said += text;
  });
  await expect.poll(() => said, { timeout: 30_000 }).toContain('Clearpost is up at');
  running.kill('SIGTERM');
  // The database is the last to go.
  const database = join(folder, 'database/pgdata/postmaster.pid');
  await expect.poll(() => existsSync(database), { timeout: 30_000 }).toBe(false);
});

it('says that its port is taken, in words', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { status, stderr } = spawnSync(process.execPath, ['src/main.ts'], {
    encoding: 'utf8',
    env: environment({ PORT: String(port) }),
  });
  other.close();
  expect(status).toBe(2);
  expect(stderr).toContain(`127.0.0.1:${port} 已被其他程序占用`);
});

it('says in words that its data folder is a file', () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const { status, stderr } = spawnSync(process.execPath, ['src/main.ts'], {
    encoding: 'utf8',
    env: environment({ CLEARPOST_DATA_DIR: file }),
  });
  expect(status).toBe(2);
  expect(stderr).toContain(`${file} 用不了`);
  expect(stderr).not.toContain('    at ');
});

/** It has begun to start once the processes that open documents are there; they are ready much later. */
async function begun(pid: number | undefined): Promise<void> {
  const children = () => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  await expect.poll(children, { timeout: 30_000 }).not.toBe('');
  await new Promise((resolve) => setTimeout(resolve, 200));
}

it.each([
  ['service', ['src/main.ts']],
  ['worker', ['src/cli/clearpost.ts', 'worker']],
  ['gate', ['src/cli/clearpost.ts', 'gate', '--upstream', 'http://127.0.0.1:9']],
])('a %s that is ended while it still starts ends in good order', async (_, command) => {
  running = spawn(process.execPath, command, { env: environment({ PORT: '0' }) });
  const ended = once(running, 'exit');
  await begun(running.pid);
  running.kill('SIGTERM');
  expect((await ended)[0]).toBe(0);
  expect(existsSync(join(folder, 'database/pgdata/postmaster.pid'))).toBe(false);
});

for (const [what, more, named] of [
  ['an open door to other machines', { HOST: '0.0.0.0' }, 'CLEARPOST_API_KEY'],
  ['a port that is none', { PORT: 'http' }, 'PORT'],
  ['a database whose address is none', { DATABASE_URL: 'a secret' }, 'DATABASE_URL'],
  ['a folder without rules', { CLEARPOST_RULES_DIR: '/nonexistent' }, 'CLEARPOST_RULES_DIR'],
] as const)
  it(`does not start with ${what}, and says what is wrong`, () => {
    const { status, stderr } = spawnSync(process.execPath, ['src/main.ts'], {
      encoding: 'utf8',
      env: environment(more),
    });
    expect(status).toBe(2);
    expect(stderr).toContain(named);
    expect(stderr).not.toContain('a secret');
    expect(readdirSync(folder)).toEqual([]);
  });
