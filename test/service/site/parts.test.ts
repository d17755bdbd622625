// The small decisions of a crawler, one by one.
import { expect, it } from 'vitest';
import { FetchRefused } from '../../../src/service/fetch/fetch-guarded.ts';
import { AddressRefused } from '../../../src/service/fetch/guarded-agent.ts';
import { departmentOf } from '../../../src/service/site/department.ts';
import { documentName } from '../../../src/service/site/document-name.ts';
import { lookedWith } from '../../../src/service/site/looker.ts';
import { readRobots } from '../../../src/service/site/robots.ts';
import { settler } from '../../../src/service/site/settler.ts';
import { troubleOf, troubleWith } from '../../../src/service/site/trouble.ts';
import { turns } from '../../../src/service/site/turns.ts';

const ORIGIN = 'https://www.example.gov.cn';

it('obeys what robots.txt says to everybody and to us, under http and https alike', () => {
  const robots = readRobots(
    ORIGIN,
    `User-agent: *\nDisallow: /all/\n\nUser-agent: Clearpost\nDisallow: /ours/\nAllow: /ours/open.html\nCrawl-delay: 2\n\nSitemap: ${ORIGIN}/map.xml`,
  );
  expect(robots.allows(`${ORIGIN}/ours/a.html`)).toBe(false);
  expect(robots.allows('http://www.example.gov.cn/ours/a.html')).toBe(false);
  expect(robots.allows(`${ORIGIN}/ours/open.html`)).toBe(true);
  expect(robots.allows(`${ORIGIN}/all/a.html`)).toBe(true);
  expect(robots.sitemaps).toEqual([`${ORIGIN}/map.xml`]);
  expect(robots.delayMs).toBe(2000);
  expect(readRobots(ORIGIN, '').allows(`${ORIGIN}/a`)).toBe(true);
});

it('does not stand still because a robots.txt asks for an hour between two pages', () =>
  expect(readRobots(ORIGIN, 'User-agent: *\nCrawl-delay: 3600').delayMs).toBe(10_000));

it.each([
  ['/a/', {}, 'index'],
  ['/a/', { 'content-type': 'text/html; charset=gbk' }, 'index.html'],
  ['/a/b.jsp?id=7', { 'content-type': 'text/html' }, 'b.jsp?id=7.html'],
  ['/a/%E5%90%8D%E5%8D%95.xlsx', {}, '名单.xlsx'],
  ['/down?x=1', { 'content-disposition': 'attachment; filename="list.csv"' }, 'list.csv'],
  ['/a/b.csv', { 'content-type': 'text/html' }, 'b.csv'],
  ['/a/%zz', {}, '%zz'],
  ['/a/%C3%FB%B5%A5.doc', {}, '名单.doc'],
  ['/list.json?page=1', {}, 'list?page=1.json'],
  ['/query.do', { 'content-type': 'application/json;charset=utf-8' }, 'query.do.json'],
  ['/d', { 'content-disposition': 'attachment;filename=\xc3\xfb\xb5\xa5.xls' }, '名单.xls'],
  ['/d', { 'content-disposition': 'attachment; filename="%E5%90%8D%E5%8D%95.xls"' }, '名单.xls'],
  ['/d', { 'content-disposition': "attachment; filename*=UTF-8''%E5%90%8D.xls" }, '名.xls'],
  ['/d', { 'content-disposition': "attachment; filename*=GBK''%C3%FB.xls" }, '名.xls'],
  [
    '/d',
    { 'content-disposition': 'attachment; filename="=?UTF-8?B?5ZCN5Y2VLnhscw==?="' },
    '名单.xls',
  ],
  ['/d?id=1', { 'content-disposition': 'attachment; filename=' }, 'd?id=1'],
])('opens %s with %j as %s', (path, headers, name) =>
  expect(documentName(ORIGIN + path, headers)).toBe(name),
);

