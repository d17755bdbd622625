import { get } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { withKey } from '../../../src/service/http/access.ts';
import { form, type Running, startService } from './start-service.ts';

const KEY = 'a-key-of-at-least-24-characters';
let service: Running | undefined;
afterEach(() => service?.stop());
const ask = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${service?.url}${path}`, { headers });

it('lets nobody in without the key, and everybody see that it lives', async () => {
  service = await startService({ identify: withKey(KEY), isOpen: false });
  const refused = await ask('/v1/rules');
  expect(refused.status).toBe(401);
  expect(refused.headers.get('www-authenticate')).toBe('Bearer');
  expect(await refused.json()).toMatchObject({ code: 'unauthorized' });
  for (const authorization of [`Bearer ${KEY}x`, 'Bearer', `Basic ${KEY}`, KEY])
    expect((await ask('/v1/rules', { authorization })).status).toBe(401);
  expect((await ask('/v1/rules', { authorization: `Bearer ${KEY}` })).status).toBe(200);
  expect((await ask('/healthz')).status).toBe(200);
});

it('refuses an upload without the key before reading it', async () => {
  service = await startService({ identify: withKey(KEY), isOpen: false });
  const answer = await fetch(`${service.url}/v1/redactions`, {
    method: 'POST',
    body: form('公示'),
  });
  expect(answer.status).toBe(401);
});

it('keeps foreign web pages out of a service without a key', async () => {
  service = await startService();
  for (const site of ['cross-site', 'same-site'])
    expect((await ask('/v1/rules', { 'sec-fetch-site': site })).status).toBe(403);
  expect((await ask('/v1/rules', { 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  const rebound = await new Promise((resolve) =>
    get(`${service?.url}/v1/rules`, { headers: { host: 'rebound.example.org' } }, (answer) =>
      resolve(answer.resume().statusCode),
    ),
  );
  expect(rebound).toBe(403);
});

it('slows down who asks too often, and says when to come back', async () => {
  service = await startService({ ratePerMinute: 2 });
  await ask('/v1/rules');
  await ask('/v1/rules');
  const refused = await ask('/v1/rules');
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({ code: 'rate-limited' });
});

it('answers 503 with a time to come back while every child is busy', async () => {
  service = await startService({}, { queue: 1, seconds: 5 });
  const big = form('公示 '.repeat(2_000_000));
  const send = () => fetch(`${service?.url}/v1/inspections`, { method: 'POST', body: big });
  const answers = await Promise.all(Array.from({ length: 8 }, send));
  const refused = answers.filter(({ status }) => status === 503);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]?.headers.get('retry-after')).toBe('5');
});
