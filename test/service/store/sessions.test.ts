import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { events } from '../../../src/service/store/audit.ts';
import type { Keyring } from '../../../src/service/store/blobs/keyring.ts';
import { endSessions } from '../../../src/service/store/listed-sessions.ts';
import {
  beginSession,
  endSession,
  sessionOf,
  takeCheck,
  vouch,
} from '../../../src/service/store/sessions.ts';
import { ownDatabase } from './own-database.ts';

const { db, keyring } = await ownDatabase();
const person = { subject: 'u1', name: 'zhao', scopes: ['redact'] } as const;
const TIMES = { hours: 8, checkMinutes: 15 };
const begin = (hours: number) => beginSession(db, keyring, person, { ...TIMES, hours });

it('knows who is behind a session until it is over, and no longer', async () => {
  const token = await begin(8);
  expect(await sessionOf(db, token, TIMES)).toEqual({
    id: 'person:zhao',
    name: 'zhao',
    scopes: ['redact'],
    isDue: false,
  });
  await endSession(db, keyring, token);
  expect(await sessionOf(db, token, TIMES)).toBeUndefined();
  expect(await sessionOf(db, await begin(0), TIMES)).toBeUndefined();
});

it('keeps no token that would open a session again, and no session past its time', async () => {
  const token = await begin(8);
  const rows = await db.selectFrom('session').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(token);
  expect(rows).toHaveLength(1);
});

const age = (minutes: number) =>
  sql`update session set vouched_at = vouched_at - make_interval(mins => ${minutes}),
    check_at = check_at - make_interval(mins => ${minutes})`.execute(db);

it('ends within four checks when the provider says nothing more, with or without a way to ask it', async () => {
  const alone = await begin(8);
  const asked = await beginSession(db, keyring, { ...person, refreshToken: 'r' }, TIMES);
  await age(59);
  expect(await sessionOf(db, alone, TIMES)).toMatchObject({ isDue: false });
  expect(await sessionOf(db, asked, TIMES)).toMatchObject({ isDue: true });
  await age(2);
  expect(await sessionOf(db, alone, TIMES)).toBeUndefined();
  expect(await sessionOf(db, asked, TIMES)).toBeUndefined();
});

it('asks the provider once, whoever of many requests comes first, and keeps what it gave sealed', async () => {
  const token = await beginSession(db, keyring, { ...person, refreshToken: 'secret-r1' }, TIMES);
  await age(16);
  const takes = await Promise.all([1, 2, 3].map(() => takeCheck(db, keyring, token)));
  expect(takes.filter((one) => one !== undefined)).toEqual([
    { subject: 'u1', refreshToken: 'secret-r1' },
  ]);
  const { rows } = await sql<{ row: string }>`select s::text as row from session s`.execute(db);
  const kept = JSON.stringify(rows);
  for (const form of ['secret-r1', Buffer.from('secret-r1').toString('hex')])
    expect(kept).not.toContain(form);
  await vouch(db, keyring, token, { ...person, scopes: ['audit'], refreshToken: 'r2' }, TIMES);
  expect(await sessionOf(db, token, TIMES)).toMatchObject({ scopes: ['audit'], isDue: false });
});

it('ends all sessions of a person at an administrator’s word, and writes it down', async () => {
  const [one, two] = [await begin(8), await begin(8)];
  const other = await beginSession(db, keyring, { ...person, name: 'qian' }, TIMES);
  expect(await endSessions(db, keyring, { person: 'person:zhao' }, 'chief')).toBeGreaterThan(1);
  for (const token of [one, two]) expect(await sessionOf(db, token, TIMES)).toBeUndefined();
  expect(await sessionOf(db, other, TIMES)).toBeDefined();
  const ended = (await Array.fromAsync(events(db))).filter(
    ({ action }) => action === 'session-ended',
  );
  expect(ended.at(-1)).toMatchObject({ actor: 'chief', subject: 'person:zhao' });
});

it('calls somebody who signs in with a number the same after the keys have rotated', async () => {
  const phone = { subject: 'u9', name: '13812345678', scopes: [] } as const;
  const active = { id: 'k2', key: randomBytes(32) };
  const rotated: Keyring = { active, byId: (id) => (id === 'k2' ? active.key : keyring.byId(id)) };
  const names = [];
  for (const keys of [keyring, rotated]) {
    const token = await beginSession(db, keys, phone, TIMES);
    names.push((await sessionOf(db, token, TIMES))?.id);
  }
  expect(names[0]).toMatch(/^person:[0-9a-f]{16}$/);
  expect(names[1]).toBe(names[0]);
});
