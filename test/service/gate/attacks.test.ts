// Somebody, or a clumsy client, who wants a number past the gate. Every way that may carry content is tried on a real socket.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { startCmsBehindGate } from './cms-behind-gate.ts';

const ID = '350102199003074515';
const SECRET = `身份证号：${ID}`;
const gate = await startCmsBehindGate();
const { received, raw } = gate;
beforeEach(() => {
  received.length = 0;
});
afterAll(() => gate.stop());

/** A request written by hand; the connection closes after it. */
function request(
  line: string,
  headers: Record<string, string>,
  body: string | Buffer = '',
): Buffer {
  const all = {
    host: 'cms',
    connection: 'close',
    'content-length': `${Buffer.byteLength(body)}`,
    ...headers,
  };
  const head = Object.entries(all)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([
    Buffer.from(`${line} HTTP/1.1\r\n${head.join('')}\r\n`),
    Buffer.from(body),
  ]);
}
const send = (line: string, headers: Record<string, string>, body: string | Buffer = '') =>
  raw(request(line, headers, body));
const statusOf = (answer: string) => Number(answer.slice(9, 12));

/** The number as a server could read it: plain, or behind one of the writings of its request. */
const reached = () =>
  received.filter(({ url, body }) => {
    const text = `${decodeURIComponent(url.replaceAll('+', ' '))} ${body.toString()}`;
    return text.includes(ID) || text.includes(Buffer.from(SECRET).toString('base64').slice(0, 20));
  });
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const JSON_TYPE = { 'content-type': 'application/json' };
const field = `body=${encodeURIComponent(SECRET)}`;

it.each([
  '/admin/content/save',
  '/admin//content/save',
  '//admin/content/save',
  '/./admin/content/save',
  '/x/../admin/content/save',
  '/admin/%63ontent/save',
  '/admin/%2563ontent/save',
  '/admin%2fcontent%2fsave',
  '/%2e/admin/content/save',
  '/x/%2e%2e/admin/content/save',
  '/admin;jsessionid=1/content;x/save',
  '/Admin/CONTENT/save',
  '/admin\\content\\save',
  '/admin/%5ccontent/save',
  '/index.php/admin/content/save',
  '/?q=admin/content/save',
  '/index.php?r=%2Fadmin%2Fcontent%2Fsave',
  '/admin/x/..;/content/save',
  '/admin/content',
  '/%zz/admin/content/save',
])('knows the path where pages are written however it is spelt: %s', async (path) => {
  await send(`POST ${path}`, FORM, field);
  expect(reached()).toEqual([]);
});

it('lets no header give the server another path', async () => {
  const path = '/admin/content/save';
  await send('POST /', { ...FORM, 'x-original-url': path, 'x-rewrite-url': path }, field);
  expect(JSON.stringify(received.map(({ headers }) => headers))).not.toContain(path);
});

it('reads what stands in the address of a page that is written', async () => {
  for (const method of ['GET', 'POST', 'PUT', 'DELETE'])
    await send(
      `${method} /admin/content/save?${field}`,
      method === 'GET' ? { 'content-length': '' } : FORM,
    );
  expect(reached()).toEqual([]);
});

it.each([
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'GET',
  'HEAD',
  'PROPFIND',
  'QUERY',
  'MKCOL',
  'PROPPATCH',
  'TRACE',
])('lets no %s carry a number in its body', async (method) => {
  await send(`${method} /admin/content/save`, JSON_TYPE, JSON.stringify({ html: SECRET }));
  await send(`${method} /admin/content/save`, {}, SECRET);
  expect(reached()).toEqual([]);
});

