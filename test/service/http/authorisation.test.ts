// Every route of openapi.yaml with a key of every scope: a new route cannot be forgotten.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { withKey } from '../../../src/service/http/access.ts';
import { callerOf, createApiKey, SCOPES, type Scope } from '../../../src/service/store/api-keys.ts';
import { keyMeter } from '../../../src/service/store/key-meter.ts';
import { ownDatabase } from '../store/own-database.ts';
import { form, type Running, startService } from './start-service.ts';

interface Operation {
  readonly security?: readonly { readonly apiKey?: readonly string[] }[];
}

const OPERATOR = 'the-operators-own-key-of-some-length';
const { db, keyring } = await ownDatabase();
const meter = keyMeter(async () => db);
const keys = new Map<Scope, string>();
let service: Running;

beforeAll(async () => {
  for (const scope of SCOPES) {
    const made = await createApiKey(db, keyring, { name: scope, scopes: [scope] }, 'test');
    keys.set(scope, made.secret);
  }
  service = await startService({
    identify: withKey(OPERATOR, (secret) => callerOf(db, secret)),
    isOpen: false,
    ledger: Promise.resolve({ db, keyring }),
    throttle: ({ id, ratePerMinute = 0 }) =>
      ratePerMinute === 0 ? 0 : meter.take(id, ratePerMinute),
  });
});
afterAll(async () => {
  await service.stop();
});

const bearer = (key: string | undefined) => ({ authorization: `Bearer ${key}` });
const ask = (method: string, path: string, headers: Record<string, string> = {}, body?: FormData) =>
  fetch(service.url + path.replaceAll(/\{\w+\}/g, () => crypto.randomUUID()), {
    method,
    headers,
    ...(body && { body }),
  });
const json = (method: string, path: string, key: string, body?: object) =>
  fetch(service.url + path, {
    method,
    headers: { ...bearer(key), ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });

const { paths } = parse(readFileSync('openapi.yaml', 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
};
const routes = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { security }]) => ({
    method: method.toUpperCase(),
    path,
    needed: security?.[0]?.apiKey,
  })),
);

/** What citizens may ask without a key. Nothing joins this list by itself. */
const PUBLIC = ['/v1/exposure-reports', '/v1/exposure-reports/{ticket}'];

it('finds the routes, and only those about health and for citizens are open to nobody in particular', () => {
  expect(routes.length).toBeGreaterThan(12);
  const unguarded = routes.filter(({ needed }) => needed === undefined).map(({ path }) => path);
  expect(unguarded.filter((path) => path.startsWith('/v1/'))).toEqual(PUBLIC);
});

it.each(PUBLIC)('%s asks nobody for a key', async (path) => {
  const method = path.endsWith('}') ? 'GET' : 'POST';
  expect([401, 403]).not.toContain((await ask(method, path)).status);
});

for (const { method, path, needed } of routes.filter(
  (route) => route.path.startsWith('/v1/') && !PUBLIC.includes(route.path),
)) {
  it(`${method} ${path} serves nobody without a key`, async () => {
    expect((await ask(method, path)).status).toBe(401);
    expect((await ask(method, path, bearer('cp_wrong'))).status).toBe(401);
  });

  for (const scope of SCOPES) {
    const isAllowed = needed?.length === 0 || needed?.includes(scope);
    it(`${method} ${path} ${isAllowed ? 'serves' : 'refuses'} a key for ${scope}`, async () => {
      const { status } = await ask(method, path, bearer(keys.get(scope)));
      if (isAllowed) expect([401, 403]).not.toContain(status);
      else expect(status).toBe(403);
    });
  }
}

it('lets an operator make, list and revoke keys, and tells the secret once', async () => {
  const made = await json('POST', '/v1/api-keys', OPERATOR, {
    name: '门户网站',
    scopes: ['redact'],
  });
  expect(made.status).toBe(201);
  const { id, secret } = (await made.json()) as { id: string; secret: string };
  expect((await ask('GET', '/v1/rules', bearer(secret))).status).toBe(200);
  const list = await (await json('GET', '/v1/api-keys', OPERATOR)).text();
  expect(list).toContain('门户网站');
  expect(list).not.toContain(secret);
  expect((await json('DELETE', `/v1/api-keys/${id}`, OPERATOR)).status).toBe(204);
  expect((await ask('GET', '/v1/rules', bearer(secret))).status).toBe(401);
  expect((await json('DELETE', `/v1/api-keys/${id}`, OPERATOR)).status).toBe(404);
});

it('slows a key down that asks more often than it may, and no other key', async () => {
  const made = await json('POST', '/v1/api-keys', OPERATOR, {
    name: '批量',
    scopes: ['redact'],
    ratePerMinute: 2,
  });
  const { secret } = (await made.json()) as { secret: string };
  const answers = [];
  for (let turn = 0; turn < 6; turn++) answers.push(await ask('GET', '/v1/rules', bearer(secret)));
  const refused = answers.find(({ status }) => status === 429);
  expect(refused?.status).toBe(429);
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await refused?.json()).toMatchObject({ code: 'rate-limited' });
  expect((await ask('GET', '/v1/rules', bearer(keys.get('redact')))).status).toBe(200);
  const list = await (await json('GET', '/v1/api-keys', OPERATOR)).text();
  expect(list).toContain('"ratePerMinute":2');
  for (const ratePerMinute of [0, -1, 1.5, '9'])
    expect(
      (
        await json('POST', '/v1/api-keys', OPERATOR, {
          name: 'x',
          scopes: ['redact'],
          ratePerMinute,
        })
      ).status,
    ).toBe(400);
});

it('shows the trail of what was done with keys, page by page, without a secret', async () => {
  const first = await json('GET', '/v1/audit-events?limit=2', OPERATOR);
  const { items, next } = (await first.json()) as { items: { seq: number }[]; next: string };
  expect(items.map(({ seq }) => seq)).toEqual([1, 2]);
  const second = await json('GET', `/v1/audit-events?cursor=${next}`, OPERATOR);
  const text = await second.text();
  expect(text).toContain('api-key-created');
  for (const secret of keys.values()) expect(text).not.toContain(secret);
});

it('shows a redaction to who handed it in and to reviewers, and to nobody else', async () => {
  const mine = keys.get('redact') as string;
  const answer = await ask('POST', '/v1/redactions', bearer(mine), form('放假通知'));
  const path = answer.headers.get('location') as string;
  const stranger = await createApiKey(db, keyring, { name: 'b', scopes: ['redact'] }, 'test');
  for (const part of ['', '/document', '/report']) {
    expect((await ask('GET', path + part, bearer(mine))).status).toBe(200);
    expect((await ask('GET', path + part, bearer(keys.get('review')))).status).toBe(200);
    expect((await ask('GET', path + part, bearer(stranger.secret))).status).toBe(404);
  }
  expect((await ask('DELETE', path, bearer(stranger.secret))).status).toBe(404);
  expect((await ask('DELETE', path, bearer(mine))).status).toBe(204);
});
