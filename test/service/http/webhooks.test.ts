import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { sql } from 'kysely';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { webhookPoster } from '../../../src/service/fetch/post-guarded.ts';
import { events } from '../../../src/service/store/audit.ts';
import { sweepDeliveries } from '../../../src/service/store/webhooks.ts';
import { startDeliveries } from '../../../src/service/webhooks/deliver.ts';
import { form } from './start-service.ts';
import { type StoredService, startStoredService } from './start-stored-service.ts';

const ID = '11010519491231002X';

interface Message {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}
// An office's own program, which hears of events.
let heard: Message[] = [];
let answers: number[] = [];
const ear = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const headers = request.headers as Record<string, string>;
    heard.push({ path: request.url ?? '', headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(answers.shift() ?? 204, { location: '/elsewhere' }).end();
  });
});

let service: StoredService;
let admin: string;
let clerk: string;
let reviewer: string;
let url: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => ear.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(ear.address() as AddressInfo).port}`;
  url = `http://${host}`;
  service = await startStoredService();
  await startDeliveries(service.backing, webhookPoster([host]), 2);
  [admin, clerk, reviewer] = await Promise.all([
    service.key('admin'),
    service.key('redact'),
    service.key('review'),
  ]);
});
afterAll(async () => {
  await service.stop();
  ear.closeAllConnections();
  ear.close();
});
beforeEach(() => {
  heard = [];
  answers = [];
});

const register = async (path = '/', more: object = {}) =>
  (await service.ask('POST', '/v1/webhooks', admin, { url: url + path, ...more })).body as {
    id: string;
    secret: string;
  };
const remove = (id: string) => service.ask('DELETE', `/v1/webhooks/${id}`, admin);
const deliveries = async (id: string) =>
  (await service.ask('GET', `/v1/webhooks/${id}/deliveries`, admin)).body.items;
const test = (id: string) => service.ask('POST', `/v1/webhooks/${id}/test`, admin);
const handIn = async (text: string) =>
  (await service.ask('POST', '/v1/redactions', clerk, form(text, `${ID}.txt`))).body;
const data = ({ body }: Message) => JSON.parse(body) as { type: string; data: object };

it('tells of a finished and of a held document, signed so that nobody else can say it', async () => {
  const { id, secret } = await register('/hear');
  const held = await handIn(`项目编号:${ID}`);
  await expect.poll(() => heard.length, { timeout: 20_000 }).toBe(2);
  const about = { redaction: held.id, href: `/v1/redactions/${held.id}` };
  expect(heard.map(data).toSorted((a, b) => a.type.localeCompare(b.type))).toMatchObject([
    { type: 'redaction.finished', data: { ...about, verdict: 'review', mayPublish: false } },
    { type: 'review.needed', data: { ...about, findings: 1, blindSpots: 0 } },
  ]);
  for (const { headers, body } of heard) {
    expect(new Webhook(secret).verify(body, headers)).toBeDefined();
    expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow();
    expect(() => new Webhook(`whsec_${'A'.repeat(43)}=`).verify(body, headers)).toThrow();
    expect(body).not.toContain(ID);
  }
  await remove(id);
});

it('tells what people decide', async () => {
  const { id } = await register('/', { events: ['redaction.reviewed'] });
  const held = await handIn(`项目编号:${ID}。`);
  const path = `/v1/redactions/${held.id}/findings/${held.findings[0].id}`;
  await service.ask('PATCH', path, reviewer, { action: 'mask' });
  await expect.poll(() => heard.length, { timeout: 20_000 }).toBe(1);
  expect(heard.map(data)[0]).toMatchObject({
    type: 'redaction.reviewed',
    data: { redaction: held.id, revision: 1, verdict: 'masked', mayPublish: true },
  });
  await remove(id);
});

it('tries again under the same id until it is taken', async () => {
  const { id } = await register('/', { events: ['redaction.finished'] });
  answers = [500];
  await handIn('放假通知');
  await expect.poll(async () => (await deliveries(id))[0]?.attempts, { timeout: 20_000 }).toBe(1);
  expect((await deliveries(id))[0]).toMatchObject({ status: 'pending', answer: 500 });
  const failing = async () =>
    (await service.ask('GET', '/v1/webhooks', admin)).body.items[0].failingSince;
  expect(await failing()).not.toBeNull();
  await expect
    .poll(async () => (await deliveries(id))[0]?.status, { timeout: 45_000 })
    .toBe('delivered');
  expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect(await failing()).toBeNull();
  await remove(id);
});

