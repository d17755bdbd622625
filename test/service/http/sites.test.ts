// Sites over HTTP: registered, scanned, followed, and what they expose.
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createSandbox, SANDBOX_DEFAULTS } from '../../../src/service/sandbox/sandbox.ts';
import { openSites, type SiteWork, startSiteWork } from '../../../src/service/site-work.ts';
import { type Served, serveSite } from '../site/test-site/serve.ts';
import { type StoredService, startStoredService } from './start-stored-service.ts';

const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema(parse(readFileSync('openapi.yaml', 'utf8')) as object, 'openapi');
const fits = (name: string, value: unknown) => {
  const validate = ajv.getSchema(`openapi#/components/schemas/${name}`);
  validate?.(value);
  expect(validate?.errors ?? null).toBeNull();
};

let service: StoredService;
let served: Served;
let work: SiteWork;
let key: string;
const sandbox = createSandbox({ ...SANDBOX_DEFAULTS, workers: 1, rulesFolder: 'rules' });

beforeAll(async () => {
  served = await serveSite({ pages: 20, attachments: 10, seed: 3, bigBytes: 50_000 });
  service = await startStoredService((backing) => ({ sites: openSites(backing) }));
  key = await service.key('site');
  work = await startSiteWork(await openSites(service.backing), sandbox, {
    rulesFolder: 'rules',
    concurrency: 8,
    looks: 2,
    onError: (error) => {
      throw error;
    },
  });
});
afterAll(async () => {
  await work.stop();
  await service.stop();
  await sandbox.close();
  await served.stop();
});

const ask = (method: string, path: string, body?: object) => service.ask(method, path, key, body);
const settings = { internal: true, delayMs: 0, connections: 8 };
let site: string;

it('registers a site once, and says where it is when it is there already', async () => {
  const wish = {
    origin: served.origin,
    ...settings,
    schedule: '0 2 * * *',
    departments: [{ path: '/mzj/', name: '某某市民政局' }],
  };
  const made = await ask('POST', '/v1/sites', wish);
  expect(made.status).toBe(201);
  fits('Site', made.body);
  site = made.body.id;
  expect(made.headers.get('location')).toBe(`/v1/sites/${site}`);
  const again = await ask('POST', '/v1/sites', wish);
  expect([again.status, again.body.code]).toEqual([409, 'site-known']);
  expect((await ask('GET', '/v1/sites')).body.items).toEqual([made.body]);
});

it.each([
  [{ origin: 'www.example.gov.cn' }, 'origin'],
  [{ origin: 'https://www.example.gov.cn/zwgk/' }, 'origin'],
  [{ origin: 'https://user:pw@www.example.gov.cn' }, 'origin'],
  [{ origin: 'https://www.example.gov.cn', schedule: 'daily' }, 'schedule'],
  [{ origin: 'https://www.example.gov.cn', schedule: '61 2 * * *' }, 'schedule'],
  [{ origin: 'https://www.example.gov.cn', include: ['zwgk'] }, 'include'],
])('refuses %j', async (wish, field) => {
  const { status, body } = await ask('POST', '/v1/sites', wish);
  expect(status).toBe(400);
  expect(body.field ?? body.detail).toContain(field);
});

it('changes what is named and leaves the rest', async () => {
  const { status, body } = await ask('PATCH', `/v1/sites/${site}`, { schedule: null, maxDepth: 6 });
  expect(status).toBe(200);
  expect(body).toMatchObject({ schedule: null, maxDepth: 6, delayMs: 0 });
});

it('scans, tells how far it is, and lists what is exposed without a value', async () => {
  const begun = await ask('POST', `/v1/sites/${site}/scans`);
  expect(begun.status).toBe(202);
  fits('Scan', begun.body);
  const twice = await ask('POST', `/v1/sites/${site}/scans`);
  expect([twice.status, twice.body.code]).toEqual([409, 'scan-under-way']);
  const events = await ask('GET', `${begun.headers.get('location')}/events`);
  const told = (events.body as string)
    .split('\n')
    .filter((line) => line.startsWith('data: '))
    .map((line) => JSON.parse(line.slice(6)));
  for (const scan of told) fits('Scan', scan);
  expect(told.at(-1)).toMatchObject({ state: 'done', left: 0 });
  const { body } = await ask('GET', `/v1/exposures?site=${site}&status=open&type=resident-id`);
  for (const exposure of body.items) fits('Exposure', exposure);
  expect(body.items).toHaveLength(served.site.planted.size);
  const text = JSON.stringify(body);
  for (const number of served.site.numbers) expect(text).not.toContain(number);
  const mine = body.items.filter(
    (one: { department: string }) => one.department === '某某市民政局',
  );
  expect(mine.length).toBeGreaterThan(0);
  expect(mine[0].places[0].address).toContain('/mzj/');
}, 60_000);

it('gives lists page by page, everything once', async () => {
  const ids: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body } = await ask('GET', `/v1/exposures?limit=4${cursor && `&cursor=${cursor}`}`);
    ids.push(...body.items.map(({ id }: { id: string }) => id));
    cursor = body.next;
  }
  expect(new Set(ids).size).toBe(served.site.planted.size);
  expect(ids).toHaveLength(served.site.planted.size);
});

it('accepts an exposure for a reason, takes it back, and writes both into the trail', async () => {
  const { body } = await ask('GET', '/v1/exposures?limit=1');
  const path = `/v1/exposures/${body.items[0].id}`;
  const accepted = await ask('PATCH', path, { status: 'accepted', reason: '依法应当公开' });
  expect(accepted.body).toMatchObject({ status: 'accepted', accepted: { reason: '依法应当公开' } });
  const one = await ask('GET', path);
  fits('Exposure', one.body);
  expect(one.body.findings.length).toBeGreaterThan(0);
  expect((await ask('PATCH', path, { status: 'open' })).body).toMatchObject({
    status: 'open',
    accepted: null,
  });
  expect((await ask('PATCH', path, { status: 'accepted' })).status).toBe(400);
  const trail = await service.ask('GET', '/v1/audit-events?limit=1000', await service.key('audit'));
  expect(JSON.stringify(trail.body)).toContain('exposure-accepted');
  expect(JSON.stringify(trail.body)).toContain('exposure-acceptance-withdrawn');
});

it('pauses a scan, lets it go on, and stops it; what is over stays over', async () => {
  await ask('PATCH', `/v1/sites/${site}`, { delayMs: 2000 });
  const { body } = await ask('POST', `/v1/sites/${site}/scans`);
  const path = `/v1/scans/${body.id}`;
  expect((await ask('PATCH', path, { state: 'paused' })).body.state).toBe('paused');
  expect((await ask('PATCH', path, { state: 'paused' })).status).toBe(409);
  expect(['starting', 'running']).toContain(
    (await ask('PATCH', path, { state: 'running' })).body.state,
  );
  expect((await ask('DELETE', path)).status).toBe(204);
  expect((await ask('GET', path)).body).toMatchObject({ state: 'stopped', because: 'asked' });
  expect((await ask('DELETE', path)).body.code).toBe('scan-over');
  const { body: scans } = await ask('GET', `/v1/sites/${site}/scans`);
  expect(scans.items.map(({ number }: { number: number }) => number)).toEqual([2, 1]);
  for (const scan of scans.items) fits('Scan', scan);
});