const answer = (status: number, headers = {}) =>
  troubleOf({ status, headers, body: Buffer.alloc(0), url: ORIGIN, redirects: [], waitedMs: 1 });

it('waits where a site asks for patience, tries again where it may help, and nowhere else', () => {
  expect([200, 206, 301, 304, 404, 410].map((status) => answer(status))).toEqual(
    new Array(6).fill(undefined),
  );
  expect(answer(429, { 'retry-after': '7' })).toMatchObject({ isBusy: true, retryAfter: 7 });
  expect(answer(503, { 'retry-after': '99999' })?.retryAfter).toBe(3600);
  expect(answer(503, { 'retry-after': 'soon' })?.retryAfter).toBeNull();
  expect(answer(502)).toMatchObject({ mayPass: true, isBusy: false });
  expect(answer(403)).toMatchObject({ mayPass: false, problem: 'forbidden' });
});

it.each([
  [new AddressRefused('no'), 'address-refused', false],
  [Object.assign(new Error('x'), { cause: new AddressRefused('no') }), 'address-refused', false],
  [new FetchRefused('too-large'), 'too-large', false],
  [new FetchRefused('too-slow'), 'too-slow', true],
  [
    Object.assign(new Error('x'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
    'certificate-untrusted',
    false,
  ],
  [Object.assign(new Error('x'), { code: 'ECONNRESET' }), 'no-answer', true],
])('takes %s for %s', (error, problem, mayPass) =>
  expect(troubleWith(error)).toMatchObject({ problem, mayPass, status: 0 }),
);

it('names the department whose part of the site is the narrowest', () => {
  const parts = [
    { path: '/', name: '市政府' },
    { path: '/mzj/', name: '民政局' },
  ];
  expect(departmentOf(`${ORIGIN}/mzj/a.html`, parts)).toBe('民政局');
  expect(departmentOf(`${ORIGIN}/a.html`, parts)).toBe('市政府');
  expect(departmentOf(`${ORIGIN}/a.html`, [])).toBeNull();
});

it('looks again when rules, policy or scope have changed, not when the pace has', () => {
  const site = { id: '', createdAt: new Date(), origin: ORIGIN, schedule: null };
  const catalog = { formats: [], policies: [], rules: [], engine: { version: '1', rules: 'a' } };
  const key = (settings: object, rules = 'a') =>
    lookedWith({ ...site, settings }, { ...catalog, engine: { version: '1', rules } }).toString(
      'hex',
    );
  expect(key({ delayMs: 5, connections: 9, budget: { pages: 1 } })).toBe(key({}));
  const others = [
    key({ policy: 'strict' }),
    key({ maxDepth: 3 }),
    key({ include: ['/a/'] }),
    key({}, 'b'),
  ];
  expect(new Set([key({}), ...others]).size).toBe(5);
});

it('lets no more in than it may, each in turn, also when one fails', async () => {
  const inTurn = turns(2);
  let inside = 0;
  let most = 0;
  const act = (fails: boolean) => async () => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => setTimeout(resolve, 2));
    inside -= 1;
    if (fails) throw new Error('no');
  };
  const all = await Promise.allSettled([1, 2, 3, 4, 5, 6].map((n) => inTurn(act(n === 2))));
  expect(most).toBe(2);
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
});

it('settles what is sound when one of a batch cannot be written, and tries a lost database again', async () => {
  const written: string[] = [];
  let away = 2;
  const settle = settler<string>(
    async (some) => {
      if (away-- > 0) throw Object.assign(new Error('gone'), { code: '57P01' });
      if (some.includes('bad')) throw Object.assign(new Error('no'), { code: '22P05' });
      written.push(...some);
    },
    (one) => `failed ${one}`,
    () => {},
  );
  await Promise.all(['a', 'bad', 'b'].map(settle));
  expect(written.toSorted()).toEqual(['a', 'b', 'failed bad']);
});