it('follows no redirect: what is signed for one place is not for another', async () => {
  const { id } = await register();
  answers = [302];
  await test(id);
  await expect
    .poll(async () => (await deliveries(id))[0]?.status, { timeout: 20_000 })
    .toBe('dead');
  expect(heard.map(({ path }) => path)).toEqual(['/']);
  await remove(id);
});

it('reaches no private address that the operator has not named', async () => {
  const port = new URL(service.url).port;
  const made = await service.ask('POST', '/v1/webhooks', admin, {
    url: `http://127.0.0.1:${port}/x`,
  });
  await test(made.body.id);
  await expect
    .poll(async () => (await deliveries(made.body.id))[0], { timeout: 20_000 })
    .toMatchObject({ status: 'dead', answer: null, problem: 'unreachable' });
  await remove(made.body.id);
});

it('gives an address up when it says it is gone, or after days of silence; a test brings it back', async () => {
  const { id } = await register();
  answers = [410];
  await handIn('公告一');
  const state = async () => (await service.ask('GET', '/v1/webhooks', admin)).body.items[0];
  await expect.poll(async () => (await state()).disabledAt, { timeout: 20_000 }).not.toBeNull();
  await handIn('公告二');
  expect(heard.length).toBe(1);
  await test(id);
  await expect.poll(async () => (await state()).disabledAt, { timeout: 20_000 }).toBeNull();
  await sql`update webhook set failing_since = now() - interval '6 days' where id = ${id}`.execute(
    service.backing.db,
  );
  answers = [500];
  await handIn('公告三');
  await expect.poll(async () => (await state()).disabledAt, { timeout: 20_000 }).not.toBeNull();
  const trail = (await Array.fromAsync(events(service.backing.db))).filter(
    ({ subject }) => subject === `webhook:${id}`,
  );
  expect(trail.map(({ action }) => action)).toEqual([
    'webhook-created',
    'webhook-disabled',
    'webhook-disabled',
  ]);
  const [dead] = (await deliveries(id)).filter((one: { status: string }) => one.status === 'dead');
  const retry = (one: string) =>
    service.ask('POST', `/v1/webhooks/${id}/deliveries/${one}/retry`, admin);
  await test(id);
  await expect.poll(async () => (await state()).disabledAt, { timeout: 20_000 }).toBeNull();
  expect((await retry(dead.id)).status).toBe(202);
  await expect
    .poll(async () => (await deliveries(id)).find((one: { id: string }) => one.id === dead.id), {
      timeout: 20_000,
    })
    .toMatchObject({ status: 'delivered' });
  expect((await retry(dead.id)).status).toBe(404);
  await remove(id);
});

it('shows a secret once and keeps it sealed; who is no operator sees nothing', async () => {
  const { id, secret } = await register();
  const list = await service.ask('GET', '/v1/webhooks', admin);
  expect(JSON.stringify(list.body)).toContain(id);
  expect(JSON.stringify(list.body)).not.toContain(secret);
  for (const key of [clerk, reviewer])
    expect((await service.ask('GET', '/v1/webhooks', key)).status).toBe(403);
  await sql`checkpoint`.execute(service.backing.db);
  const plain = [secret, secret.slice('whsec_'.length), ID];
  const files = readdirSync(service.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name)));
  expect(plain.filter((text) => files.some((bytes) => bytes.includes(text)))).toEqual([]);
  await remove(id);
});

it('forgets what was delivered long ago', async () => {
  const { id } = await register();
  await test(id);
  await expect
    .poll(async () => (await deliveries(id))[0]?.status, { timeout: 20_000 })
    .toBe('delivered');
  expect(await sweepDeliveries(service.backing.db, 3600)).toBe(0);
  expect(await sweepDeliveries(service.backing.db, -60)).toBeGreaterThan(0);
  expect(await deliveries(id)).toEqual([]);
  await remove(id);
});

it('registers web addresses and known events only', async () => {
  const ask = async (body: object) =>
    (await service.ask('POST', '/v1/webhooks', admin, body)).body.field;
  expect([
    await ask({ url: 'ftp://example.com/' }),
    await ask({ url: 'x' }),
    await ask({ url: 'https://example.com/', events: ['nonesuch'] }),
    await ask({ url: 'https://example.com/', events: [] }),
  ]).toEqual(['url', 'url', 'events.0', 'events']);
  const unknown = crypto.randomUUID();
  expect((await remove(unknown)).status).toBe(404);
  expect((await test(unknown)).status).toBe(404);
});
