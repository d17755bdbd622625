import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, it } from 'vitest';
import { startEmbeddedPostgres } from '../../../src/service/store/embedded-postgres.ts';

const folder = mkdtempSync(join(tmpdir(), 'clearpost-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function ask(connection: pg.ClientConfig, sql: string): Promise<unknown[]> {
  const client = new pg.Client(connection);
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

it('starts a database on an empty folder, keeps what was written, and finds it again', async () => {
  const first = await startEmbeddedPostgres(folder);
  await ask(first.connection, 'create table note(text text); insert into note values (1)');
  await first.stop();
  const second = await startEmbeddedPostgres(folder);
  expect(await ask(second.connection, 'select text from note')).toEqual([{ text: '1' }]);
  await second.stop();
});

it('uses a server that is already running on the folder', async () => {
  const first = await startEmbeddedPostgres(folder);
  const second = await startEmbeddedPostgres(folder);
  expect(second.pid).toBe(first.pid);
  await second.stop();
});

it('comes back after the server was killed, with every committed row', async () => {
  const first = await startEmbeddedPostgres(folder);
  await ask(first.connection, 'insert into note values (2)');
  process.kill(first.pid, 'SIGKILL');
  const second = await startEmbeddedPostgres(folder);
  expect(await ask(second.connection, 'select count(*)::int from note')).toEqual([{ count: 2 }]);
  await second.stop();
});

it('listens on no network address', async () => {
  const server = await startEmbeddedPostgres(folder);
  expect(await ask(server.connection, 'show listen_addresses')).toEqual([{ listen_addresses: '' }]);
  await server.stop();
});
