import { randomUUID } from 'node:crypto';
import { afterAll, expect, it } from 'vitest';
import { loadSiteReport } from '../../../../src/service/site/report/load-report.ts';
import { registerSite } from '../../../../src/service/site/sites.ts';
import { openTestStore } from '../open-test-store.ts';

const store = await openTestStore();
const { db, keyring, book } = store;
afterAll(() => store.close());
const DAY = 86_400_000;
const NOW = new Date('2026-11-21T12:00:00Z');
const ago = (days: number) => new Date(NOW.getTime() - days * DAY);

it('tells where each document stands, for how long in all, and how the scans went', async () => {
  const origin = 'http://www.example.gov.cn';
  const site = await registerSite(db, keyring, { origin, settings: {}, schedule: null }, 'test');
  const page = async (address: string, found_on: Buffer | null = null) => {
    const key = book.keyOf(address);
    const row = {
      site_id: site.id,
      key,
      address: book.seal(address),
      depth: 0,
      found_in: 1,
      found_on,
    };
    await db
      .insertInto('page')
      .values(row as never)
      .execute();
    return key;
  };
  const list = await page(`${origin}/list.html`);
  const sheet = await page(`${origin}/%E5%90%8D%E5%8D%95.xlsx`, list);
  const gone = await page(`${origin}/11010519491231002X.html`);
  const exposure = async (key: Buffer, more: object) => {
    const id = randomUUID();
    const row = {
      id,
      site_id: site.id,
      kind: 'identifiers',
      key,
      status: 'open',
      first_seen: ago(40),
      last_seen: ago(1),
      open_since: ago(10),
      exposed_seconds: (5 * DAY) / 1000,
      facts: '{}',
      format: 'xlsx',
      policy_id: 'student-aid',
      policy_version: '1',
      severity: 'high',
      counts: JSON.stringify({ 'resident-id': 12 }),
      findings: '[]',
      ...more,
    };
    await db
      .insertInto('exposure')
      .values(row as never)
      .execute();
    const place = { site_id: site.id, page_key: key, kind: 'identifiers', exposure_id: id };
    await db
      .insertInto('exposure_place')
      .values({ ...place, first_seen: ago(40), last_seen: ago(1), seen_in: 1 } as never)
      .execute();
  };
  await exposure(sheet, {
    department: '教育局',
    title: book.seal('张三11010519491231002X资助名单'),
  });
  await exposure(gone, { status: 'taken-down', open_since: null, exposed_seconds: 60 });
  const scan = { site_id: site.id, state: 'done', started_by: 'test' };
  await db
    .insertInto('scan')
    .values([
      { ...scan, id: randomUUID(), number: 1, finished_at: ago(40), pages: 90, exposures_new: 2 },
      { ...scan, id: randomUUID(), number: 2, finished_at: ago(1), pages: 91, exposures_down: 1 },
    ] as never)
    .execute();

  const name = { zh: '居民身份证号', en: 'Resident ID' };
  const report = await loadSiteReport(db, book, site, () => name, NOW);
  expect(report.site).toBe('www.example.gov.cn');
  const [open, down] = report.exposures;
  expect(open).toMatchObject({
    title: '张三******************资助名单',
    department: '教育局',
    days: 15,
    places: [{ address: `${origin}/名单.xlsx`, onPage: `${origin}/list.html` }],
  });
  expect(down).toMatchObject({ status: 'taken-down', days: 1, title: '******************.html' });
  expect(report.trend).toMatchObject([
    { documents: 90, appeared: 2, standing: 2 },
    { documents: 91, takenDown: 1, standing: 1 },
  ]);
  expect(JSON.stringify(report)).not.toContain('11010519491231002X');
});
