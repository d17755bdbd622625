import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import { appendAudit, verifyAudit } from '../../../src/service/store/audit.ts';
import { batchedAudit } from '../../../src/service/store/audit-batch.ts';
import { parseKeyring } from '../../../src/service/store/blobs/keyring.ts';
import { ownDatabase } from './own-database.ts';

const { db, keyring } = await ownDatabase();

const append = (action: string) =>
  db.transaction().execute((trx) =>
    appendAudit(trx, keyring, {
      actor: 'system',
      action,
      subject: 'redaction:1',
      facts: { zeta: 1, alpha: 'b' },
    }),
  );
const run = (statement: string) => sql.raw(statement).execute(db);

beforeEach(async () => {
  await run('truncate audit_event');
  for (const action of ['received', 'masked', 'released', 'destroyed']) await append(action);
});

it('accepts a trail that nobody touched', async () =>
  expect(await verifyAudit(db, keyring)).toMatchObject({ ok: true, events: 4 }));

it.each([
  ["update audit_event set actor = 'someone' where seq = 2", 2, 'changed'],
  ["update audit_event set facts = '{}' where seq = 3", 3, 'changed'],
  ["update audit_event set at = at + interval '1 second' where seq = 1", 1, 'changed'],
  ['delete from audit_event where seq = 2', 2, 'gap'],
  ['delete from audit_event where seq = 1', 1, 'gap'],
  [
    `update audit_event set seq = 5 - seq + 100 where seq in (2, 3);
     update audit_event set seq = seq - 100 where seq > 100`,
    2,
    'unlinked',
  ],
])('finds what %s did', async (statement, seq, why) => {
  await run(statement);
  expect(await verifyAudit(db, keyring)).toEqual({ ok: false, seq, why });
});

it('finds that the newest events were cut off, given a head noted earlier', async () => {
  const head = await append('exported');
  await run('delete from audit_event where seq = 5');
  expect(await verifyAudit(db, keyring)).toMatchObject({ ok: true });
  expect(await verifyAudit(db, keyring, head)).toEqual({ ok: false, seq: 5, why: 'cut' });
});

it('keeps one order when many append at once', async () => {
  await Promise.all(Array.from({ length: 20 }, () => append('received')));
  expect(await verifyAudit(db, keyring)).toMatchObject({ ok: true, events: 24 });
});

it('tells nothing of a deed that was rolled back', async () => {
  const deed = db.transaction().execute(async (trx) => {
    await appendAudit(trx, keyring, { actor: 'a', action: 'b', subject: 'c', facts: {} });
    throw new Error('the deed failed');
  });
  await expect(deed).rejects.toThrow('the deed failed');
  expect(await verifyAudit(db, keyring)).toMatchObject({ ok: true, events: 4 });
});

it('does not accept a chain made anew without the key', async () => {
  const forger = parseKeyring(`k1:${randomBytes(32).toString('base64')}`, 'test');
  await run('truncate audit_event');
  await db
    .transaction()
    .execute((trx) =>
      appendAudit(trx, forger, { actor: 'system', action: 'received', subject: 'x', facts: {} }),
    );
  expect(await verifyAudit(db, keyring)).toEqual({ ok: false, seq: 1, why: 'changed' });
});

it('writes what comes in a rush in few commits, and keeps the chain whole', async () => {
  const write = batchedAudit(Promise.resolve({ db, keyring }));
  const before = await commits();
  await Promise.all(
    Array.from({ length: 300 }, (_, index) =>
      write({ actor: 'cms', action: 'publish-checked', subject: `content:${index}`, facts: {} }),
    ),
  );
  expect(await verifyAudit(db, keyring)).toMatchObject({ ok: true, events: 304 });
  expect((await commits()) - before).toBeLessThan(100);
});

/** Transactions that wrote something: each has a number of its own. */
const commits = async (): Promise<number> => {
  const { rows } = await sql<{ id: string }>`select pg_current_xact_id()::text as id`.execute(db);
  return Number(rows[0]?.id);
};

it('says so when an event could not be written', async () => {
  const away = batchedAudit(Promise.reject(new Error('no database')));
  const event = { actor: 'cms', action: 'publish-checked', subject: 'content:1', facts: {} };
  await expect(away(event)).rejects.toThrow('no database');
});
