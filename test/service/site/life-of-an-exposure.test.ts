// What becomes of a list online while its site changes, told by scan after scan.
import { sql } from 'kysely';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { createSandbox, SANDBOX_DEFAULTS } from '../../../src/service/sandbox/sandbox.ts';
import { coverageOf } from '../../../src/service/site/coverage.ts';
import { findReport, reportExposure } from '../../../src/service/site/exposure-reports.ts';
import { type Exposure, listExposures } from '../../../src/service/site/exposures.ts';
import type { SiteSettings } from '../../../src/service/site/settings.ts';
import { siteAt } from '../../../src/service/site/sites.ts';
import { crawl, FAST, work } from './crawl.ts';
import { openTestStore } from './open-test-store.ts';
import { type ServedPages, servePages } from './serve-pages.ts';
import { type Row, WRITERS } from './test-site/documents.ts';

const VALUE = '11010519491231002X';
const LIST = `<title>资助名单</title><table><tr><td>姓名</td><td>身份证号</td></tr><tr><td>王小刚</td><td>${VALUE}</td></tr></table>`;
const NONE = '00000000-0000-0000-0000-000000000000';
const store = await openTestStore();
const { db, keyring, book } = store;
const sandbox = createSandbox({ ...SANDBOX_DEFAULTS, workers: 1, rulesFolder: 'rules' });
let served: ServedPages;
let pages: ServedPages['pages'];
beforeEach(async () => {
  served = await servePages();
  pages = served.pages;
  pages.set('/', '<a href="/list.html">名单</a>');
  pages.set('/list.html', LIST);
});
afterEach(() => served.stop());
afterAll(async () => {
  await sandbox.close();
  await store.close();
});

const scan = (settings: SiteSettings = FAST) => crawl(store, sandbox, served.origin, settings);
const siteId = async () => (await siteAt(db, served.origin))?.id as string;
const exposures = async (): Promise<Exposure[]> =>
  (await listExposures(db, book, { site: await siteId() }, NONE, 100)).toSorted((a, b) =>
    a.kind < b.kind ? -1 : 1,
  );
/** Where it stands and why it stands elsewhere no more. */
const placesOf = ({ places }: Exposure) =>
  Object.fromEntries(
    places.map(({ address, goneAt, goneBecause }) => [
      address.slice(served.origin.length),
      goneAt === null ? 'up' : goneBecause,
    ]),
  );
const only = async () => {
  const [one, ...others] = await exposures();
  expect(others).toEqual([]);
  return { ...(one as Exposure), where: placesOf(one as Exposure) };
};
/** So many days and a few hours. */
const daysPass = (days: number) =>
  sql`update exposure set open_since = open_since - make_interval(hours => ${days * 24 + 5}),
    first_seen = first_seen - make_interval(hours => ${days * 24 + 5})`.execute(db);
const CHANGE = { new: 0, reopened: 0, takenDown: 0 };

it('a list that is deleted is taken down because it was removed, its days stay, and those of its return are added', async () => {
  expect((await scan()).exposures).toEqual({ ...CHANGE, new: 1 });
  await daysPass(9);
  pages.delete('/list.html');
  expect((await scan()).exposures).toEqual({ ...CHANGE, takenDown: 1 });
  expect(await only()).toMatchObject({
    status: 'taken-down',
    daysExposed: 10,
    where: { '/list.html': 'removed' },
  });
  // While it is down no day is counted.
  await daysPass(30);
  expect((await only()).daysExposed).toBe(10);
  pages.set('/list.html', LIST);
  expect((await scan()).exposures).toEqual({ ...CHANGE, reopened: 1 });
  await daysPass(3);
  expect(await only()).toMatchObject({
    status: 'reopened',
    daysExposed: 13,
    takenDownAt: null,
    where: { '/list.html': 'up' },
  });
});

it.each([
  ['mended', '<title>资助名单</title><p>名单已更正。</p>'],
  [
    'an answer of 200 that says there is no such page',
    '<title>404</title><h1>页面不存在</h1><p>您访问的页面已被删除。</p>',
  ],
])('a list whose page is %s is taken down because its content has changed', async (_, page) => {
  await scan();
  pages.set('/list.html', page);
  expect((await scan()).exposures.takenDown).toBe(1);
  expect(await only()).toMatchObject({ status: 'taken-down', where: { '/list.html': 'changed' } });
});