it('reads bodies that come in chunks, with a trailer behind them', async () => {
  const text = JSON.stringify({ html: SECRET });
  const chunks = [...Buffer.from(text)]
    .map((byte) => `1\r\n${String.fromCharCode(byte)}\r\n`)
    .join('');
  await raw(
    Buffer.from(
      `POST /admin/content/a HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n${chunks}0\r\nx-more: ${ID}\r\n\r\n`,
      'latin1',
    ),
  );
  expect(received.map(({ body }) => JSON.parse(body.toString()).html)).toEqual([
    '身份证号：******************',
  ]);
  expect(JSON.stringify(received[0]?.headers)).not.toContain(ID);
});

it.each([
  ['two lengths', 'content-length: 4\r\ncontent-length: 60\r\n'],
  ['a length and chunks', 'content-length: 4\r\ntransfer-encoding: chunked\r\n'],
  ['chunks that are not the last coding', 'transfer-encoding: chunked, identity\r\n'],
  ['packed chunks', 'transfer-encoding: gzip, chunked\r\n'],
  ['an unknown coding', 'transfer-encoding: xchunked\r\n'],
  ['a folded header', 'x: a\r\n transfer-encoding: chunked\r\n'],
  ['a blank before the colon', 'transfer-encoding : chunked\r\n'],
  ['a bare line feed', 'content-length: 4\ntransfer-encoding: chunked\r\n'],
])('passes nothing on of a request with %s', async (_, headers) => {
  const inner = `POST /admin/content/b HTTP/1.1\r\nhost: x\r\ncontent-length: 25\r\n\r\n${SECRET}`;
  await raw(`POST /a HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${headers}\r\n0\r\n\r\n${inner}`);
  expect(reached()).toEqual([]);
});

it('checks every one of several requests sent at once', async () => {
  const one = (body: string, last = false) =>
    request('POST /admin/content/a', { ...FORM, connection: last ? 'close' : 'keep-alive' }, body);
  await raw(Buffer.concat([one('body=x'), one(field), one(field, true)]));
  expect(received).toHaveLength(3);
  expect(reached()).toEqual([]);
});

it('opens no WebSocket, through which anything could pass unseen', async () => {
  const upgrade = { connection: 'upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' };
  expect(statusOf(await send('GET /socket', { ...upgrade, 'content-length': '' }))).toBe(501);
  expect(received).toEqual([]);
});

it('speaks HTTP/1 with a client that would rather speak HTTP/2', async () => {
  const upgrade = { connection: 'upgrade, http2-settings', upgrade: 'h2c', 'http2-settings': 'AA' };
  expect(statusOf(await send('POST /admin/content/a', { ...FORM, ...upgrade }, field))).toBe(200);
  expect(reached()).toEqual([]);
  expect(received[0]?.headers.upgrade).toBeUndefined();
});

it('goes nowhere but to its CMS', async () => {
  const lines = [
    'POST http://other.example/admin/content/',
    'CONNECT other.example:80',
    'GET //other.example/',
    'GET http://169.254.169.254/',
    'GET @other.example/',
    'GET \\\\other.example/',
  ];
  for (const line of lines) await send(line, FORM, line.startsWith('GET') ? '' : field);
  expect(reached()).toEqual([]);
});

it('holds packed bodies, whatever the method', async () => {
  for (const method of ['POST', 'PUT', 'DELETE'])
    for (const packing of ['gzip', 'GZIP', 'x-gzip', 'br', 'identity, gzip', 'deflate'])
      expect(
        statusOf(
          await send(
            `${method} /admin/content/a`,
            { ...JSON_TYPE, 'content-encoding': packing },
            gzipSync(JSON.stringify({ html: SECRET })),
          ),
        ),
      ).toBe(415);
  expect(received).toEqual([]);
});

it.each([
  'utf-7',
  'ibm037',
  'utf-16',
  'utf-32',
  'iso-2022-jp',
  'hz-gb-2312',
  'utf-8; charset=ibm500',
])('holds text in %s, in which digits are written otherwise', async (charset) => {
  for (const type of [
    'application/json',
    'application/x-www-form-urlencoded',
    'text/html',
    'application/xml',
  ])
    expect(
      statusOf(
        await send(
          'POST /admin/content/a',
          { 'content-type': `${type}; charset=${charset}` },
          'a=1',
        ),
      ),
    ).toBe(415);
  expect(received).toEqual([]);
});

