import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, it } from 'vitest';
import { keepPostgres } from '../../../src/service/store/keep-postgres.ts';

const folder = mkdtempSync(join(tmpdir(), 'clearpost-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const onError = (error: unknown) => {
  throw error;
};

/** The process id of the server, or undefined while none answers. */
async function serving(connection: pg.ClientConfig): Promise<number | undefined> {
  const client = new pg.Client(connection);
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query('select pg_postmaster_start_time()::text as started');
    return Date.parse(rows[0].started);
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => {});
  }
}

it('goes on while another process uses the database, and stops with the last of them', async () => {
  const service = await keepPostgres(folder, onError);
  const worker = await keepPostgres(folder, onError);
  const started = await serving(service.connection);
  await service.stop();
  expect(await serving(worker.connection)).toBe(started);
  await worker.stop();
  expect(await serving(worker.connection)).toBeUndefined();
});

it('stops when all stop at once', async () => {
  const users = await Promise.all(Array.from({ length: 4 }, () => keepPostgres(folder, onError)));
  await Promise.all(users.map((user) => user.stop()));
  expect(await serving(users[0]?.connection ?? {})).toBeUndefined();
});
