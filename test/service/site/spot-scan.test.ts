// A citizen names a page at the very moment when a scan of its site writes, or ends.
import { sql } from 'kysely';
import { afterAll, expect, it } from 'vitest';
import { candidateCounter } from '../../../src/engine/decide/candidates.ts';
import { finishScan } from '../../../src/service/site/end-scan.ts';
import { orderScan, startScan } from '../../../src/service/site/scans.ts';
import { registerSite } from '../../../src/service/site/sites.ts';
import { lookAgain } from '../../../src/service/site/spot-scan.ts';
import { openTestStore } from './open-test-store.ts';

const { db, keyring, book, close } = await openTestStore();
afterAll(close);
const site = await registerSite(
  db,
  keyring,
  { origin: 'http://127.0.0.1:9', settings: {}, schedule: null },
  'test',
);
const PAGE = `${site.origin}/list.html`;
const look = () => lookAgain(db, keyring, book, site, PAGE);
const underWay = () =>
  db
    .selectFrom('scan')
    .select(['id', 'state'])
    .where('state', 'in', ['starting', 'running'])
    .execute();
const waiting = async () => {
  const { rows } = await sql`select 1 from pg_stat_activity where wait_event_type = 'Lock'`.execute(
    db,
  );
  return rows.length;
};
const stop = async () => {
  for (const { id } of await underWay()) await orderScan(db, keyring, id, 'stop', 'test');
};

it('neither waits for the other for ever: who names a page, and a visit that has just been there', async () => {
  const key = await look();
  let named: Promise<unknown> | undefined;
  await db.transaction().execute(async (trx) => {
    await sql`update page set fetched_at = now() where key = ${key}`.execute(trx);
    named = look();
    await expect.poll(waiting).toBe(1);
    await sql`
      insert into page (site_id, key, address, depth, found_in, due_at)
      values (${site.id}, ${book.keyOf('x')}, ${book.seal('x')}, 1, 1, null)`.execute(trx);
  });
  await expect(named).resolves.toEqual(key);
  await stop();
});

it('a page that is named while a scan ends is looked at, if by another scan', async () => {
  await sql`update page set due_at = null, fetched_at = '2001-01-01'`.execute(db);
  const id = await startScan(db, keyring, site.id, 'test');
  await sql`update scan set state = 'running' where id = ${id}`.execute(db);
  await sql`update page set due_at = null`.execute(db);
  let named: Promise<unknown> | undefined;
  let ending: Promise<boolean> | undefined;
  await db.transaction().execute(async (trx) => {
    // The end is held up where it writes itself into the trail.
    await sql`lock table audit_event in exclusive mode`.execute(trx);
    ending = finishScan(db, keyring, id, { book, count: candidateCounter([]), threshold: 1000 });
    await expect.poll(waiting).toBe(1);
    named = look();
    await Promise.race([named, expect.poll(waiting).toBe(2)]);
  });
  expect(await ending).toBe(true);
  await named;
  const [scan] = await underWay();
  expect(scan?.state).toBe('starting');
});
