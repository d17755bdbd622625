import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { form } from './http/start-service.ts';
import { type Program, startProgram } from './start-program.ts';

const VALUE = '11010519491231002X';
const LIST = `张三 身份证号 ${VALUE}\n`;
const folder = mkdtempSync(join(tmpdir(), 'clearpost-stored-'));
let program: Program;

beforeAll(async () => {
  program = await startProgram(folder);
});
afterAll(async () => {
  await program.end('SIGTERM');
  rmSync(folder, { recursive: true });
});

const post = (content = LIST, headers: Record<string, string> = {}) =>
  fetch(`${program.url}/v1/redactions`, {
    method: 'POST',
    body: form(content, `名单${VALUE}.txt`),
    headers,
  });
const get = (path: string) => fetch(program.url + path);
const verify = (...args: string[]) =>
  spawnSync(process.execPath, ['src/cli/clearpost.ts', 'audit', 'verify', ...args], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, CLEARPOST_DATA_DIR: folder },
  });

it('keeps a redaction over a crash: killed, started again, it gives the same file', async () => {
  const answer = await post();
  expect(answer.status).toBe(201);
  const { id } = (await answer.json()) as { id: string };
  await program.end('SIGKILL');
  program = await startProgram(folder);
  expect(await (await get(`/v1/redactions/${id}`)).json()).toMatchObject({ verdict: 'masked' });
  const document = await get(`/v1/redactions/${id}/document`);
  expect(await document.text()).toBe(LIST.replace(VALUE, '*'.repeat(18)));
});

it('ends what it had accepted before it was killed', async () => {
  const answer = await post(LIST.repeat(20_000), { prefer: 'respond-async' });
  expect(answer.status).toBe(202);
  await program.end('SIGKILL');
  program = await startProgram(folder);
  await expect
    .poll(async () => (await get(answer.headers.get('location') ?? '')).json(), { timeout: 50_000 })
    .toMatchObject({ status: 'done', verdict: 'masked' });
});

it('answers the same request once, and another body under its key with 422', async () => {
  const first = (await (await post(LIST, { 'idempotency-key': 'k1' })).json()) as { id: string };
  const again = (await (await post(LIST, { 'idempotency-key': 'k1' })).json()) as { id: string };
  expect(again.id).toBe(first.id);
  const other = await post('另一份', { 'idempotency-key': 'k1' });
  expect(other.status).toBe(422);
  expect(await other.json()).toMatchObject({ code: 'idempotency-conflict' });
});

it('destroys on request, and the trail tells of it and is whole', async () => {
  const { id } = (await (await post()).json()) as { id: string };
  const gone = await fetch(`${program.url}/v1/redactions/${id}`, { method: 'DELETE' });
  expect(gone.status).toBe(204);
  expect((await get(`/v1/redactions/${id}/document`)).status).toBe(410);
  expect((await get(`/v1/redactions/${id}/report`)).status).toBe(200);
  const { status, stdout } = verify();
  expect(stdout).toContain('完整');
  expect(status).toBe(0);
  expect(verify('--head', `99999:${'0'.repeat(64)}`).status).toBe(1);
});

it('exports the trail, signed, and anybody can check the file without the database', async () => {
  const answer = await get('/v1/audit/export');
  const file = join(folder, 'trail.jsonl');
  writeFileSync(file, await answer.text());
  const check = (...args: string[]) =>
    spawnSync(process.execPath, ['src/cli/clearpost.ts', 'audit', ...args], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, CLEARPOST_DATA_DIR: folder },
    });
  const whole = check('verify', '--file', file);
  expect(whole.status).toBe(0);
  const [, key = ''] = /([\w-]{43})\n$/.exec(whole.stdout) ?? [];
  expect(check('verify', '--file', file, '--key', key).status).toBe(0);
  expect(check('verify', '--file', file, '--key', 'A'.repeat(43)).status).toBe(1);
  const again = join(folder, 'again.jsonl');
  expect(check('export', '-o', again).status).toBe(0);
  expect(check('verify', '--file', again, '--key', key).status).toBe(0);
  expect(check('export', '-o', again).status).toBe(2);
});

it('leaves no planted value on the disk or in its log, and keeps its folder to itself', () => {
  const planted = [VALUE, '张三'].flatMap((text) => [
    Buffer.from(text),
    Buffer.from(text, 'utf16le'),
  ]);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  expect(files.length).toBeGreaterThan(20);
  for (const { parentPath, name } of files) {
    const bytes = readFileSync(join(parentPath, name));
    for (const value of planted) expect(bytes.includes(value), `${name} holds a value`).toBe(false);
  }
  for (const value of planted) expect(program.said()).not.toContain(value.toString());
  expect(statSync(join(folder, 'keyring')).mode & 0o077).toBe(0);
});
