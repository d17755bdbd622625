import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { openAddressBook } from '../../../src/service/site/address-book.ts';
import { sayAlive, takeFromTheDead } from '../../../src/service/site/crawlers.ts';
import { openFrontier } from '../../../src/service/site/frontier.ts';
import { orderScan, ScanUnderWay, startScan } from '../../../src/service/site/scans.ts';
import { registerSite } from '../../../src/service/site/sites.ts';
import type { Claim, Settlement } from '../../../src/service/site/visit-outcome.ts';
import { parseKeyring } from '../../../src/service/store/blobs/keyring.ts';
import { openTestStore } from './open-test-store.ts';

const store = await openTestStore();
const { db, keyring, book } = store;
afterAll(() => store.close());

const HOST = 'www.example.gov.cn';
let siteId: string;
let scanId: string;
let turn = 0;

beforeEach(async () => {
  turn += 1;
  const origin = `http://${HOST}:${turn}`;
  const site = await registerSite(db, keyring, { origin, settings: {}, schedule: null }, 'test');
  siteId = site.id;
  scanId = await startScan(db, keyring, siteId, 'test');
  await db.updateTable('scan').set({ state: 'running' }).where('id', '=', scanId).execute();
  await db.deleteFrom('host').execute();
  await db.insertInto('host').values({ name: HOST }).execute();
});

const crawler = async (concurrency = 100) => {
  const crawlerId = randomUUID();
  await sayAlive(db, crawlerId);
  const line = openFrontier(db, book, {
    siteId,
    scanId,
    number: 1,
    host: HOST,
    concurrency,
    crawlerId,
  });
  return { crawlerId, ...line };
};
const done = ({ key, depth }: Claim, links: readonly string[] = []): Settlement => ({
  key,
  depth,
  end: 'looked',
  status: 200,
  kind: 'page',
  problem: null,
  blindSpots: 0,
  etag: null,
  lastModified: null,
  sha256: null,
  lookedWith: null,
  bytes: 10,
  links,
  sitemaps: [],
});
const urls = (count: number) => Array.from({ length: count }, (_, page) => `http://x/${page}`);

it('gives every page to one crawler only, however many ask at once', async () => {
  const [a, b] = [await crawler(), await crawler()];
  await a.add(urls(40), 0);
  const taken = await Promise.all([a, b, a, b, a, b].map((one) => one.claim(8)));
  const all = taken.flatMap(({ claims }) => claims.map(({ url }) => url));
  expect(new Set(all).size).toBe(all.length);
  expect(all.length).toBeGreaterThan(30);
});

it('knows a page by its address: found twice, it stands in line once, at its least depth', async () => {
  const [a, b] = [await crawler(), await crawler()];
  await a.add(['http://x/1', 'http://x/2'], 5);
  await b.add(['http://x/2', 'http://x/3'], 2);
  expect(await a.left()).toBe(3);
  const { claims } = await a.claim(3);
  expect(claims.map(({ url, depth }) => [url, depth]).toSorted()).toEqual([
    ['http://x/1', 5],
    ['http://x/2', 2],
    ['http://x/3', 2],
  ]);
});

it('puts what a page links to in line, one deeper, and is done when nothing is left', async () => {
  const a = await crawler();
  await a.add(['http://x/'], 0);
  const [first] = (await a.claim(5)).claims;
  await a.settle([done(first as Claim, ['http://x/a', 'http://x/'])]);
  const { claims } = await a.claim(5);
  expect(claims.map(({ url, depth }) => [url, depth])).toEqual([['http://x/a', 1]]);
  await a.settle(claims.map((claim) => done(claim)));
  expect(await a.left()).toBe(0);
});

it('gives what a dead crawler had in hand to another, and does not listen to the dead', async () => {
  const [a, b] = [await crawler(), await crawler()];
  await a.add(urls(4), 0);
  const { claims } = await a.claim(4);
  expect((await b.claim(4)).claims).toEqual([]);
  await sql`update crawler set seen_at = now() - interval '1 minute' where id = ${a.crawlerId}`.execute(
    db,
  );
  expect(await takeFromTheDead(db)).toBe(4);
  expect((await b.claim(4)).claims.map(({ attempts }) => attempts)).toEqual([2, 2, 2, 2]);
  let recorded = 0;
  const ours = await a.settle(
    claims.map((claim) => done(claim)),
    async (_, settled) => {
      recorded += settled.length;
    },
  );
  expect([ours.length, recorded]).toEqual([0, 0]);
});

