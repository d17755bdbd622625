// What a supervisor reads about a scanned site, and what a citizen may ask.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SiteReportSchema } from '../../../src/service/http/schemas/site-report.ts';
import { createSandbox, SANDBOX_DEFAULTS } from '../../../src/service/sandbox/sandbox.ts';
import { openSites, type SiteWork, startSiteWork } from '../../../src/service/site-work.ts';
import { type StoredService, startStoredService } from './start-stored-service.ts';

const ajv = new Ajv2020({ strict: false });
formats.default(ajv);
const NUMBER = '11010519491231002X';
const LIST = `<html><head><title>资助名单</title></head><body><table><tr><td>姓名</td><td>身份证号</td></tr><tr><td>王小刚</td><td>${NUMBER}</td></tr></table></body></html>`;
const pages = new Map<string, string>([
  ['/', '<a href="/list.html">资助名单</a>'],
  ['/list.html', LIST],
  // No page leads here.
  ['/hidden.html', LIST.replace('资助名单', '补助名单').replace(NUMBER, '350102199003070012')],
  ['/nothing.html', '<p>没有名单</p>'],
]);

let server: Server;
let origin: string;
let service: StoredService;
let work: SiteWork;
let key: string;
let site: string;
const sandbox = createSandbox({ ...SANDBOX_DEFAULTS, workers: 1, rulesFolder: 'rules' });
let asked = 0;
const held: (() => void)[] = [];
let isHolding = true;

beforeAll(async () => {
  server = createServer(({ url = '/' }, response) => {
    asked += url === '/list.html' ? 1 : 0;
    if (url === '/held.html' && isHolding) {
      held.push(() => response.end());
      return;
    }
    const body = pages.get(url);
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
    });
    response.end(body);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  service = await startStoredService((backing) => ({ sites: openSites(backing) }));
  key = await service.key('site');
  work = await startSiteWork(await openSites(service.backing), sandbox, {
    rulesFolder: 'rules',
    concurrency: 4,
    looks: 1,
    onError: (error) => {
      throw error;
    },
  });
  const settings = {
    internal: true,
    delayMs: 0,
    departments: [{ path: '/', name: '某某市教育局' }],
  };
  site = (await ask('POST', '/v1/sites', { origin, ...settings })).body.id;
  await scan();
});
afterAll(async () => {
  await work.stop();
  await service.stop();
  await sandbox.close();
  server.close();
});

const ask = (method: string, path: string, body?: object, headers?: Record<string, string>) =>
  service.ask(method, path, key, body, headers);
