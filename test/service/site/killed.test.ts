// A crawler is killed five times on its way through a site; others go on, and it ends as if nothing had been.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ScanProgress, startScan } from '../../../src/service/site/scans.ts';
import { registerSite } from '../../../src/service/site/sites.ts';
import { ended, exposuresAt, FAST } from './crawl.ts';
import { openTestStore } from './open-test-store.ts';
import { startCrawlerProcess } from './start-crawler-process.ts';
import { type Served, serveSite } from './test-site/serve.ts';
import { SAME } from './test-site/site.ts';

const CONCURRENCY = 4;
/** Answers given when the knife falls. */
const MOMENTS = [1, 15, 50, 90, 130];
const store = await openTestStore();
const { db, keyring, book, connection } = store;
let served: Served;
let scan: ScanProgress;

const answered = () => [...served.answers.values()].reduce((sum, times) => sum + times, 0);
const start = () =>
  startCrawlerProcess(connection, keyring, { concurrency: CONCURRENCY, workers: 1 });

beforeAll(async () => {
  served = await serveSite({ pages: 100, attachments: 28, seed: 11, bigBytes: 100_000 });
  const wish = { origin: served.origin, settings: FAST, schedule: null };
  const site = await registerSite(db, keyring, wish, 'test');
  const id = await startScan(db, keyring, site.id, 'test');
  for (const moment of MOMENTS) {
    const victim = await start();
    while (answered() < moment) await new Promise((resolve) => setTimeout(resolve, 2));
    await victim.kill();
  }
  const [heir, other] = [await start(), await start()];
  scan = await ended(db, id);
  await heir.stop();
  await other.stop();
}, 180_000);
afterAll(async () => {
  await served.stop();
  await store.close();
});

it('finds everything that is planted, once', async () => {
  const found = await exposuresAt(db, book, served.origin);
  const places = found.flatMap((one) => one.places).toSorted();
  expect(places).toEqual([...served.site.planted.keys(), ...SAME].toSorted());
  expect(scan).toMatchObject({ state: 'done', errors: 0, exposures: { takenDown: 0 } });
  expect(scan.exposures.new).toBe(served.site.planted.size);
});

it('counts every page once', async () => {
  const { pages } = await db
    .selectFrom('page')
    .select(({ fn }) => fn.countAll<string>().as('pages'))
    .where('scanned_in', '=', 1)
    .executeTakeFirstOrThrow();
  expect(scan.done).toBe(Number(pages));
});

it('asks again only for what a killed crawler had in hand', () => {
  const again = [...served.answers]
    .filter(([name]) => !name.includes('/moods/') && !name.includes('robots'))
    .reduce((sum, [, times]) => sum + times - 1, 0);
  expect(again).toBeLessThanOrEqual(MOMENTS.length * CONCURRENCY);
});
