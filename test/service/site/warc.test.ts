// Web archives as crawlers write them, and as they come out of accidents. Written by hand, not by the code under test.
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, deflateRawSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { type ExportedDocument, ExportIncomplete } from '../../../src/service/site/exported.ts';
import { firstPageOf, readWarc } from '../../../src/service/site/warc/read-warc.ts';

const folder = mkdtempSync(join(tmpdir(), 'clearpost-warc-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const A = 'http://www.example.gov.cn/a.html';
const B = 'http://www.example.gov.cn/b.html';
type Lines = Readonly<Record<string, string>>;
const lines = (fields: Lines) =>
  Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');

const record = (type: string, url: string, block: Buffer | string, fields: Lines = {}): Buffer => {
  const bytes = Buffer.from(block as string);
  const all = {
    'WARC-Type': type,
    'WARC-Target-URI': url,
    'Content-Length': `${bytes.length}`,
    ...fields,
  };
  return Buffer.concat([
    Buffer.from(`WARC/1.0\r\n${lines(all)}\r\n`),
    bytes,
    Buffer.from('\r\n\r\n'),
  ]);
};
const http = (body: Buffer | string, fields: Lines = {}, first = 'HTTP/1.1 200 OK'): Buffer =>
  Buffer.concat([
    Buffer.from(`${first}\r\n${lines({ 'Content-Type': 'text/html', ...fields })}\r\n`),
    Buffer.from(body as string),
  ]);
const response = (url: string, body: Buffer | string, fields: Lines = {}, headers: Lines = {}) =>
  record('response', url, http(body, headers), fields);

let number = 0;
const archive = (bytes: Buffer): string => {
  const path = join(folder, `${number++}.warc`);
  writeFileSync(path, bytes);
  return path;
};

type Read = Omit<ExportedDocument, 'headers' | 'bytes' | 'problem' | 'isCut'> & {
  readonly problem: string | undefined;
  readonly isCut: boolean | undefined;
  readonly text: string | undefined;
};

async function read(bytes: Buffer): Promise<{ pages: Read[]; isWhole: boolean }> {
  const pages: Read[] = [];
  try {
    for await (const { url, status, bytes: body, problem, isCut } of readWarc(archive(bytes)))
      pages.push({ url, status, problem, isCut, text: body && Buffer.from(body).toString() });
    return { pages, isWhole: true };
  } catch (error) {
    if (!(error instanceof ExportIncomplete)) throw error;
    return { pages, isWhole: false };
  }
}
const page = (url: string, text: string | undefined, more: object = {}) => ({
  url,
  text,
  status: 200,
  problem: undefined,
  isCut: false,
  ...more,
});

it('reads an archive that is packed record by record, as one, or not at all', async () => {
  const records = [
    record('warcinfo', '', 'software: x'),
    record('request', A, 'GET / HTTP/1.1\r\n\r\n'),
    response(A, 'one'),
    response(B, 'two'),
  ];
  const whole = { pages: [page(A, 'one'), page(B, 'two')], isWhole: true };
  expect(await read(Buffer.concat(records))).toEqual(whole);
  expect(await read(Buffer.concat(records.map((one) => gzipSync(one))))).toEqual(whole);
  expect(await read(gzipSync(Buffer.concat(records)))).toEqual(whole);
});

it('takes the latest of several captures of a page: that is what was online', async () => {
  const old = response(A, 'old', { 'WARC-Date': '2017-11-02T00:00:00Z' });
  const late = response(A, 'late', { 'WARC-Date': '2017-11-09T00:00:00Z' });
  for (const records of [
    [old, late],
    [late, old],
  ])
    expect((await read(Buffer.concat(records))).pages).toEqual([page(A, 'late')]);
});

const digest = `sha1:${createHash('sha1').update('one').digest('hex')}`;
it.each([
  ['payload digest', { 'WARC-Payload-Digest': digest }],
  [
    'address and date',
    { 'WARC-Refers-To-Target-URI': A, 'WARC-Refers-To-Date': '2017-11-02T00:00:00Z' },
  ],
  ['address alone', { 'WARC-Refers-To-Target-URI': `<${A}>` }],
])(
  'shows a page that is the same as an earlier one what that one showed, found by %s',
  async (_, fields) => {
    const first = response(A, 'one', {
      'WARC-Date': '2017-11-02T00:00:00Z',
      'WARC-Payload-Digest': digest,
    });
    const same = record('revisit', B, http('', {}, 'HTTP/1.1 304 Not Modified'), {
      'WARC-Date': '2017-11-09T00:00:00Z',
      ...fields,
    });
    const { pages } = await read(Buffer.concat([first, same].map((one) => gzipSync(one))));
    expect(pages).toEqual([page(A, 'one'), page(B, 'one')]);
  },
);

it('says of a page that is the same as one in another archive that it was not looked at', async () => {
  const { pages } = await read(record('revisit', B, http(''), { 'WARC-Payload-Digest': digest }));
  expect(pages).toEqual([page(B, undefined, { problem: 'not-in-archive' })]);
});

const chunked = (...parts: string[]) =>
  parts.map((part) => `${Buffer.byteLength(part).toString(16)}\r\n${part}\r\n`).join('');
it.each([
  ['in chunks', `${chunked('on', 'e')}0\r\n\r\n`, { 'Transfer-Encoding': 'chunked' }],
  ['in chunks that its writer has put together', 'one', { 'Transfer-Encoding': 'chunked' }],
  ['packed by gzip', gzipSync('one'), { 'Content-Encoding': 'gzip' }],
  ['packed by gzip and unpacked by its writer', 'one', { 'Content-Encoding': 'gzip' }],
  [
    'deflated without the two bytes of zlib',
    deflateRawSync('one'),
    { 'Content-Encoding': 'deflate' },
  ],
  ['packed by brotli', brotliCompressSync('one'), { 'Content-Encoding': 'br' }],
  ['packed by zstandard', zstdCompressSync('one'), { 'Content-Encoding': 'zstd' }],
  ['with a folded header', 'one', { 'X-Long': 'a\r\n b' }],
])('reads a body that came %s', async (_, body, headers) =>
  expect((await read(response(A, body, {}, headers))).pages).toEqual([page(A, 'one')]),
);

it('reads an answer whose head is ended by bare line feeds', async () =>
  expect(
    (await read(record('response', A, 'HTTP/1.0 200 OK\nContent-Type: text/html\n\none'))).pages,
  ).toEqual([page(A, 'one')]));

it.each([
  [
    'cut in the middle of a chunk',
    response(A, `${chunked('on')}ff\r\ne`, {}, { 'Transfer-Encoding': 'chunked' }),
  ],
  ['shorter than its length', response(A, 'one', {}, { 'Content-Length': '300' })],
  ['cut short by its writer', response(A, 'one', { 'WARC-Truncated': 'length' })],
])('tells that a body is %s, and reads what there is', async (_, bytes) =>
  expect((await read(bytes)).pages).toEqual([page(A, 'one', { isCut: true })]),
);

it.each([
  [
    'packed in a way that nobody knows',
    response(A, Buffer.from([1, 2, 3]), {}, { 'Content-Encoding': 'secret' }),
    'undecodable',
  ],
  [
    'packed and damaged',
    response(A, gzipSync('one').subarray(0, 15), {}, { 'Content-Encoding': 'gzip' }),
    'undecodable',
  ],
  [
    'unpacked a thousand times as large',
    response(A, gzipSync(Buffer.alloc(80 << 20, 'x')), {}, { 'Content-Encoding': 'gzip' }),
    'undecodable',
  ],
  ['no answer of a server', record('response', A, 'SSH-2.0-OpenSSH\r\n\r\n'), 'undecodable'],
  ['too large', response(A, Buffer.alloc(65 << 20)), 'too-large'],
])('says that a page was not looked at whose body is %s', async (_, bytes, problem) => {
  const { pages } = await read(bytes);
  expect(pages).toMatchObject([{ url: A, text: undefined, problem }]);
});

const good = response(A, 'one');
const next = response('http://www.example.gov.cn/c.html', 'three');
it.each([
  ['cut short in a body', [response(B, 'two').subarray(0, -10)]],
  [
    'of lengths that are too small',
    [record('response', B, http('two'), { 'Content-Length': '46' })],
  ],
  [
    'of lengths that are too large',
    [record('response', B, http('two'), { 'Content-Length': '9000' })],
  ],
  [
    'without lengths',
    [Buffer.from(`WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: ${B}\r\n\r\n`)],
  ],
  [
    'with a head of a megabyte',
    [record('response', B, http('two'), { 'X-Long': 'x'.repeat(1 << 20) })],
  ],
])('reads an archive %s as far as it is sound, and tells that it is not whole', async (_, bad) => {
  for (const bytes of [
    [good, next, ...bad, next],
    [good, next, ...bad].map((one) => gzipSync(one)),
  ]) {
    const { pages, isWhole } = await read(Buffer.concat(bytes));
    expect(isWhole).toBe(false);
    expect(pages).toContainEqual(page(A, 'one'));
    expect(pages.map(({ url }) => url)).not.toContain(B);
  }
});

it('tells that an archive is not whole that is damaged in the middle, packed', async () => {
  const bytes = [
    gzipSync(good),
    Buffer.from('no member of an archive'),
    gzipSync(response(B, 'two')),
  ];
  const { pages, isWhole } = await read(Buffer.concat(bytes));
  expect(isWhole).toBe(false);
  expect(pages.map(({ url }) => url)).not.toContain(B);
});

it('is not taken in by an archive that is none, and lives on', async () => {
  expect(await read(Buffer.from('no archive at all'))).toEqual({ pages: [], isWhole: false });
  expect(await read(Buffer.alloc(0))).toEqual({ pages: [], isWhole: true });
  expect(await firstPageOf(archive(Buffer.concat([record('warcinfo', '', 'x'), good])))).toBe(A);
  expect(await firstPageOf(archive(record('warcinfo', '', 'x')))).toBeUndefined();
});

it('parses no archive in the process of the service', () => {
  const parsers = [
    'records.ts',
    'byte-reader.ts',
    'http-answer.ts',
    'head-fields.ts',
    'plan.ts',
    'child.ts',
  ];
  const inside = /\/warc\/(?:records|byte-reader|http-answer|head-fields|plan|child)\.ts'/;
  const source = 'src/service';
  const others = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter(
      (name) =>
        name.endsWith('.ts') &&
        !(name.includes('/warc/') && parsers.some((one) => name.endsWith(`/${one}`))),
    )
    .filter((name) => {
      const text = readFileSync(join(source, name), 'utf8').replaceAll(
        /from '\.\//g,
        `from '/${name.includes('/warc/') ? 'warc' : ''}/`,
      );
      return new RegExp(`from '[^']*${inside.source}`).test(text);
    });
  expect(others).toEqual([]);
});
