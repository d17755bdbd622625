import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { parseKeyring } from '../../../src/service/store/blobs/keyring.ts';
import { openDatabase } from '../../../src/service/store/database.ts';
import { startEmbeddedPostgres } from '../../../src/service/store/embedded-postgres.ts';

/** A keyring with one new key. */
export const newKeyring = () => parseKeyring(`k1:${randomBytes(32).toString('base64')}`, 'test');

/** A database of a test file's own, empty, with its keys; it goes when the tests of that file are over. */
export async function ownDatabase() {
  const folder = mkdtempSync(join(tmpdir(), 'clearpost-'));
  const server = await startEmbeddedPostgres(folder);
  const db = await openDatabase(server.connection);
  afterAll(async () => {
    await db.destroy();
    await server.stop();
    rmSync(folder, { recursive: true });
  });
  return { db, keyring: newKeyring() };
}