const redirect = (location: string) => ({ status: 302, headers: { location } });
it.each([
  ['asks for a login by 401', { status: 401, body: '' }, 'forbidden'],
  ['is forbidden', { status: 403, body: '禁止访问' }, 'forbidden'],
  ['leads to a login', redirect('/cas/login?service=list'), 'login'],
  ['leads to another site', redirect('http://other.example.gov.cn/list.html'), 'left-site'],
  ['fails', { status: 500, body: '' }, 'server-error'],
])(
  'a list whose page %s is not taken down: it may stand there as ever',
  async (_, answer, reason) => {
    await scan();
    pages.set('/list.html', answer);
    expect((await scan()).exposures).toEqual(CHANGE);
    expect(await only()).toMatchObject({ status: 'open', where: { '/list.html': 'up' } });
    const { unread } = await coverageOf(db, await siteId());
    expect(unread.find((one) => one.reason === reason)).toMatchObject({ pages: 1 });
  },
);

it('a list that robots.txt forbids from now on is not taken down', async () => {
  await scan();
  pages.set('/robots.txt', {
    headers: { 'content-type': 'text/plain' },
    body: 'User-agent: *\nDisallow: /list',
  });
  expect(await scan()).toMatchObject({ skipped: 1, exposures: CHANGE });
  expect((await only()).status).toBe('open');
  expect((await coverageOf(db, await siteId())).unread).toContainEqual({
    reason: 'robots',
    pages: 1,
  });
});

it('a list that moves is the same exposure at another place', async () => {
  await scan();
  const before = await only();
  await daysPass(5);
  pages.delete('/list.html');
  pages.set('/', '<a href="/list.html">旧</a><a href="/2026/list.html">新</a>');
  pages.set('/2026/list.html', LIST);
  expect((await scan()).exposures).toEqual(CHANGE);
  expect(await only()).toMatchObject({
    id: before.id,
    status: 'open',
    daysExposed: 6,
    where: { '/list.html': 'removed', '/2026/list.html': 'up' },
  });
});

it('a list behind a chain of redirects stands at its end, and its old address is told as moved', async () => {
  await scan();
  pages.set('/list.html', redirect('/b.html'));
  pages.set('/b.html', redirect('c.html'));
  pages.set('/c.html', LIST);
  expect((await scan()).exposures).toEqual(CHANGE);
  expect(await only()).toMatchObject({
    status: 'open',
    where: { '/list.html': 'moved', '/c.html': 'up' },
  });
});

it('a list that moves to a page that fails is not taken down before that page was seen', async () => {
  await scan();
  pages.set('/list.html', redirect('/b.html'));
  pages.set('/b.html', { status: 500, body: '' });
  expect((await scan()).exposures).toEqual(CHANGE);
  pages.set('/b.html', '<p>已更正</p>');
  expect((await scan()).exposures).toEqual({ ...CHANGE, takenDown: 1 });
});

it('a list that moves by two redirects to a page that fails again and again is not taken down before that page was seen', async () => {
  pages.set('/', '<a href="/list.html">名单</a><a href="/c.html">其他</a>');
  pages.set('/c.html', '<p>其他</p>');
  await scan();
  pages.set('/list.html', redirect('/b.html'));
  pages.set('/b.html', redirect('/c.html'));
  pages.set('/c.html', { status: 500, body: '' });
  expect((await scan()).exposures).toEqual(CHANGE);
  expect((await scan()).exposures).toEqual(CHANGE);
  pages.set('/c.html', '<p>其他</p>');
  expect((await scan()).exposures).toEqual({ ...CHANGE, takenDown: 1 });
});

it('a list that moves to a page of which a part cannot be read is not taken down', async () => {
  await scan();
  pages.set('/list.html', redirect('/b.html'));
  pages.set('/b.html', `<img src="data:image/jpeg;base64,${PICTURE.toString('base64')}">`);
  expect((await scan()).exposures).toEqual(CHANGE);
});

it('a page that names another address as its own stands at both, as one exposure', async () => {
  pages.set(
    '/list.html',
    LIST.replace('<title>', '<link rel="canonical" href="/real.html"><title>'),
  );
  pages.set('/real.html', LIST);
  expect((await scan()).exposures.new).toBe(1);
  expect((await only()).where).toEqual({ '/list.html': 'up', '/real.html': 'up' });
});

const file = async (ending: string, row: Row) => ({
  headers: { 'content-type': 'application/octet-stream' },
  body: await (WRITERS[ending] as (rows: Row[]) => Uint8Array)([row]),
});
it('two attachments that hide different halves of one number are told together, until one is gone', async () => {
  pages.set('/list.html', '<a href="/a.xlsx">一</a><a href="/b.csv">二</a>');
  pages.set('/a.xlsx', await file('xlsx', ['王小刚', '350102199003******']));
  pages.set('/b.csv', await file('csv', ['王小刚', '**************0019']));
  await scan();
  const together = async () =>
    (await exposures()).find(({ kind }) => kind === 'recombination') as Exposure;
  expect(await together()).toMatchObject({ status: 'open', counts: { 'masked-resident-id': 1 } });
  expect(placesOf(await together())).toEqual({ '/a.xlsx': 'up', '/b.csv': 'up' });
  pages.delete('/a.xlsx');
  await scan();
  expect((await together()).status).toBe('taken-down');
});

