import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { parseKeyring } from '../../../src/service/store/blobs/keyring.ts';
import { openDatabase } from '../../../src/service/store/database.ts';
import { startEmbeddedPostgres } from '../../../src/service/store/embedded-postgres.ts';
import { beginSession, endSession, sessionOf } from '../../../src/service/store/sessions.ts';

const folder = mkdtempSync(join(tmpdir(), 'clearpost-sessions-'));
const server = await startEmbeddedPostgres(folder);
const db = await openDatabase(server.connection);
const keyring = parseKeyring(`k1:${randomBytes(32).toString('base64')}`, 'test');
afterAll(async () => {
  await db.destroy();
  await server.stop();
  rmSync(folder, { recursive: true });
});
const person = { subject: 'u1', name: 'zhao', scopes: ['redact'] } as const;
const begin = (hours: number) => beginSession(db, keyring, person, hours);

it('knows who is behind a session until it is over, and no longer', async () => {
  const token = await begin(8);
  expect(await sessionOf(db, token)).toEqual({
    id: 'person:zhao',
    name: 'zhao',
    scopes: ['redact'],
  });
  await endSession(db, keyring, token);
  expect(await sessionOf(db, token)).toBeUndefined();
  expect(await sessionOf(db, await begin(0))).toBeUndefined();
});

it('keeps no token that would open a session again, and no session past its time', async () => {
  const token = await begin(8);
  const rows = await db.selectFrom('session').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(token);
  expect(rows).toHaveLength(1);
});
