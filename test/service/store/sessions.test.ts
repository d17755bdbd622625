import { expect, it } from 'vitest';
import { beginSession, endSession, sessionOf } from '../../../src/service/store/sessions.ts';
import { ownDatabase } from './own-database.ts';

const { db, keyring } = await ownDatabase();
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
