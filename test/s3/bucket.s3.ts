import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsClient } from 'aws4fetch';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { seal, unseal } from '../../src/service/store/blobs/frames.ts';
import { parseKeyring } from '../../src/service/store/blobs/keyring.ts';
import { proveBucket, type S3Options, s3Store } from '../../src/service/store/blobs/s3-store.ts';
import { filesWith } from '../planted/search.ts';
import { form } from '../service/http/start-service.ts';
import { startProgram } from '../service/start-program.ts';
import { type FlakyRoad, flakyRoad } from './flaky-road.ts';
import { type Swift, startSwift } from './swift.ts';

const VALUE = '11010519491231002X';
const keyring = parseKeyring(`k1:${randomBytes(32).toString('base64')}`, 'test');
let swift: Swift;
let road: FlakyRoad;
let options: S3Options;

beforeAll(async () => {
  swift = await startSwift();
  road = await flakyRoad(swift.options.endpoint);
  options = swift.options;
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(async () => {
  await road?.stop();
  await swift?.stop();
});

async function* stream(...texts: (string | Buffer)[]) {
  for (const text of texts) yield Buffer.from(text);
}
const read = async (source: AsyncIterable<Uint8Array> | undefined) =>
  source && Buffer.concat(await Array.fromAsync(source));

it('keeps a blob, gives it back, lists it and destroys it, with the right secret', async () => {
  const store = s3Store(options);
  await proveBucket(store);
  await store.put('one', stream('a', 'b'));
  await store.put('one', stream('c'));
  expect(String(await read(await store.get('one')))).toBe('c');
  const listed = await Array.fromAsync(store.list());
  expect(listed.map(({ name }) => name)).toEqual(['one']);
  expect(await store.remove('one')).toBe(true);
  expect(await store.remove('one')).toBe(false);
  expect(await store.get('one')).toBeUndefined();
});

it('is let in with the right secret only, and the operator is told what is wrong before anything is taken in', async () => {
  const told = async (change: Partial<S3Options>) =>
    proveBucket(s3Store({ ...options, ...change })).catch((error: Error) => error.message);
  expect(await told({ secretAccessKey: 'wrong' })).toContain('CLEARPOST_S3_SECRET_ACCESS_KEY');
  expect(await told({ accessKeyId: 'office:nobody' })).toContain('CLEARPOST_S3_ACCESS_KEY_ID');
  expect(await told({ region: 'us-east-1' })).toContain('CLEARPOST_S3_REGION');
  expect(await told({ bucket: 'elsewhere' })).toContain('CLEARPOST_S3_BUCKET');
  expect(JSON.stringify(await told({ secretAccessKey: 'wrong' }))).not.toContain('office:');
});

it('shows one office’s bucket to no other', async () => {
  await s3Store(options).put('ours', stream('x'));
  const other = s3Store({
    ...options,
    accessKeyId: 'other:clearpost',
    secretAccessKey: 'the-secret-of-another',
  });
  await expect(other.get('ours')).rejects.toThrow(/NoSuchBucket|403/);
  await s3Store(options).remove('ours');
});

it.each([-20, 20])(
  'is refused with a clock that is %i minutes off, and says so',
  async (minutes) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * 60_000 });
    await expect(proveBucket(s3Store(options))).rejects.toThrow('时钟');
  },
);

it('never takes a bucket that is not there for files that were destroyed', async () => {
  const lost = s3Store({ ...options, bucket: 'elsewhere' });
  await expect(lost.get('one')).rejects.toThrow('NoSuchBucket');
  await expect(lost.remove('one')).rejects.toThrow('NoSuchBucket');
  await expect(Array.fromAsync(lost.list())).rejects.toThrow('NoSuchBucket');
});

it('is refused when the bytes are not those that were signed', async () => {
  const client = new AwsClient({ ...options, service: 's3' });
  const answer = await client.fetch(`${options.endpoint}/clearpost/sealed/changed`, {
    method: 'PUT',
    headers: { 'x-amz-content-sha256': '0'.repeat(64) },
    body: 'other bytes',
  });
  expect(answer.status).toBe(400);
  expect(await s3Store(options).get('changed')).toBeUndefined();
});

it.each(['a.b/c-d_e/', 'Año/', "it's/", 'a b/', 'a&b=c/', '卷宗/', 'a~b!c*d(e)/'])(
  'signs and lists names below %s as the store reads them',
  async (prefix) => {
    const store = s3Store({ ...options, prefix });
    await store.put('one', stream('x'));
    const listed = await Array.fromAsync(store.list());
    expect(listed.map(({ name }) => name)).toEqual(['one']);
    expect(await store.remove('one')).toBe(true);
  },
);

