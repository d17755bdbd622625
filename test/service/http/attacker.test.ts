// Somebody who wants in, wants more than is theirs, or wants the service down.

import { readFileSync } from 'node:fs';
import { request as ask } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { parse } from 'yaml';
import { withKey } from '../../../src/service/http/access.ts';
import type { SignInDoor } from '../../../src/service/http/routes/sign-in.ts';
import type { Caller } from '../../../src/service/store/api-keys.ts';
import { form, type Running, startService } from './start-service.ts';

const KEY = 'a-key-of-at-least-24-characters';
const VALUE = '11010519491231002X';
let service: Running | undefined;
afterEach(async () => {
  await service?.stop();
  service = undefined;
});

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(`${service?.url}${path}`, { method, headers });
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

it('slows down who tries key after key, before a key is looked up', async () => {
  let lookups = 0;
  const find = async (): Promise<Caller | undefined> => {
    lookups += 1;
    return undefined;
  };
  service = await startService({ identify: withKey(KEY, find), isOpen: false, ratePerMinute: 3 });
  const statuses = [];
  for (let turn = 0; turn < 6; turn++)
    statuses.push((await get('/v1/rules', bearer(`cp_guess_${turn}`))).status);
  expect(statuses).toEqual([401, 401, 401, 429, 429, 429]);
  expect(lookups).toBe(3);
  expect((await get('/metrics', bearer('cp_guess'))).status).toBe(429);
  expect((await get('/healthz')).status).toBe(200);
});

it('believes no address that a client makes up, and of what proxies say only the nearest', async () => {
  const turns = async (trustProxy: number, forged: (turn: number) => string) => {
    service = await startService({ ratePerMinute: 2, trustProxy });
    const statuses = [];
    for (let turn = 0; turn < 4; turn++)
      statuses.push((await get('/v1/rules', { 'x-forwarded-for': forged(turn) })).status);
    await service.stop();
    service = undefined;
    return statuses;
  };
  expect(await turns(0, (turn) => `203.0.113.${turn}`)).toEqual([200, 200, 429, 429]);
  // The last one was written by our own proxy; those before it came from the client.
  expect(await turns(1, (turn) => `203.0.113.${turn}, 198.51.100.7`)).toEqual([200, 200, 429, 429]);
  expect(await turns(1, (turn) => `198.51.100.${turn}`)).toEqual([200, 200, 200, 200]);
});

it('asks for a key at HEAD as it does at GET, on every address', async () => {
  service = await startService({ identify: withKey(KEY), isOpen: false });
  const { paths } = parse(readFileSync('openapi.yaml', 'utf8')) as {
    paths: Record<string, { get?: { security?: { apiKey?: unknown }[] } }>;
  };
  const guarded = Object.entries(paths).filter(([, { get: read }]) => read?.security?.[0]?.apiKey);
  expect(guarded.length).toBeGreaterThan(15);
  for (const [path] of guarded)
    for (const method of ['GET', 'HEAD']) {
      const at = path.replaceAll(/\{\w+\}/g, () => crypto.randomUUID());
      expect([path, method, (await get(at, {}, method)).status]).toEqual([path, method, 401]);
    }
});

it('takes no form from a foreign page, from a browser that says little about it either', async () => {
  service = await startService();
  const send = (headers: Record<string, string>) =>
    fetch(`${service?.url}/v1/redactions`, { method: 'POST', headers, body: form('公示') });
  for (const origin of ['https://elsewhere.example.org', 'null', 'http://127.0.0.1:1'])
    expect((await send({ origin })).status).toBe(403);
  expect((await send({ origin: service.url })).status).toBe(201);
});

it('reads no large body where no document is handed in, from citizens least of all', async () => {
  service = await startService();
  const send = (path: string, bytes: number) =>
    fetch(`${service?.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ url: 'x'.repeat(bytes) }),
    });
  for (const path of ['/v1/exposure-reports', '/v1/webhooks', '/v1/api-keys', '/v1/sites'])
    expect([path, (await send(path, 1_000_000)).status]).toEqual([path, 413]);
  expect((await send('/v1/publish-checks', 1_000_000)).status).toBe(400);
});

it('counts a publish check against the memory there is before it is read, announced or not', async () => {
  service = await startService({ uploadBudgetBytes: 2_000_000, maxUploadBytes: 1_500_000 });
  const { hostname, port } = new URL(service.url);
  const begin = (announced: boolean) => {
    const sending = ask({
      hostname,
      port,
      method: 'POST',
      path: '/v1/publish-checks',
      headers: {
        'content-type': 'application/json',
        ...(announced && { 'content-length': 1_400_000 }),
      },
    });
    sending.on('error', () => {});
    return sending;
  };
  const check = async (html: string) => {
    const answer = await fetch(`${service?.url}/v1/publish-checks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ contentId: '2', title: '', html }),
    });
    await answer.arrayBuffer();
    return answer.status;
  };
  const large = 'x'.repeat(1_000_000);
  for (const announced of [true, false]) {
    // Whichever of the two comes first has the room: the slow one must have come before.
    const isRefused = await eventually(async () => {
      const slow = begin(announced);
      await new Promise((resolve) => slow.write('{"contentId":"1"', resolve));
      await get('/healthz');
      const status = await check(large);
      slow.destroy();
      return status === 503;
    });
    expect(isRefused).toBe(true);
    expect(await eventually(async () => (await check(large)) === 200)).toBe(true);
  }
});