it('leaves a page that was put off alone until its time', async () => {
  const a = await crawler();
  await a.add(urls(2), 0);
  const { claims } = await a.claim(1);
  await a.postpone(claims[0]?.key as Buffer, 3600);
  expect((await a.claim(5)).claims).toHaveLength(1);
  expect(await a.left()).toBe(2);
});

it('has no more pages of a site in hand than it may, and waits between two when told to', async () => {
  const [a, b] = [await crawler(3), await crawler(3)];
  await a.add(urls(20), 0);
  expect((await a.claim(8)).claims).toHaveLength(3);
  expect((await b.claim(8)).claims).toHaveLength(0);
  await a.release();
  await db.updateTable('host').set({ delay_ms: 60_000 }).execute();
  expect((await b.claim(8)).claims).toHaveLength(1);
  expect((await a.claim(8)).claims).toHaveLength(0);
});

it('gives out nothing while a scan is paused, and everything again after it', async () => {
  const a = await crawler();
  await a.add(urls(2), 0);
  await orderScan(db, keyring, scanId, 'pause', 'test');
  expect((await a.claim(5)).claims).toEqual([]);
  await db
    .updateTable('scan')
    .set({ robots: book.seal('') })
    .where('id', '=', scanId)
    .execute();
  await orderScan(db, keyring, scanId, 'resume', 'test');
  expect((await a.claim(5)).claims).toHaveLength(2);
});

it('runs one scan of a site at a time, and visits every known page again in the next', async () => {
  const a = await crawler();
  await a.add(urls(3), 0);
  const { claims } = await a.claim(3);
  await a.settle(claims.map((claim) => ({ ...done(claim), etag: '"1"' })));
  await expect(startScan(db, keyring, siteId, 'test')).rejects.toThrow(ScanUnderWay);
  await orderScan(db, keyring, scanId, 'stop', 'test');
  scanId = await startScan(db, keyring, siteId, 'test');
  await db.updateTable('scan').set({ state: 'running' }).where('id', '=', scanId).execute();
  const again = await (await crawler()).claim(5);
  expect(again.claims.map(({ etag }) => etag)).toEqual(['"1"', '"1"', '"1"']);
});

it('keeps no address in the clear, and finds pages again after the keyring was turned over', async () => {
  const a = await crawler();
  const address = 'http://x/公示/11010519491231002X.pdf';
  await a.add([address], 0);
  const { rows } = await sql<{ row: string }>`select page::text as row from page`.execute(db);
  const all = rows.map(({ row }) => row).join();
  expect(all).not.toContain('11010519491231002X');
  expect(all).not.toContain(Buffer.from('11010519491231002X').toString('hex'));
  const [id, key] = [keyring.active.id, Buffer.from(keyring.active.key).toString('base64')];
  const turned = parseKeyring(`k2:${Buffer.alloc(32, 7).toString('base64')}\n${id}:${key}`, 'test');
  const later = await openAddressBook(db, turned);
  expect(later.keyOf(address)).toEqual(book.keyOf(address));
  const row = await db
    .selectFrom('page')
    .select('address')
    .where('key', '=', book.keyOf(address))
    .executeTakeFirstOrThrow();
  expect(later.open(row.address)).toBe(address);
});

it('takes pages from a long line without reading the whole of it', async () => {
  const { add, claim } = await crawler();
  await add(urls(20_000), 0);
  await sql`analyze page`.execute(db);
  const wholeReads = async () => {
    await sql`select pg_stat_force_next_flush()`.execute(db);
    const { rows } = await sql<{ reads: string }>`
      select seq_scan as reads from pg_stat_user_tables where relname = 'page'`.execute(db);
    return Number(rows[0]?.reads);
  };
  const before = await wholeReads();
  for (let turn = 0; turn < 3; turn++) expect((await claim(8)).claims).toHaveLength(8);
  expect(await wholeReads()).toBe(before);
});
