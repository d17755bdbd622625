import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { buildGate } from '../../../src/service/gate/gate.ts';
import { createLog } from '../../../src/service/http/log.ts';
import { checkFile } from '../../../src/service/publish/check-file.ts';
import { createSandbox, SANDBOX_DEFAULTS } from '../../../src/service/sandbox/sandbox.ts';

const ID = '350102199003074515';
const sandbox = createSandbox({ ...SANDBOX_DEFAULTS, workers: 1, rulesFolder: 'rules' });

let received: { url: string; body: Buffer; headers: IncomingMessage['headers'] }[] = [];
beforeEach(() => {
  received = [];
});
const cms = createServer(async (request, response) => {
  const body = Buffer.concat(await Array.fromAsync(request));
  received.push({ url: request.url ?? '', body, headers: request.headers });
  response.setHeader('set-cookie', 'session=1').end(`CMS ${request.method}`);
}).listen(0, '127.0.0.1');
await new Promise((resolve) => cms.once('listening', resolve));

let down = false;
const gate = await buildGate({
  log: createLog('silent'),
  upstream: `http://127.0.0.1:${(cms.address() as AddressInfo).port}`,
  check: (file) => {
    if (down) throw new Error(`the check is down at ${ID}`);
    return checkFile(file, 'general', sandbox);
  },
  publishPaths: ['/admin/content/'],
  maxBodyBytes: 1_000_000,
  budgetBytes: 4_000_000,
  answerMs: 5000,
  onFindings: 'replace',
});
const origin = await gate.listen({ host: '127.0.0.1', port: 0 });
afterAll(async () => {
  await gate.close();
  cms.close();
  await sandbox.close();
});

const post = (path: string, body: NonNullable<RequestInit['body']>, headers = {}) =>
  fetch(origin + path, { method: 'POST', body, headers });
const upload = (name: string, text: string | Blob) => {
  const data = new FormData();
  data.append('token', 'abc');
  data.append('file', text instanceof Blob ? text : new Blob([text]), name);
  return data;
};

it('lets reading pass untouched, cookies and all', async () => {
  const response = await fetch(`${origin}/a?b=1`);
  expect([response.status, await response.text()]).toEqual([200, 'CMS GET']);
  expect(response.headers.get('set-cookie')).toBe('session=1');
  expect(received[0]?.url).toBe('/a?b=1');
});

it('sends a clean upload on byte for byte', async () => {
  expect((await post('/upload', upload('通知.txt', '会议通知'))).status).toBe(200);
  expect(received[0]?.body.toString()).toContain('会议通知');
  expect(Number(received[0]?.headers['content-length'])).toBe(received[0]?.body.length);
});

it('sends a masked version on in place of a file with an identity number', async () => {
  expect((await post('/upload', upload('名单.txt', `身份证号：${ID}`))).status).toBe(200);
  const body = received[0]?.body.toString() ?? '';
  expect(body).not.toContain(ID);
  expect(body).toContain('身份证号：******************');
  expect(body).toContain('\r\nabc\r\n');
});

it('holds what cannot be checked, and says so without a value', async () => {
  const response = await post(
    '/upload',
    upload('名单.xlsx', new Blob([new Uint8Array([0x50, 0x4b, 3, 4, 9])])),
  );
  expect(response.status).toBe(422);
  expect(received).toEqual([]);
  const page = await post('/upload', upload(`${ID}.rar`, 'Rar!\u001a\u0007'), {
    accept: 'text/html',
  });
  expect(page.status).toBe(422);
  expect(await page.text()).not.toContain(ID);
});

it('holds a file whose name is an identity number: the name would go on with it', async () => {
  expect((await post('/upload', upload(`${ID}.txt`, '会议通知'))).status).toBe(422);
  expect((await post('/upload', upload(`${ID}.txt`, ''))).status).toBe(422);
  const put = {
    method: 'PUT',
    body: '会议通知',
    headers: { 'content-type': 'application/octet-stream' },
  };
  expect((await fetch(`${origin}/dav/${ID}.txt`, put)).status).toBe(422);
  expect(received).toEqual([]);
});

it('masks the text of a page where pages are written, and leaves a sign-in alone', async () => {
  const fields = new URLSearchParams({ title: '公示', body: `<p>身份证号：${ID}</p>`, _csrf: 'x' });
  await post('/admin/content/save', fields);
  expect(new URLSearchParams(received[0]?.body.toString()).get('body')).toBe(
    '<p>身份证号：******************</p>',
  );
  expect(new URLSearchParams(received[0]?.body.toString()).get('_csrf')).toBe('x');
  await post('/login', new URLSearchParams({ user: '13900001234', password: ID }));
  expect(received[1]?.body.toString()).toBe(`user=13900001234&password=${ID}`);
});

it('masks JSON, and a file that is put', async () => {
  await post('/admin/content/api', JSON.stringify({ html: `身份证号：${ID}` }), {
    'content-type': 'application/json',
  });
  expect(JSON.parse(received[0]?.body.toString() ?? '').html).toBe('身份证号：******************');
  await fetch(`${origin}/dav/list.txt`, {
    method: 'PUT',
    body: `身份证号：${ID}`,
    headers: { 'content-type': 'application/octet-stream' },
  });
  expect(received[1]?.body.toString()).not.toContain(ID);
});

it('masks a number that a tag parts, in the page of a JSON or XML body', async () => {
  const page = `<p>身份证号：${ID.slice(0, 9)}<b style="color: red">${ID.slice(9)}</b></p>`;
  await post('/admin/content/api', JSON.stringify({ html: page }), {
    'content-type': 'application/json',
  });
  await post('/admin/content/api', `<string><![CDATA[${page}]]></string>`, {
    'content-type': 'application/xml',
  });
  expect(received).toHaveLength(2);
  for (const { body } of received) expect(body.toString()).not.toMatch(/\d{9}/);
});

it('passes nothing on while the check is down, and does not repeat what it was told', async () => {
  down = true;
  const response = await post('/upload', upload('通知.txt', '会议通知'));
  down = false;
  expect([response.status, received.length]).toEqual([503, 0]);
  expect(await response.text()).not.toContain(ID);
});

it('refuses packed, malformed and oversized bodies', async () => {
  expect((await post('/upload', 'x', { 'content-encoding': 'gzip' })).status).toBe(415);
  expect(
    (await post('/upload', 'x', { 'content-type': 'multipart/form-data; boundary=b' })).status,
  ).toBe(400);
  expect((await post('/upload', upload('a.txt', 'x'.repeat(1_100_000)))).status).toBe(413);
  expect(received).toEqual([]);
});
