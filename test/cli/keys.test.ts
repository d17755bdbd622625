import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readArguments, UsageError } from '../../src/cli/arguments.ts';
import { startProgram } from '../service/start-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'clearpost-keys-'));
afterAll(() => rmSync(folder, { recursive: true }));
const keys = (...args: string[]) =>
  spawnSync(process.execPath, ['src/cli/clearpost.ts', 'keys', ...args], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, CLEARPOST_DATA_DIR: folder, HOST: '0.0.0.0' },
  });

it('makes a key before the first start, which then lets the program open its door; lists it; revokes it', async () => {
  const made = keys('create', '门户网站', '--scope', 'redact', '--rate', '100', '--json');
  expect(made.stderr).toBe('');
  const { id, secret } = JSON.parse(made.stdout) as { id: string; secret: string };
  const program = await startProgram(folder, { HOST: '0.0.0.0' });
  const url = program.url.replace('0.0.0.0', '127.0.0.1');
  const ask = async () =>
    (await fetch(`${url}/v1/rules`, { headers: { authorization: `Bearer ${secret}` } })).status;
  expect(await ask()).toBe(200);
  expect((await fetch(`${url}/v1/rules`)).status).toBe(401);
  const listed = keys().stdout;
  expect(listed).toContain(`${id}  redact  100/min`);
  expect(listed).not.toContain(secret);
  expect(keys('revoke', id).status).toBe(0);
  expect(await ask()).toBe(401);
  expect(keys('revoke', id).status).toBe(1);
  await program.end('SIGTERM');
});

it('says what is wrong with a key that cannot be made', () => {
  for (const [args, word] of [
    [['create', 'x'], '--scope'],
    [['create', 'x', '--scope', 'root'], 'root'],
    [['create', 'x', '--scope', 'redact', '--rate', '0'], '--rate'],
    [['create', 'x', '--scope', 'redact', '--expires', '2001-01-01'], '--expires'],
    [['revoke'], 'revoke'],
  ] as const) {
    expect(() => readArguments(['keys', ...args])).toThrow(UsageError);
    expect(() => readArguments(['keys', ...args])).toThrow(word);
  }
});
