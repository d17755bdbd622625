// The database and one of two crawlers are killed in the middle of a scan; it ends as if nothing had been.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openAddressBook } from '../../../src/service/site/address-book.ts';
import { startScan } from '../../../src/service/site/scans.ts';
import { registerSite } from '../../../src/service/site/sites.ts';
import { parseKeyring } from '../../../src/service/store/blobs/keyring.ts';
import { openDatabase } from '../../../src/service/store/database.ts';
import { startEmbeddedPostgres } from '../../../src/service/store/embedded-postgres.ts';
import { ended, exposuresAt, FAST } from './crawl.ts';
import { startCrawlerProcess } from './start-crawler-process.ts';
import { serveSite } from './test-site/serve.ts';
import { SAME } from './test-site/site.ts';

const folder = mkdtempSync(join(tmpdir(), 'clearpost-killed-'));
let postgres = await startEmbeddedPostgres(folder);
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

it('finds the same when the database and a crawler are killed on the way', async () => {
  const served = await serveSite({ pages: 100, attachments: 28, seed: 13, bigBytes: 100_000 });
  const keyring = parseKeyring(`k1:${randomBytes(32).toString('base64')}`, 'test');
  const before = await openDatabase(postgres.connection);
  const book = await openAddressBook(before, keyring);
  const wish = { origin: served.origin, settings: FAST, schedule: null };
  const site = await registerSite(before, keyring, wish, 'test');
  const id = await startScan(before, keyring, site.id, 'test');
  await before.destroy();
  const start = () =>
    startCrawlerProcess(postgres.connection, keyring, { concurrency: 4, workers: 1 }, 'quiet');
  const [heir, victim] = [await start(), await start()];
  const answered = (count: number) =>
    expect
      .poll(() => [...served.answers.values()].reduce((sum, times) => sum + times, 0), {
        timeout: 60_000,
        interval: 2,
      })
      .toBeGreaterThan(count);

  await answered(30);
  process.kill(postgres.pid, 'SIGKILL');
  postgres = await startEmbeddedPostgres(folder);
  await answered(60);
  await victim.kill();
  await answered(90);
  process.kill(postgres.pid, 'SIGKILL');
  postgres = await startEmbeddedPostgres(folder);

  const db = await openDatabase(postgres.connection);
  const scan = await ended(db, id);
  const found = (await exposuresAt(db, book, served.origin)).flatMap(({ places }) => places);
  await heir.stop();
  await db.destroy();
  await served.stop();
  expect(scan).toMatchObject({ state: 'done', errors: 0, exposures: { takenDown: 0 } });
  expect(scan.exposures.new).toBe(served.site.planted.size);
  expect(found.toSorted()).toEqual([...served.site.planted.keys(), ...SAME].toSorted());
}, 180_000);
