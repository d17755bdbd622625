import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { form, type Running, startService } from './start-service.ts';

const VALUE = '11010519491231002X';
const LIST = `关于公示的通知\n张三 身份证号 ${VALUE}\n`;
let service: Running;

beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const post = (body: FormData, headers: Record<string, string> = {}, path = '/v1/redactions') =>
  fetch(service.url + path, { method: 'POST', body, headers });
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(service.url + path, { headers });
const handIn = async (content = LIST, name?: string) => {
  const answer = await post(form(content, name));
  return (await answer.json()) as { id: string; masked: { href: string } | null };
};

it('answers 201 with the redaction and where to find it', async () => {
  const answer = await post(form(LIST));
  const body = (await answer.json()) as { id: string };
  expect(answer.status).toBe(201);
  expect(answer.headers.get('location')).toBe(`/v1/redactions/${body.id}`);
  expect(body).toMatchObject({ status: 'done', verdict: 'masked', mayPublish: true });
  expect(JSON.stringify(body)).not.toContain(VALUE);
  expect(await (await get(`/v1/redactions/${body.id}`)).json()).toEqual(body);
});

it('gives the masked file under its Chinese name', async () => {
  const { masked } = await handIn();
  const answer = await get(masked?.href ?? '');
  expect(await answer.text()).toBe(LIST.replace(VALUE, '*'.repeat(18)));
  expect(answer.headers.get('content-disposition')).toContain(
    `filename*=UTF-8''${encodeURIComponent('名单.txt')}`,
  );
});

for (const accept of ['application/octet-stream', 'text/plain'])
  it(`answers with the masked bytes when asked for ${accept}`, async () => {
    const answer = await post(form(LIST), { accept });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe(LIST.replace(VALUE, '*'.repeat(18)));
    expect(answer.headers.get('clearpost-verdict')).toBe('masked');
    expect(answer.headers.get('link')).toMatch(
      /^<\/v1\/redactions\/.*\/report>; rel="describedby"$/,
    );
  });

it('gives a clean notice back byte for byte', async () => {
  const notice = '关于放假的通知\r\n全体职工：\r\n';
  const answer = await post(form(notice), { accept: 'application/octet-stream' });
  expect(answer.headers.get('clearpost-verdict')).toBe('clean');
  expect(await answer.text()).toBe(notice);
});

it('never gives out a document that needs a person, however it is asked for', async () => {
  const doubtful = `项目编号:${VALUE}\n`;
  const bytes = await post(form(doubtful), { accept: 'application/octet-stream' });
  expect(bytes.status).toBe(422);
  expect(await bytes.json()).toMatchObject({
    code: 'document-withheld',
    redaction: expect.stringMatching(/^\/v1\/redactions\//),
  });
  const held = await post(form(doubtful));
  const body = (await held.json()) as { id: string };
  expect(body).toMatchObject({ verdict: 'review', mayPublish: false, masked: null });
  const document = await get(`/v1/redactions/${body.id}/document`);
  expect(document.status).toBe(409);
  expect(await document.json()).toMatchObject({ code: 'document-withheld' });
});

it('answers 406 when asked for something else', async () => {
  expect((await post(form(LIST), { accept: 'image/png' })).status).toBe(406);
});

it('answers 202 at once when the caller prefers not to wait', async () => {
  const answer = await post(form(LIST), { prefer: 'respond-async' });
  expect(answer.status).toBe(202);
  expect(answer.headers.get('retry-after')).toBe('2');
  await expect
    .poll(async () => (await get(answer.headers.get('location') ?? '')).json())
    .toMatchObject({ status: 'done', verdict: 'masked' });
});

it('waits as long as the caller prefers, and says that it did', async () => {
  const patient = await post(form(LIST), { prefer: 'wait=50, handling=lenient' });
  expect([patient.status, patient.headers.get('preference-applied')]).toEqual([201, 'wait=50']);
  const hurried = await post(form(LIST), { prefer: 'handling=strict, wait=0' });
  expect([hurried.status, hurried.headers.get('preference-applied')]).toEqual([202, 'wait=0']);
  const silent = await post(form(LIST), { prefer: 'no-respond-async-at-all' });
  expect([silent.status, silent.headers.get('preference-applied')]).toEqual([201, null]);
});

it('gives the same request the same redaction, and refuses another body under its key', async () => {
  const once = { 'idempotency-key': 'of-this-test' };
  const [first, again] = [await post(form(LIST), once), await post(form(LIST), once)];
  expect(again.headers.get('location')).toBe(first.headers.get('location'));
  for (const other of [
    form('公告'),
    form(LIST, '另一个名字.txt'),
    form(LIST, '名单.txt', { policy: 'strict' }),
  ])
    expect((await post(other, once)).status).toBe(422);
  expect((await post(form(LIST), { 'idempotency-key': '' })).status).toBe(400);
  expect((await post(form(LIST), { 'idempotency-key': 'x'.repeat(201) })).status).toBe(400);
});

it('gives the report as JSON, as a page in Chinese or English, and as SARIF', async () => {
  const report = `/v1/redactions/${(await handIn()).id}/report`;
  expect(await (await get(report)).json()).toMatchObject({ verdict: 'masked' });
  const chinese = await get(report, { accept: 'text/html' });
  expect(chinese.headers.get('content-language')).toBe('zh');
  expect(chinese.headers.get('content-security-policy')).toContain("default-src 'none'");
  const english = await get(report, { accept: 'text/html', 'accept-language': 'en-GB,zh;q=0.5' });
  expect(await english.text()).toContain('lang="en');
  const sarif = await get(report, { accept: 'application/sarif+json' });
  expect(await sarif.json()).toMatchObject({ version: '2.1.0' });
});

it('destroys the file on request and keeps the report', async () => {
  const { id, masked } = await handIn();
  const deleted = await fetch(`${service.url}/v1/redactions/${id}`, { method: 'DELETE' });
  expect(deleted.status).toBe(204);
  expect((await get(masked?.href ?? '')).status).toBe(410);
  expect(await (await get(`/v1/redactions/${id}`)).json()).toMatchObject({
    status: 'destroyed',
    masked: null,
  });
  expect((await get(`/v1/redactions/${id}/report`)).status).toBe(200);
});

it('inspects without keeping anything', async () => {
  const answer = await post(form(LIST), {}, '/v1/inspections');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('location')).toBeNull();
  expect(await answer.json()).toMatchObject({ verdict: 'masked', summary: { found: 1 } });
});

