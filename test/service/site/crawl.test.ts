// A whole site, served, crawled, looked at and recorded: everything planted is found, nothing else.
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSandbox, SANDBOX_DEFAULTS } from '../../../src/service/sandbox/sandbox.ts';
import type { ScanProgress } from '../../../src/service/site/scans.ts';
import { crawl, exposuresAt } from './crawl.ts';
import { openTestStore } from './open-test-store.ts';
import { type Served, serveSite } from './test-site/serve.ts';
import { SAME } from './test-site/site.ts';

const store = await openTestStore();
const sandbox = createSandbox({ ...SANDBOX_DEFAULTS, workers: 1, rulesFolder: 'rules' });
let served: Served;
let first: ScanProgress;

beforeAll(async () => {
  served = await serveSite({ pages: 100, attachments: 35, seed: 7, bigBytes: 300_000 });
  first = await crawl(store, sandbox, served.origin);
});
afterAll(async () => {
  await served.stop();
  await sandbox.close();
  await store.close();
});

const found = () => exposuresAt(store.db, store.book, served.origin);
const timesAnswered = (path: string) =>
  [...served.answers]
    .filter(([name]) => name.endsWith(` ${path}`))
    .reduce((sum, [, n]) => sum + n, 0);

it('finds everything that is planted, wherever it lies, and nothing else', async () => {
  const places = (await found()).flatMap((one) => one.places);
  expect(places.toSorted()).toEqual([...served.site.planted.keys(), ...SAME].toSorted());
});

it('counts how many numbers stand in each document', async () => {
  for (const { places, counts } of await found())
    expect([places[0], counts['resident-id']]).toEqual([
      places[0],
      served.site.planted.get(places[0] as string),
    ]);
});

it('takes the same list under three addresses for one exposure', async () => {
  const same = (await found()).filter(({ places }) => places.includes('/same/a.html'));
  expect(same.map(({ places }) => places)).toEqual([['/same/a.html', ...SAME]]);
});

it('fetches nothing twice but what was busy or failed', () => {
  const twice = [...served.answers].filter(
    ([name, times]) => times > 1 && !name.includes('/moods/'),
  );
  expect(twice).toEqual([]);
});

it('asks for nothing that robots.txt forbids, and touches no private address', () => {
  expect(timesAnswered('/nobody/secret.html')).toBe(0);
  expect(served.trespasses()).toBe(0);
});

it('ends in calendars, folders and redirects without end', () => {
  const asked = (what: RegExp) => [...served.answers.keys()].filter((name) => what.test(name));
  expect(asked(/calendar/).length).toBeLessThan(25);
  expect(asked(/\/deep\//).length).toBeLessThan(5);
  expect(asked(/\/chain\//).length).toBeLessThan(25);
});

it('tells how it went', () => {
  expect(first).toMatchObject({
    state: 'done',
    number: 1,
    left: 0,
    unchanged: 0,
    errors: 0,
    skipped: 2,
  });
  expect(first.pages).toBeGreaterThan(130);
  expect(first.attachments).toBeGreaterThan(38);
  expect(first.exposures).toMatchObject({ new: served.site.planted.size, takenDown: 0 });
});

it('keeps no number, no name and no address of a page in the database', async () => {
  const { rows: tables } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public'`.execute(store.db);
  for (const { name } of tables) {
    const { rows } = await sql<{
      row: string;
    }>`select t::text as row from ${sql.table(name)} t`.execute(store.db);
    const all = rows.map(({ row }) => row).join('\n');
    for (const number of served.site.numbers) expect(all.includes(number), name).toBe(false);
    expect(all.includes('/gsgg/'), name).toBe(false);
  }
});

it('asks the second time only whether anything has changed, and carries over what it found', async () => {
  served.answers.clear();
  Object.assign(served.repeated, { conditional: 0, plain: 0, withoutValidator: 0 });
  const before = await found();
  const second = await crawl(store, sandbox, served.origin);
  expect(second).toMatchObject({
    state: 'done',
    number: 2,
    exposures: { new: 0, reopened: 0, takenDown: 0 },
  });
  const answers = [...served.answers].filter(([name]) => !/ \/(?:calendar|chain|deep)/.test(name));
  const unchanged = answers.filter(([name]) => name.startsWith('304')).length;
  expect(unchanged / second.unchanged).toBeGreaterThan(0.6);
  expect(second.unchanged / (second.pages + second.attachments)).toBeGreaterThan(0.8);
  expect(await found()).toEqual(before);
  // Every page that can be asked so is; robots.txt alone is always read.
  const { conditional, plain } = served.repeated;
  expect(plain).toBeLessThanOrEqual(1);
  expect(conditional / (conditional + plain)).toBeGreaterThan(0.95);
});

it('says taken down when a page is gone or clean, not when it fails, and reopened when it is back', async () => {
  const [gone, mended] = ['/odd/js1.html', '/odd/js2.html'];
  const page = await (await fetch(`${served.origin}${gone}`)).text();
  served.change(gone, undefined);
  served.change(mended, '<title>公示</title><p>已更正</p>');
  served.change('/same/a.html', undefined);
  const third = await crawl(store, sandbox, served.origin);
  expect(third.exposures).toMatchObject({ new: 0, takenDown: 2 });
  const open = (await found()).filter(({ status }) => status === 'open');
  expect(open.flatMap(({ places }) => places)).not.toContain(gone);
  expect(open.flatMap(({ places }) => places)).not.toContain(mended);
  expect(open.flatMap(({ places }) => places)).toContain('/same/b.html');
  served.change(gone, page);
  const fourth = await crawl(store, sandbox, served.origin);
  expect(fourth.exposures).toMatchObject({ new: 0, reopened: 1, takenDown: 0 });
  expect((await found()).find(({ places }) => places.includes(gone))?.status).toBe('reopened');
});

it('keeps the history of a page whose list has grown', async () => {
  const path = '/odd/js3.html';
  const page = await (await fetch(`${served.origin}${path}`)).text();
  const before = (await found()).length;
  served.change(
    path,
    page.replace('</table>', '<tr><td>王小明</td><td>11010519491231002X</td></tr></table>'),
  );
  const fifth = await crawl(store, sandbox, served.origin);
  expect(fifth.exposures).toMatchObject({ new: 0, takenDown: 0 });
  expect((await found()).length).toBe(before);
  const changed = (await found()).find(({ places }) => places.includes(path));
  expect(changed?.counts['resident-id']).toBe(2);
});