const TRIES = 100;
async function eventually(holds: () => Promise<boolean>): Promise<boolean> {
  for (let turn = 0; turn < TRIES; turn++) if (await holds()) return true;
  return false;
}

it('repeats nothing that a caller put into a name, a header or an address', async () => {
  service = await startService();
  const strange = new FormData();
  strange.append(VALUE, 'x');
  strange.append('file', new Blob(['公示']), 'a.txt');
  const strangeFile = new FormData();
  strangeFile.append(VALUE, new Blob(['公示']), 'a.txt');
  const answers = await Promise.all([
    fetch(`${service.url}/v1/redactions`, { method: 'POST', body: strangeFile }),
    fetch(`${service.url}/v1/redactions`, { method: 'POST', body: strange }),
    get(`/v1/redactions/${VALUE}?${VALUE}=${VALUE}`),
    get(`/v1/${VALUE}/%ff`),
    get(`/v1/redactions?verdict=review&cursor=${VALUE}`),
    fetch(`${service.url}/v1/redactions`, {
      method: 'POST',
      headers: { 'idempotency-key': `${VALUE} ${VALUE}` },
      body: form('公示'),
    }),
    fetch(`${service.url}/v1/publish-checks?key=${VALUE}`, {
      method: 'POST',
      headers: { 'content-type': `application/${VALUE}` },
      body: '{}',
    }),
    fetch(`${service.url}/v1/publish-checks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"${VALUE}":1,"contentId":"${VALUE}"`,
    }),
  ]);
  for (const answer of answers) {
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(JSON.stringify([...answer.headers, await answer.text()])).not.toContain(VALUE);
  }
  expect(service.log()).not.toContain(VALUE);
  expect(await (await get('/metrics')).text()).not.toContain(VALUE);
});

it('writes one header for a name that would write two, and no path', async () => {
  service = await startService();
  const name = '..\\..//etc/名单\r\nset-cookie: a=b";x.txt';
  const data = new FormData();
  data.append('file', new Blob([`身份证号 ${VALUE}`]), name);
  const made = await fetch(`${service.url}/v1/redactions`, { method: 'POST', body: data });
  const answer = await get(`${made.headers.get('location')}/document`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('set-cookie')).toBeNull();
  const disposition = answer.headers.get('content-disposition') ?? '';
  expect(disposition).toMatch(/^attachment; filename=/);
  expect(disposition).not.toMatch(/[/\\]|\.\./);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
});

it('outlives JSON that is nested without end or aims at what all objects share', async () => {
  service = await startService();
  const send = (path: string, body: string) =>
    fetch(`${service?.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  for (const body of [deep, `{"contentId":${deep}}`, '{"__proto__":{"isOpen":true}}'])
    for (const path of ['/v1/publish-checks', '/v1/webhooks'])
      expect((await send(path, body)).status).toBe(400);
  const nested = { context: `{"publisher":${deep}}`, policy: 'general' };
  const upload = await fetch(`${service.url}/v1/redactions`, {
    method: 'POST',
    body: form('公示', 'a.txt', { ...nested, context: nested.context.slice(0, 60_000) }),
  });
  expect(upload.status).toBe(400);
  const polluted = await fetch(`${service.url}/v1/redactions`, {
    method: 'POST',
    body: form('公示', 'a.txt', { context: '{"__proto__":{"polluted":1}}' }),
  });
  expect(polluted.status).toBe(400);
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

it('keeps the way to the provider and back in a cookie that no other host can put there', async () => {
  const url = new URL('https://login.example.gov.cn/');
  const door: Partial<SignInDoor> = {
    publicUrl: new URL('https://clearpost.example.gov.cn'),
    provider: {
      begin: async () => ({ url, journey: { state: 's', nonce: 'n', verifier: 'v' } }),
    } as SignInDoor['provider'],
  };
  service = await startService({ signIn: door as SignInDoor });
  const answer = await fetch(`${service.url}/auth/sign-in`, { redirect: 'manual' });
  const [cookie = ''] = answer.headers.getSetCookie();
  expect(cookie).toMatch(/^__Host-[\w-]+=[\w-]+; Path=\/; .*HttpOnly; SameSite=Lax; Secure$/);
});