it('gives back 64 MB sealed, byte for byte', async () => {
  const store = s3Store(options);
  const large = randomBytes(64 * 1024 * 1024);
  await store.put('large', seal([large], keyring));
  const sealed = await store.get('large');
  expect(sealed && (await read(unseal(sealed, keyring)))?.equals(large)).toBe(true);
  await store.remove('large');
});

it('waits and tries again when the store says “slow down” or hangs up', async () => {
  const store = s3Store({ ...options, endpoint: road.url });
  road.mishaps.push('slow-down', 'cut', 'slow-down');
  await store.put('patient', stream('x'));
  road.mishaps.push('cut', 'slow-down');
  expect(String(await read(await store.get('patient')))).toBe('x');
  road.mishaps.push('slow-down');
  expect(await Array.fromAsync(store.list())).toHaveLength(1);
  road.mishaps.push('cut', 'cut');
  expect(await store.remove('patient')).toBe(true);
  expect(road.mishaps).toEqual([]);
});

it('gives up after a while, and says that the store is busy', async () => {
  road.mishaps.push(...Array.from({ length: 7 }, () => 'slow-down' as const));
  const store = s3Store({ ...options, endpoint: road.url });
  await expect(store.put('never', stream('x'))).rejects.toThrow('503 SlowDown');
});

it('notices an answer that broke off, and takes no part of a file for the whole', async () => {
  await s3Store(options).put('cut', seal([randomBytes(300_000)], keyring));
  road.mishaps.push('half');
  const sealed = await s3Store({ ...options, endpoint: road.url }).get('cut');
  await expect(sealed && read(unseal(sealed, keyring))).rejects.toThrow();
  await s3Store(options).remove('cut');
});

it('keeps what was there when an upload breaks off in the middle', async () => {
  const store = s3Store(options);
  await store.put('steady', stream('the old one'));
  const body = Buffer.alloc(1_000_000, 'n');
  const client = new AwsClient({ ...options, service: 's3' });
  const signed = await client.sign(`${options.endpoint}/clearpost/sealed/steady`, {
    method: 'PUT',
    body,
  });
  const upload = request(signed.url, {
    method: 'PUT',
    headers: { ...Object.fromEntries(signed.headers), 'content-length': body.length },
  });
  upload.on('error', () => {});
  await new Promise((resolve) => upload.write(body.subarray(0, 300_000), resolve));
  const closed = new Promise((resolve) => upload.once('close', resolve));
  upload.destroy();
  await closed;
  expect(String(await read(await store.get('steady')))).toBe('the old one');
  await store.remove('steady');
});

it('serves an upload of the program from the bucket, where nothing lies in the clear', async () => {
  const data = mkdtempSync(join(tmpdir(), 'clearpost-s3-'));
  const environment = {
    CLEARPOST_S3_ENDPOINT: options.endpoint,
    CLEARPOST_S3_BUCKET: options.bucket,
    CLEARPOST_S3_REGION: options.region,
    CLEARPOST_S3_ACCESS_KEY_ID: options.accessKeyId,
    CLEARPOST_S3_SECRET_ACCESS_KEY: options.secretAccessKey,
  };
  await expect(
    startProgram(data, { ...environment, CLEARPOST_S3_SECRET_ACCESS_KEY: 'wrong' }),
  ).rejects.toThrow('CLEARPOST_S3_SECRET_ACCESS_KEY');
  const program = await startProgram(data, environment);
  const answer = await fetch(`${program.url}/v1/redactions`, {
    method: 'POST',
    body: form(`身份证号 ${VALUE}\n`),
  });
  const path = answer.headers.get('location') ?? '';
  const masked = await fetch(`${program.url}${path}/document`);
  expect(await masked.text()).toBe(`身份证号 ${'*'.repeat(18)}\n`);
  const count = async () =>
    (await Array.fromAsync(s3Store({ ...options, prefix: '' }).list())).length;
  expect(await count()).toBe(2);
  expect(filesWith(swift.folder, [VALUE])).toEqual([]);
  await fetch(program.url + path, { method: 'DELETE' });
  expect(await count()).toBe(0);
  await program.end('SIGTERM');
  rmSync(data, { recursive: true });
});
