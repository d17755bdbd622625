// What a person may do here follows what the provider says of them, while they are signed in.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepPostgres } from '../../../src/service/store/keep-postgres.ts';
import { freePort } from '../free-port.ts';
import { type Program, startProgram } from '../start-program.ts';
import { type Account, Browser, CLIENT, type RunningProvider, startProvider } from './provider.ts';

const accounts: Record<string, Account> = {
  u1: { preferred_username: 'reviewer.qian', roles: ['审查员'] },
  u2: { preferred_username: 'clerk.zhao', roles: ['经办人'] },
  u3: { preferred_username: 'clerk.li', roles: ['经办人'] },
  boss: { preferred_username: 'chief.sun', roles: ['主管'] },
};
const folder = mkdtempSync(join(tmpdir(), 'clearpost-renewal-'));
let provider: RunningProvider;
let program: Program;
let postgres: Awaited<ReturnType<typeof keepPostgres>>;
let environment: Record<string, string>;

beforeAll(async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  provider = await startProvider(accounts, () => `${url}/auth/callback`);
  environment = {
    PORT: String(port),
    CLEARPOST_OIDC_ISSUER: provider.issuer,
    CLEARPOST_OIDC_CLIENT_ID: CLIENT.id,
    CLEARPOST_OIDC_CLIENT_SECRET: CLIENT.secret,
    CLEARPOST_OIDC_SCOPE: 'openid profile office',
    CLEARPOST_OIDC_ROLES: '经办人=redact,审查员=review+redact,主管=admin+audit',
    CLEARPOST_PUBLIC_URL: url,
  };
  program = await startProgram(folder, environment);
  postgres = await keepPostgres(join(folder, 'database'), () => {});
});
afterAll(async () => {
  await program.end('SIGTERM');
  await postgres.stop();
  await provider.stop();
  rmSync(folder, { recursive: true });
});

async function signedIn(name: string): Promise<Browser> {
  const browser = new Browser();
  await browser.signIn(`${program.url}/auth/sign-in`, name, `${program.url}/auth/callback`);
  return browser;
}
async function query(text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(postgres.connection);
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows;
}
/** Time passes for every session. */
const pass = (minutes: number) =>
  query(`update session set check_at = check_at - interval '${minutes} minutes',
    vouched_at = vouched_at - interval '${minutes} minutes'`);
const held = (browser: Browser) =>
  browser.ask(`${program.url}/v1/redactions?verdict=review`).then(({ status }) => status);

it('takes a role away that was withdrawn at the provider, at the next check', async () => {
  const qian = await signedIn('u1');
  expect(await held(qian)).toBe(200);
  accounts.u1 = { preferred_username: 'reviewer.qian', roles: [] };
  expect(await held(qian)).toBe(200);
  await pass(16);
  expect(await held(qian)).toBe(403);
  const [event] = await query("select facts from audit_event where action = 'session-changed'");
  expect(event?.facts).toMatchObject({ before: 'redact review', scopes: '', ground: 'provider' });
});

it('signs out whoever is no account any more, at the next check', async () => {
  const zhao = await signedIn('u2');
  delete accounts.u2;
  await pass(16);
  expect(await held(zhao)).toBe(401);
  const [event] = await query("select subject from audit_event where action = 'session-ended'");
  expect(event).toEqual({ subject: 'person:clerk.zhao' });
});

it('is asked by many at once and asks the provider once: a token that may be used once stays good', async () => {
  const chief = await signedIn('boss');
  for (let round = 0; round < 3; round++) {
    await pass(16);
    const list = () => chief.ask(`${program.url}/v1/sessions`).then(({ status }) => status);
    expect(await Promise.all([list(), list(), list(), list()])).toEqual([200, 200, 200, 200]);
  }
});

it('lets an administrator see who is signed in and sign them out, over HTTP and from the command line', async () => {
  const [chief, li, again] = [await signedIn('boss'), await signedIn('u3'), await signedIn('u3')];
  expect(await held(li)).toBe(403);
  const list = await chief.ask(`${program.url}/v1/sessions`);
  const { items } = (await list.json()) as { items: { id: string; person: string }[] };
  const [latest] = items.filter(({ person }) => person === 'person:clerk.li');
  const end = (browser: Browser) =>
    browser.ask(`${program.url}/v1/sessions/${latest?.id}`, {
      method: 'DELETE',
      headers: { 'sec-fetch-site': 'same-origin' },
    });
  expect((await end(li)).status).toBe(403);
  expect((await end(chief)).status).toBe(204);
  expect((await end(chief)).status).toBe(404);
  expect(await held(again)).toBe(401);
  expect(await held(li)).toBe(403);
  const { PORT: _port, ...rest } = environment;
  const ended = spawnSync(
    process.execPath,
    ['src/cli/clearpost.ts', 'sessions', 'end', 'clerk.li'],
    {
      encoding: 'utf8',
      env: { ...rest, PATH: process.env.PATH ?? '', CLEARPOST_DATA_DIR: folder },
    },
  );
  expect([ended.status, ended.stdout]).toEqual([0, '已结束 1 个会话 · 1 sessions ended\n']);
  expect(await held(li)).toBe(401);
});

it('holds a session for an hour at most while the provider cannot be reached', async () => {
  const chief = await signedIn('boss');
  const list = () => chief.ask(`${program.url}/v1/sessions`).then(({ status }) => status);
  await provider.stop();
  await pass(30);
  expect(await list()).toBe(200);
  await pass(31);
  expect(await list()).toBe(401);
});