async function scan() {
  await ended((await begun()).id);
}
/** The scan of a page that a citizen named may still have to be put down as done. */
async function begun() {
  for (;;) {
    const { status, body } = await ask('POST', `/v1/sites/${site}/scans`);
    if (status === 202) return body;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
async function ended(id: string) {
  const state = async () => (await ask('GET', `/v1/scans/${id}`)).body.state;
  while ((await state()) !== 'done') await new Promise((resolve) => setTimeout(resolve, 100));
}
interface Ticket {
  readonly ticket: string;
  readonly status: string;
  readonly field?: string;
}
const EVENTS = ['exposure.new', 'exposure.reopened', 'exposure.taken-down'];
const LONG = { timeout: 30_000, interval: 100 };
const anonymous = async (path: string, body?: object) => {
  const answer = await fetch(service.url + path, {
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
    headers: body ? { 'content-type': 'application/json' } : {},
  });
  return { status: answer.status, body: (await answer.json()) as Ticket };
};
const report = (path: string) => anonymous('/v1/exposure-reports', { url: origin + path });
const statusOf = async (ticket: string) =>
  (await anonymous(`/v1/exposure-reports/${ticket}`)).body.status;

it('adds up what a site exposes, and never says what', async () => {
  const { status, body } = await ask('GET', `/v1/sites/${site}/report`);
  expect(status).toBe(200);
  const fits = ajv.compile(SiteReportSchema);
  fits(body);
  expect(fits.errors ?? null).toBeNull();
  expect(body.totals).toMatchObject({ open: 1 });
  expect(body.byDepartment).toMatchObject([{ department: '某某市教育局', standing: 1 }]);
  expect(body.exposures[0].places).toEqual([
    { address: `${origin}/list.html`, onPage: `${origin}/` },
  ]);
  expect(body.trend).toHaveLength(1);
  for (const accept of ['text/html', 'text/csv', 'application/json']) {
    const told = await ask('GET', `/v1/sites/${site}/report`, undefined, { accept });
    expect(told.headers.get('content-type')).toContain(accept);
    expect(JSON.stringify(told.body)).toContain('list.html');
    expect(JSON.stringify(told.body)).not.toContain(NUMBER);
  }
  const unknown = await ask('GET', `/v1/sites/${site}/report`, undefined, { accept: 'image/png' });
  expect(unknown.status).toBe(406);
});

it('writes the letters', async () => {
  const { body, headers } = await ask('GET', `/v1/sites/${site}/letters`);
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(body).toContain('某某市教育局：');
  expect(body).toContain(`${origin}/list.html`);
  expect(body).not.toContain(NUMBER);
});

it('a citizen names a page nobody knew, gets a ticket, and learns that it is confirmed, not what it shows', async () => {
  const { status, body } = await report('/hidden.html');
  expect(status).toBe(202);
  expect(Object.keys(body).toSorted()).toEqual(['checkedAt', 'createdAt', 'status', 'ticket']);
  await expect.poll(() => statusOf(body.ticket), LONG).toBe('confirmed');
  const told = await ask('GET', `/v1/sites/${site}/report`);
  expect(told.body.totals.open).toBe(2);
  // Only the page that was named was asked for again, and the history tells of whole scans only.
  expect(asked).toBe(1);
  expect(told.body.trend).toHaveLength(1);
  pages.delete('/hidden.html');
  await scan();
  expect(await statusOf(body.ticket)).toBe('taken-down');
});

it('says so where nothing is found, and where the page is none of ours', async () => {
  const { body } = await report('/nothing.html');
  await expect.poll(() => statusOf(body.ticket), LONG).toBe('nothing-found');
  const elsewhere = await anonymous('/v1/exposure-reports', { url: 'http://127.0.0.1:9/x.html' });
  expect([elsewhere.status, elsewhere.body.field]).toEqual([404, 'url']);
  expect((await anonymous('/v1/exposure-reports', { url: 'ftp://x' })).status).toBe(400);
  expect((await anonymous(`/v1/exposure-reports/${crypto.randomUUID()}`)).status).toBe(404);
});

it('tells those who listen what a scan has changed, by ids only', async () => {
  const body = { url: 'https://listener.example.gov.cn/', events: EVENTS };
  const admin = await service.key('admin');
  const { id } = (await service.ask('POST', '/v1/webhooks', admin, body)).body;
  const told = async () =>
    (
      await service.backing.db
        .selectFrom('webhook_delivery')
        .select(['event', 'body'])
        .where('webhook_id', '=', id)
        .orderBy('created_at')
        .execute()
    ).map(({ event, body: text }) => [event, JSON.parse(text).data.count]);
  const list = pages.get('/list.html') as string;
  pages.set('/second.html', list.replace(NUMBER, '350102199003070039'));
  pages.set('/', `${pages.get('/')}<a href="/second.html">2</a>`);
  await scan();
  pages.delete('/second.html');
  await scan();
  pages.set('/second.html', list.replace(NUMBER, '350102199003070039'));
  await scan();
  pages.delete('/second.html');
  await scan();
  expect(await told()).toEqual([
    ['exposure.new', 1],
    ['exposure.taken-down', 1],
    ['exposure.reopened', 1],
    ['exposure.taken-down', 1],
  ]);
});

it('tells what a scan had found before somebody stopped it, and nothing of a pause', async () => {
  const body = { url: 'https://other.example.gov.cn/', events: EVENTS };
  const { id } = (await service.ask('POST', '/v1/webhooks', await service.key('admin'), body)).body;
  const told = () =>
    service.backing.db
      .selectFrom('webhook_delivery')
      .select('event')
      .where('webhook_id', '=', id)
      .execute();
  const list = pages.get('/list.html') as string;
  pages.delete('/list.html');
  pages.set('/third.html', list.replace(NUMBER, '350102199003070055'));
  pages.set('/', '<a href="/list.html">1</a><a href="/third.html">3</a><a href="/held.html">4</a>');
  const path = `/v1/scans/${(await begun()).id}`;
  const found = async () => (await ask('GET', path)).body;
  await expect.poll(found, LONG).toMatchObject({ exposures: { new: 1 } });
  await ask('PATCH', path, { state: 'paused' });
  expect(await told()).toEqual([]);
  expect((await ask('DELETE', path)).status).toBe(204);
  expect(await told()).toEqual([{ event: 'exposure.new' }]);
  isHolding = false;
  for (const release of held) release();
  // What is gone is told by the scan that has seen everything.
  pages.set('/', '<a href="/third.html">3</a>');
  await scan();
  expect(await told()).toEqual([{ event: 'exposure.new' }, { event: 'exposure.taken-down' }]);
});

it('takes no more than a few reports of one address in an hour', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, () => report('/nothing.html')));
  expect(answers.map(({ status }) => status)).toContain(429);
});