it('lists rules, policies and formats', async () => {
  for (const list of ['rules', 'policies', 'formats']) {
    const { items } = (await (await get(`/v1/${list}`)).json()) as { items: { id: string }[] };
    expect(items.length).toBeGreaterThan(0);
  }
});

it('tells how a redaction goes on until it has ended', async () => {
  const answer = await post(form(LIST.repeat(5000)), { prefer: 'respond-async' });
  const events = await get(`${answer.headers.get('location')}/events`);
  expect(events.headers.get('content-type')).toContain('text/event-stream');
  const told = [...(await events.text()).matchAll(/^data: (.*)$/gm)].map(
    ([, data]) => JSON.parse(data as string).status,
  );
  expect(told.at(-1)).toBe('done');
  expect(new Set(told).size).toBe(told.length);
});

it('counts documents by how they ended, and requests by their route', async () => {
  await handIn();
  const page = await (await get('/metrics')).text();
  expect(page).toMatch(/clearpost_documents_total\{ending="masked"\} [1-9]/);
  expect(page).toContain('route="/v1/redactions"');
  expect(page).toContain('clearpost_backlog 0');
});

const contract: { paths: Record<string, Record<string, { operationId: string }>> } = parse(
  readFileSync('openapi.yaml', 'utf8'),
);

it('explains every operation of its contract on a page of its own, from nowhere else', async () => {
  const page = await (await get('/docs')).text();
  const operations = Object.values(contract.paths).flatMap((methods) => Object.values(methods));
  const ids = operations.map(({ operationId }) => operationId);
  expect(ids.length).toBeGreaterThan(40);
  expect(ids.filter((id) => !page.includes(`id="${id}"`))).toEqual([]);
  expect(page).toContain('id="Problem"');
  expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  expect(await (await get('/openapi.yaml')).text()).toMatch(/^openapi: 3\.1\.0/);
});

it('lives and is ready', async () => {
  expect(await (await get('/healthz')).json()).toEqual({ status: 'ok' });
  expect(await (await get('/readyz')).json()).toEqual({ status: 'ok' });
});

it('sends every answer uncached, unsniffed, with a request id and a strict policy', async () => {
  for (const path of ['/', '/v1/rules', '/nowhere']) {
    const { headers } = await get(path);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
  }
});

it('makes a file name safe that would climb out of a folder or break a header', async () => {
  const { masked } = await handIn(LIST, '../../etc/名\u202E单\r\nx: y".txt');
  const answer = await get(masked?.href ?? '');
  const header = answer.headers.get('content-disposition') ?? '';
  expect(decodeURIComponent(header)).not.toMatch(/\.\.|\/|\u202E|x: y"/);
  expect(header).toContain('.txt');
});

it('writes neither value nor file name nor address to its log', async () => {
  const secret = '绝密名单';
  await handIn(LIST, `${secret}${VALUE}.txt`);
  await get(`/v1/redactions/nowhere?name=${secret}`);
  expect(service.log()).toContain('"route":"/v1/redactions"');
  for (const planted of [VALUE, secret, encodeURIComponent(secret), '张三', 'nowhere'])
    expect(service.log()).not.toContain(planted);
});
