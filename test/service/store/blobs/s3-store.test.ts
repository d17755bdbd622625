import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// @ts-expect-error It brings no types.
import S3rver from 's3rver';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seal, unseal } from '../../../../src/service/store/blobs/frames.ts';
import { parseKeyring } from '../../../../src/service/store/blobs/keyring.ts';
import {
  proveBucket,
  type S3Options,
  s3Store,
} from '../../../../src/service/store/blobs/s3-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'clearpost-s3-'));
const server = new S3rver({
  port: 0,
  address: '127.0.0.1',
  silent: true,
  directory: folder,
  configureBuckets: [{ name: 'clearpost', configs: [] }],
});
let options: S3Options;

beforeAll(async () => {
  const { port } = (await server.run()) as AddressInfo;
  options = {
    endpoint: `http://127.0.0.1:${port}`,
    bucket: 'clearpost',
    region: 'us-east-1',
    accessKeyId: 'S3RVER',
    secretAccessKey: 'S3RVER',
    addressing: 'path',
    prefix: 'sealed/',
  };
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

async function* stream(...texts: (string | Buffer)[]) {
  for (const text of texts) yield Buffer.from(text);
}
const read = async (source: AsyncIterable<Uint8Array> | undefined) =>
  source && Buffer.concat(await Array.fromAsync(source));

it('keeps a blob in a bucket, gives it back, and destroys it', async () => {
  const store = s3Store(options);
  await store.put('one', stream('a', 'b'));
  expect(String(await read(await store.get('one')))).toBe('ab');
  await store.put('one', stream('c'));
  expect(String(await read(await store.get('one')))).toBe('c');
  expect(await store.remove('one')).toBe(true);
  expect(await store.remove('one')).toBe(false);
  expect(await store.get('one')).toBeUndefined();
});

it('gives a sealed file of several frames back byte for byte, and the bucket holds no plain text', async () => {
  const store = s3Store(options);
  const keyring = parseKeyring(`k1:${randomBytes(32).toString('base64')}`, 'test');
  const text = Buffer.from('身份证号 11010519491231002X\n'.repeat(20_000));
  await store.put('sealed', seal([text], keyring));
  const sealed = await store.get('sealed');
  expect(sealed && (await read(unseal(sealed, keyring)))?.equals(text)).toBe(true);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  for (const { parentPath, name } of files.filter((entry) => entry.isFile()))
    expect(readFileSync(join(parentPath, name)).includes('11010519491231002X')).toBe(false);
  await store.remove('sealed');
});

it('lists its own blobs, however many pages they fill, and nobody else’s', async () => {
  const store = s3Store(options);
  const names = Array.from({ length: 1005 }, (_, index) => `blob-${index}`).sort();
  for (const name of names) await store.put(name, stream('x'));
  await s3Store({ ...options, prefix: 'other/' }).put('theirs', stream('y'));
  const listed = await Array.fromAsync(store.list());
  expect(listed.map(({ name }) => name).sort()).toEqual(names);
  expect(listed.every(({ storedAt }) => Date.now() - storedAt.getTime() < 60_000)).toBe(true);
});

it('says what is wrong with a store that refuses, and names no key', async () => {
  await expect(
    s3Store({ ...options, accessKeyId: 'unknown' }).put('x', stream('x')),
  ).rejects.toThrow(/^S3 PUT: 403 InvalidAccessKeyId$/);
  await expect(s3Store({ ...options, bucket: 'missing' }).put('x', stream('x'))).rejects.toThrow(
    'NoSuchBucket',
  );
});

it('does not start on a bucket that keeps versions: what is destroyed there is only hidden', async () => {
  // As Amazon, MinIO and Ceph answer a DELETE in such a bucket; the store behind knows no versions.
  const versions = createServer(async (asked, answer) => {
    const body = Buffer.concat(await Array.fromAsync(asked));
    const { method = '', url = '', headers } = asked;
    const behind = request(`${options.endpoint}${url}`, { method, headers }, (told) => {
      const marked = { 'x-amz-delete-marker': 'true', 'x-amz-version-id': 'v2' };
      answer.writeHead(told.statusCode ?? 500, {
        ...told.headers,
        ...(method === 'DELETE' && marked),
      });
      told.pipe(answer);
    });
    behind.end(body);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => versions.once('listening', resolve));
  const { port } = versions.address() as AddressInfo;
  const store = s3Store({ ...options, endpoint: `http://127.0.0.1:${port}` });
  await expect(proveBucket(store)).rejects.toThrow('版本');
  versions.closeAllConnections();
  versions.close();
});

it('accepts no name that could leave its place in the bucket', async () => {
  const store = s3Store(options);
  for (const name of ['../x', 'a/b', '', 'A', 'a?acl'])
    await expect(store.put(name, stream('x'))).rejects.toThrow('not a blob name');
});
