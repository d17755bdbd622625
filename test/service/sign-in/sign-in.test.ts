import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../free-port.ts';
import { form } from '../http/start-service.ts';
import { type Program, startProgram } from '../start-program.ts';
import { Browser, CLIENT, type RunningProvider, startProvider } from './provider.ts';

const PHONE = '13812345678';
const ACCOUNTS = {
  u1: { preferred_username: 'clerk.zhao', roles: ['经办人'] },
  u2: { preferred_username: 'reviewer.qian', roles: ['经办人', '审查员', '无关'] },
  [PHONE]: { preferred_username: PHONE, roles: ['经办人'] },
  nobody: { preferred_username: 'visitor.sun', roles: [] },
};
const folder = mkdtempSync(join(tmpdir(), 'clearpost-sign-in-'));
let provider: RunningProvider;
let program: Program;
let environment: Record<string, string>;

beforeAll(async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  provider = await startProvider(ACCOUNTS, () => `${url}/auth/callback`);
  environment = {
    PORT: String(port),
    CLEARPOST_OIDC_ISSUER: provider.issuer,
    CLEARPOST_OIDC_CLIENT_ID: CLIENT.id,
    CLEARPOST_OIDC_CLIENT_SECRET: CLIENT.secret,
    CLEARPOST_OIDC_SCOPE: 'openid profile office',
    CLEARPOST_OIDC_ROLES: '经办人=redact,审查员=review+audit',
    CLEARPOST_PUBLIC_URL: url,
  };
  program = await startProgram(folder, environment);
});
afterAll(async () => {
  await program.end('SIGTERM');
  await provider.stop();
  rmSync(folder, { recursive: true });
});

async function signedIn(name: string, to = '/'): Promise<[Browser, Response]> {
  const browser = new Browser();
  const from = `${program.url}/auth/sign-in?to=${encodeURIComponent(to)}`;
  await browser.signIn(from, name, `${program.url}/auth/callback`);
  return [browser, await browser.ask(`${program.url}/auth/who`)];
}
const upload = (browser: Browser, headers: Record<string, string>) =>
  browser.ask(`${program.url}/v1/redactions`, { method: 'POST', body: form('放假通知'), headers });
const OURS = { 'sec-fetch-site': 'same-origin' };

it('lets nobody in without a session or a key, and says where to sign in', async () => {
  const browser = new Browser();
  expect((await browser.ask(`${program.url}/v1/rules`)).status).toBe(401);
  expect(await (await browser.ask(`${program.url}/auth/who`)).json()).toEqual({
    name: null,
    scopes: [],
    signIn: '/auth/sign-in',
  });
});

it('signs a clerk in with the office’s provider, who may then hand in and no more', async () => {
  const [browser, who] = await signedIn('u1');
  expect(await who.json()).toMatchObject({ name: 'clerk.zhao', scopes: ['redact'] });
  expect((await upload(browser, OURS)).status).toBe(201);
  expect((await browser.ask(`${program.url}/v1/audit-events`)).status).toBe(403);
});

it('gives a reviewer what all of the roles allow, and somebody without a role nothing', async () => {
  const [reviewer, who] = await signedIn('u2');
  expect(await who.json()).toMatchObject({ scopes: ['redact', 'review', 'audit'] });
  const trail = await (await reviewer.ask(`${program.url}/v1/audit-events?limit=1000`)).text();
  expect(trail).toContain('"actor":"person:reviewer.qian"');
  const [visitor] = await signedIn('nobody');
  expect((await upload(visitor, OURS)).status).toBe(403);
});

it('takes no request that another site’s page makes with the clerk’s session', async () => {
  const [browser] = await signedIn('u1');
  for (const headers of [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://elsewhere.example.org' },
    {},
  ] as Record<string, string>[])
    expect((await upload(browser, headers)).status).toBe(403);
  expect((await upload(browser, { origin: program.url })).status).toBe(201);
  const out = { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } };
  expect((await browser.ask(`${program.url}/auth/sign-out`, out)).status).toBe(403);
});

it('keeps the session from scripts and other sites, and forgets it at sign-out', async () => {
  const browser = new Browser();
  const start = await browser.ask(`${program.url}/auth/sign-in`);
  for (const line of start.headers.getSetCookie()) expect(line).toMatch(/; HttpOnly; SameSite=Lax/);
  const back = await browser.signIn(
    `${program.url}/auth/sign-in`,
    'u1',
    `${program.url}/auth/callback`,
  );
  const kept = back.headers.getSetCookie().find((line) => line.startsWith('clearpost='));
  expect(kept).toMatch(/^clearpost=[\w-]{43}; Path=\/; Max-Age=28800; HttpOnly; SameSite=Lax$/);
  const token = kept?.split(';')[0] ?? '';
  const signOut = { method: 'POST', headers: OURS };
  const out = await browser.ask(`${program.url}/auth/sign-out`, signOut);
  expect(((await out.json()) as { next: string }).next).toContain(provider.issuer);
  const again = await fetch(`${program.url}/v1/rules`, { headers: { cookie: token } });
  expect(again.status).toBe(401);
});

it('does not finish a sign-in that another browser began, nor one that was changed on its way', async () => {
  const victim = new Browser();
  const attacker = new Browser();
  const start = await attacker.ask(`${program.url}/auth/sign-in`);
  const state = new URL(start.headers.get('location') ?? '').searchParams.get('state');
  const callback = `${program.url}/auth/callback?code=stolen&state=${state}&iss=${provider.issuer}`;
  expect((await victim.ask(callback)).status).toBe(401);
  expect((await attacker.ask(callback)).status).toBe(401);
  expect((await attacker.ask(callback.replace(`${state}`, 'another'))).status).toBe(401);
});

it('comes back to a page of its own and to no other', async () => {
  for (const [to, where] of [
    ['/docs', '/docs'],
    ['//elsewhere.example.org', '/'],
    ['/\\elsewhere.example.org', '/'],
    ['https://elsewhere.example.org', '/'],
  ] as const) {
    const browser = new Browser();
    const from = `${program.url}/auth/sign-in?to=${encodeURIComponent(to)}`;
    const back = await browser.signIn(from, 'u1', `${program.url}/auth/callback`);
    expect(back.headers.get('location')).toBe(where);
  }
});

it('keeps no phone number of somebody who signs in with it', async () => {
  const [browser, who] = await signedIn(PHONE);
  expect(await who.text()).not.toContain(PHONE);
  expect((await upload(browser, OURS)).status).toBe(201);
  const [reviewer] = await signedIn('u2');
  const trail = await (await reviewer.ask(`${program.url}/v1/audit-events?limit=1000`)).text();
  expect(trail).toMatch(/"actor":"person:[0-9a-f]{16}"/);
  expect(trail).not.toContain(PHONE);
  expect(program.said()).not.toContain(PHONE);
});
