// The procedure of docs/operation.md, step by step.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { form } from './http/start-service.ts';
import { startProgram } from './start-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'clearpost-restore-'));
const [data, backup, restored] = ['data', 'backup', 'restored'].map((name) =>
  join(folder, name),
) as [string, string, string];
const elsewhere = join(folder, 'keyring-kept-elsewhere');
const LIST = '身份证号 11010519491231002X\n';
afterAll(() => rmSync(folder, { recursive: true }));

it('goes on from a copy of its folder and of its keys, kept apart, and from neither alone', async () => {
  const program = await startProgram(data);
  const made = await fetch(`${program.url}/v1/redactions`, { method: 'POST', body: form(LIST) });
  const path = `${made.headers.get('location')}/document`;
  await program.end('SIGTERM');

  cpSync(data, backup, { recursive: true, filter: (name) => !name.endsWith('/keyring') });
  cpSync(join(data, 'keyring'), elsewhere);
  rmSync(data, { recursive: true });

  cpSync(backup, restored, { recursive: true });
  const withKeys = await startProgram(restored, { CLEARPOST_KEYRING: elsewhere });
  const document = await fetch(withKeys.url + path);
  expect(document.status, withKeys.said()).toBe(200);
  expect(await document.text()).toBe(LIST.replace(/\d{17}X/, '*'.repeat(18)));
  const next = await fetch(`${withKeys.url}/v1/redactions`, { method: 'POST', body: form(LIST) });
  expect(next.status).toBe(201);
  await withKeys.end('SIGTERM');

  const { status, stderr } = spawnSync(process.execPath, ['src/main.ts'], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, PORT: '0', CLEARPOST_DATA_DIR: backup },
  });
  expect(status).toBe(2);
  expect(stderr).toContain('CLEARPOST_KEYRING');
}, 180_000);