it('reads a form that is none: JSON or text under the name of a form', async () => {
  await send('POST /admin/content/a', FORM, JSON.stringify({ html: SECRET }));
  await send('POST /admin/content/a', FORM, SECRET);
  await send('POST /admin/content/a', FORM, `${encodeURIComponent(SECRET)}=1`);
  await send('POST /admin/content/a', FORM, `a=1&${ID}`);
  expect(reached()).toEqual([]);
});

it('reads the names of fields where pages are written', async () => {
  const form = `${part(`Content-Disposition: form-data; name="${ID}"`, 'x')}--b--\r\n`;
  expect(statusOf(await send('POST /admin/content/a', { 'content-type': BOUNDARY }, form))).toBe(
    422,
  );
  expect(received).toEqual([]);
});

it('passes on no form with an escape that only some servers know', async () => {
  const fullWidth = [...ID].map((digit) => `%uFF1${digit}`).join('');
  expect(statusOf(await send('POST /admin/content/a', FORM, `a=${fullWidth}`))).toBe(400);
  expect(received).toEqual([]);
});

it('asks a CMS that is busy once, not again and again', async () => {
  let asked = 0;
  const busy = createServer((_request, response) => {
    asked++;
    response.writeHead(503, { 'retry-after': '1' }).end('busy');
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => busy.once('listening', resolve));
  const { port } = busy.address() as AddressInfo;
  const before = await startCmsBehindGate({ upstream: `http://127.0.0.1:${port}` });
  expect((await fetch(`${before.origin}/a`)).status).toBe(503);
  await before.stop();
  busy.close();
  expect(asked).toBe(1);
});

it('passes a body without a type on byte for byte', async () => {
  await send('POST /x', { 'content-type': '' }, '会议通知');
  await send('DELETE /x', JSON_TYPE, '{"a":1}');
  expect(received.map(({ body }) => body.toString())).toEqual(['会议通知', '{"a":1}']);
});

const base64 = Buffer.from(`姓名,身份证号\n张三,${ID}\n`.repeat(60)).toString('base64');
it.each([
  ['JSON', JSON_TYPE, JSON.stringify({ file: { name: 'a.csv', content: base64 } })],
  [
    'JSON with a data address',
    JSON_TYPE,
    JSON.stringify({ file: `data:text/csv;base64,${base64}` }),
  ],
  ['a form field', FORM, `file=${encodeURIComponent(base64)}`],
  [
    'a form field with a data address',
    FORM,
    `file=${encodeURIComponent(`data:text/csv;base64,${base64}`)}`,
  ],
  [
    'an HTML field',
    FORM,
    `body=${encodeURIComponent(`<a href="data:text/csv;base64,${base64}">x</a>`)}`,
  ],
  [
    'XML',
    { 'content-type': 'application/xml' },
    `<methodCall><params><base64>${base64}</base64></params></methodCall>`,
  ],
  [
    'XML of a kind of its own',
    { 'content-type': 'application/atom+xml' },
    `<entry><content>${base64}</content></entry>`,
  ],
  [
    'JSON that does not say so',
    { 'content-type': 'application/x-thing' },
    JSON.stringify({ file: base64 }),
  ],
  [
    'the address-safe alphabet',
    JSON_TYPE,
    JSON.stringify({ file: Buffer.from(base64, 'base64').toString('base64url') }),
  ],
  ['lines', JSON_TYPE, JSON.stringify({ file: base64.replaceAll(/.{76}/g, '$&\r\n') })],
  [
    'hexadecimal',
    JSON_TYPE,
    JSON.stringify({ file: Buffer.from(base64, 'base64').toString('hex') }),
  ],
])('holds a file written as text in %s, or masks it', async (_, type, body) => {
  for (const path of ['/upload', '/admin/content/a']) await send(`POST ${path}`, type, body);
  expect(received.filter(({ body: one }) => one.equals(Buffer.from(body)))).toEqual([]);
});

const BOUNDARY = 'multipart/form-data; boundary=b';
const part = (head: string, text: string, boundary = 'b') =>
  `--${boundary}\r\n${head}\r\n\r\n${text}\r\n`;
const TITLE = 'Content-Disposition: form-data; name="t"';
const FILE = 'Content-Disposition: form-data; name="f"; filename="a.txt"';
it.each([
  [
    'a boundary inside a field with bare line feeds',
    BOUNDARY,
    `${part(TITLE, `x\n--b\n${FILE}\n\n${SECRET}`)}--b--\r\n`,
  ],
  [
    'two boundaries',
    'multipart/form-data; boundary=b; boundary=c',
    `${part(TITLE, `x\r\n--c\r\n${FILE}\r\n\r\n${SECRET}\r\n--c--`)}--b--\r\n`,
  ],
  [
    'a boundary in quotes of something else',
    'multipart/form-data; x="; boundary=b;"; boundary=c',
    `${part(TITLE, `x\r\n--c\r\n${FILE}\r\n\r\n${SECRET}\r\n--c--`)}--b--\r\n`,
  ],
  [
    'a boundary that PHP cuts at a comma',
    'multipart/form-data; boundary=b,c',
    `${part(TITLE, `x\r\n--b\r\n${FILE}\r\n\r\n${SECRET}\r\n--b--`, 'b,c')}--b,c--\r\n`,
  ],
  [
    'a boundary that ends in a blank',
    'multipart/form-data; boundary="b "',
    `${part(TITLE, SECRET, 'b ')}--b --\r\n`,
  ],
  [
    'a file name in pieces',
    BOUNDARY,
    `${part('Content-Disposition: form-data; name="f"; filename*0="a."; filename*1="txt"', SECRET)}--b--\r\n`,
  ],
  [
    'a name in quotes of something else',
    BOUNDARY,
    `${part('Content-Disposition: form-data; x="; name=t; "; name="f"; filename="a.txt"', SECRET)}--b--\r\n`,
  ],
  [
    'a name for servers that do not know the other',
    BOUNDARY,
    `${part(`Content-Disposition: form-data; name="f"; filename="${ID}.txt"; filename*=UTF-8''a.txt`, '会议通知')}--b--\r\n`,
  ],
  ['a type of its own', BOUNDARY, `${part(`${TITLE}\r\nContent-Type: text/csv`, SECRET)}--b--\r\n`],
  ['a packed part', BOUNDARY, `${part(`${FILE}\r\nContent-Encoding: gzip`, SECRET)}--b--\r\n`],
  [
    'a part in another charset',
    BOUNDARY,
    `${part(`${TITLE}\r\nContent-Type: text/plain; charset=utf-7`, SECRET)}--b--\r\n`,
  ],
  ['a mixed form', 'multipart/mixed; boundary=b', `${part(FILE, SECRET)}--b--\r\n`],
  [
    'a related form',
    'multipart/related; boundary=b',
    `${part('Content-Type: text/csv', SECRET)}--b--\r\n`,
  ],
])('takes no form with %s', async (_, type, body) => {
  await send('POST /upload', { 'content-type': type }, body);
  expect(reached()).toEqual([]);
});

it.each([
  [
    'Content-Range',
    { 'content-range': 'bytes 0-9/20', 'content-type': 'application/octet-stream' },
    SECRET.slice(0, 9),
  ],
  [
    'the tus protocol',
    {
      'upload-offset': '0',
      'tus-resumable': '1.0.0',
      'content-type': 'application/offset+octet-stream',
    },
    SECRET.slice(0, 9),
  ],
  [
    'WebUploader and plupload',
    { 'content-type': BOUNDARY },
    `${part('Content-Disposition: form-data; name="chunks"', '2')}${part('Content-Disposition: form-data; name="chunk"', '0')}${part(FILE, SECRET.slice(0, 9))}--b--\r\n`,
  ],
  [
    'resumable.js',
    { 'content-type': BOUNDARY },
    `${part('Content-Disposition: form-data; name="resumableTotalChunks"', '2')}${part(FILE, SECRET.slice(0, 9))}--b--\r\n`,
  ],
])(
  'takes no file in pieces, as %s sends it: a number could lie across two',
  async (_, headers, body) => {
    expect(statusOf(await send('POST /upload', headers, body))).toBe(415);
    expect(received).toEqual([]);
  },
);

it('takes no piece whose count stands in the address', async () => {
  for (const query of ['resumableChunkNumber=1&resumableTotalChunks=2', 'flowTotalChunks=3']) {
    const type = { 'content-type': 'application/octet-stream' };
    expect(statusOf(await send(`POST /upload?${query}`, type, SECRET.slice(0, 9)))).toBe(415);
  }
  expect(received).toEqual([]);
});

it('takes a form of WebUploader that holds the file whole', async () => {
  await send(
    'POST /upload',
    { 'content-type': BOUNDARY },
    `${part('Content-Disposition: form-data; name="chunks"', '1')}${part(FILE, '会议通知')}--b--\r\n`,
  );
  expect(received).toHaveLength(1);
});

it('checks a small text that is put in place as a file', async () => {
  await send('PUT /files/list.txt', { 'content-type': 'text/plain' }, SECRET);
  await send('PUT /files/list', { 'content-type': 'text/csv' }, SECRET);
  expect(reached()).toEqual([]);
});

it('reads the names that headers give a file', async () => {
  const type = { 'content-type': 'application/octet-stream' };
  for (const header of [
    'content-disposition',
    'slug',
    'x-file-name',
    'x-filename',
    'x-wp-filename',
    'title',
  ])
    expect(
      statusOf(
        await send(
          'POST /upload',
          { ...type, [header]: `attachment; filename="${ID}.txt"` },
          '会议通知',
        ),
      ),
    ).toBe(422);
  expect(
    statusOf(await send('POST /upload', { ...type, slug: encodeURIComponent(SECRET) }, '会议通知')),
  ).toBe(422);
  expect(received).toEqual([]);
});

it('passes a request on whose length is checked first, and answers HEAD and OPTIONS as the CMS does', async () => {
  const expecting = await send('POST /admin/content/a', { ...FORM, expect: '100-continue' }, field);
  expect(expecting).toContain('200 OK');
  expect(reached()).toEqual([]);
  expect(statusOf(await send('HEAD /a', { 'content-length': '' }))).toBe(200);
  expect(statusOf(await send('OPTIONS /a', { 'content-length': '' }))).toBe(200);
});

it('takes long addresses as they are', async () => {
  expect(
    statusOf(await send(`GET /${'a'.repeat(3000)}?${'b'.repeat(3000)}`, { 'content-length': '' })),
  ).toBe(200);
});

it('tells its operator what was held and why, without an address, a name or a value', async () => {
  const before = gate.log().length;
  await send(`PUT /files/${ID}.txt`, { 'content-type': 'text/plain' }, SECRET);
  await send(`POST /admin/content/${ID}`, { ...JSON_TYPE, 'content-encoding': 'gzip' }, SECRET);
  await send(`GET /${ID}?${field}`, { 'content-length': '', 'request-id': ID });
  const lines = gate
    .log()
    .slice(before)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toMatchObject([
    { msg: 'held', decision: 'hold', parts: 1, req: { method: 'PUT' } },
    { msg: 'not passed on', why: 'unreadable', req: { method: 'POST' } },
  ]);
  expect(gate.log()).not.toContain(ID);
});
