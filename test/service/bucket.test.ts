import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// @ts-expect-error It brings no types.
import S3rver from 's3rver';
import { afterAll, expect, it } from 'vitest';
import { filesWith } from '../planted/search.ts';
import { form } from './http/start-service.ts';
import { startProgram } from './start-program.ts';

const VALUE = '11010519491231002X';
const folder = mkdtempSync(join(tmpdir(), 'clearpost-bucket-'));
const server = new S3rver({
  port: 0,
  address: '127.0.0.1',
  silent: true,
  directory: join(folder, 's3'),
  configureBuckets: [{ name: 'clearpost', configs: [] }],
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

it('keeps originals and masked files sealed in a bucket, and none in its own folder', async () => {
  const { port } = (await server.run()) as AddressInfo;
  const data = join(folder, 'data');
  const program = await startProgram(data, {
    CLEARPOST_S3_ENDPOINT: `http://127.0.0.1:${port}`,
    CLEARPOST_S3_BUCKET: 'clearpost',
    CLEARPOST_S3_ACCESS_KEY_ID: 'S3RVER',
    CLEARPOST_S3_SECRET_ACCESS_KEY: 'S3RVER',
  });
  const answer = await fetch(`${program.url}/v1/redactions`, {
    method: 'POST',
    body: form(`身份证号 ${VALUE}\n`),
  });
  expect(answer.status).toBe(201);
  const path = answer.headers.get('location') ?? '';
  const masked = await fetch(`${program.url}${path}/document`);
  expect(await masked.text()).toBe(`身份证号 ${'*'.repeat(18)}\n`);
  expect(existsSync(join(data, 'blobs'))).toBe(false);
  expect(sealedIn(join(folder, 's3'))).toBe(2);
  expect(filesWith(folder, [VALUE])).toEqual([]);
  await fetch(program.url + path, { method: 'DELETE' });
  expect(sealedIn(join(folder, 's3'))).toBe(0);
  await program.end('SIGTERM');
});

const sealedIn = (path: string): number =>
  readdirSync(path, { recursive: true, withFileTypes: true }).filter(
    (entry) =>
      entry.isFile() &&
      readFileSync(join(entry.parentPath, entry.name)).subarray(0, 8).toString() === 'CLPOST01',
  ).length;