/** A citizen names a page; what they are told once it was looked at. */
async function ticketFor(path: string) {
  const report = await reportExposure(db, keyring, book, `${served.origin}${path}`);
  const { id } = await db
    .selectFrom('scan')
    .select('id')
    .where('site_id', '=', await siteId())
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  await work(store, sandbox, id);
  return (await findReport(db, report?.ticket as string))?.status;
}
const PICTURE = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(20_000)]);
it.each([
  ['a picture', { headers: { 'content-type': 'image/jpeg' }, body: PICTURE }, 'unreachable'],
  ['behind a login', { status: 403, body: '' }, 'unreachable'],
  [
    'a page with a picture inside that nobody reads',
    `<p>名单见图</p><img src="data:image/jpeg;base64,${PICTURE.toString('base64')}">`,
    'unreachable',
  ],
  ['a page on which nothing is', '<p>放假通知</p>', 'nothing-found'],
  ['not there', { status: 404, body: '' }, 'taken-down'],
])('a citizen who names what is %s is not told more than is known', async (_, answer, status) => {
  await scan();
  pages.set('/named', answer);
  expect(await ticketFor('/named')).toBe(status);
});

it('pictures, locked and unknown files are counted as not looked at, by what they are', async () => {
  pages.set(
    '/',
    '<img src="/scan.jpg"><img src="/icon.gif"><a href="/list.html">1</a><a href="/x.rar">2</a><a href="/film.mp4">3</a>',
  );
  pages.set('/scan.jpg', { headers: { 'content-type': 'image/jpeg' }, body: PICTURE });
  pages.set('/icon.gif', {
    headers: { 'content-type': 'image/gif' },
    body: 'GIF89a\u0001\u0000\u0001\u0000',
  });
  pages.set('/x.rar', { headers: {}, body: 'Rar!\u001a\u0007\u0000 of an archive' });
  await scan();
  const { read, unread, lastScan } = await coverageOf(db, await siteId());
  expect(read).toBe(2);
  expect(lastScan).toMatchObject({ state: 'done', because: null });
  expect(unread.toSorted((a, b) => (a.reason < b.reason ? -1 : 1))).toEqual(
    ['format-unsupported', 'image', 'image-small', 'media'].map((reason) => ({ reason, pages: 1 })),
  );
});

it('a page that shows nothing without its scripts is not taken for clean, nor its list for taken down', async () => {
  await scan();
  pages.set(
    '/list.html',
    '<title>公示</title><body><noscript>请启用 JavaScript 查看本页面的全部内容</noscript><div id="app"></div><script>mount("#app")</script>',
  );
  expect((await scan()).exposures).toEqual(CHANGE);
  expect((await only()).status).toBe('open');
  const { unread } = await coverageOf(db, await siteId());
  expect(unread).toContainEqual({ reason: 'needs-scripts', pages: 1 });
});

it('what a scan with a limit has not reached is told', async () => {
  const paths = Array.from({ length: 40 }, (_, at) => `/p${at}.html`);
  pages.set('/', paths.map((path) => `<a href="${path}">${path}</a>`).join(''));
  for (const path of paths) pages.set(path, '<p>通知</p>');
  expect(await scan({ ...FAST, delayMs: 200, budget: { pages: 3 } })).toMatchObject({
    state: 'stopped',
    because: 'budget',
  });
  const { unread, lastScan } = await coverageOf(db, await siteId());
  expect(unread[0]?.reason).toBe('not-reached');
  expect(unread[0]?.pages).toBeGreaterThan(20);
  expect(lastScan).toMatchObject({ state: 'stopped', because: 'budget' });
});

it('a page that failed once and is the same as before is counted as read, and what of it cannot be read is still told', async () => {
  const half = `<p>名单见图</p><img src="data:image/jpeg;base64,${PICTURE.toString('base64')}">`;
  pages.set('/list.html', half);
  await scan();
  const before = await coverageOf(db, await siteId());
  expect(before.readInPart).toBe(1);
  pages.set('/list.html', { status: 500, body: '' });
  await scan();
  pages.set('/list.html', half);
  await scan();
  const { read, readInPart, unread } = await coverageOf(db, await siteId());
  expect({ read, readInPart, unread }).toEqual({ read: before.read, readInPart: 1, unread: [] });
});
