// A small site, served and crawled again and again while its pages change.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSandbox, SANDBOX_DEFAULTS } from '../../../src/service/sandbox/sandbox.ts';
import { crawl, FAST } from './crawl.ts';
import { openTestStore } from './open-test-store.ts';

const store = await openTestStore();
const sandbox = createSandbox({ ...SANDBOX_DEFAULTS, workers: 1, rulesFolder: 'rules' });
const pages = new Map<string, string>();
let server: Server;
let origin: string;

beforeAll(async () => {
  server = createServer(({ url = '/' }, response) => {
    if (broken.has(url)) {
      response.writeHead(500).end();
      return;
    }
    const body = url === '/' ? index() : pages.get(url);
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
    });
    response.end(body ?? '');
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await sandbox.close();
  await store.close();
});

const index = () => [...pages.keys()].map((path) => `<a href="${path}">${path}</a>`).join(' ');
const notice = (title: string, ...rows: string[]) =>
  `<html><head><title>${title}</title></head><body><h1>${title}</h1>${rows.join('')}</body></html>`;
const table = (...rows: readonly (readonly string[])[]) =>
  `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`;
const paragraph = (text: string) => `<p>${text}</p>`;

const scan = () => crawl(store, sandbox, origin, { ...FAST, policy: 'auto' });
async function exposed(kind: 'past-period' | 'recombination') {
  const rows = await store.db
    .selectFrom('exposure')
    .select(['id', 'status', 'counts', 'title'])
    .where('kind', '=', kind)
    .execute();
  return Promise.all(
    rows.map(async ({ id, status, counts, title }) => {
      const places = await store.db
        .selectFrom('exposure_place')
        .innerJoin('page', 'page.key', 'exposure_place.page_key')
        .select('page.address')
        .where('exposure_id', '=', id)
        .where('gone_at', 'is', null)
        .execute();
      const paths = places.map(({ address }) => store.book.open(address).slice(origin.length));
      const words = title === null ? '' : store.book.open(title);
      return { status, counts, title: words, places: paths.toSorted() };
    }),
  );
}

const broken = new Set<string>();
const LIST = ['姓名', '学院', '班级'];
const AID = notice(
  '2019年国家助学金拟资助学生名单公示',
  paragraph('公示期为2019年10月8日至2019年10月14日。'),
  table(LIST, ['张小明', '文学院', '一班'], ['李小红', '文学院', '二班']),
);

it('a list of people that is still there after its last day is exposed, until it comes down', async () => {
  pages.set('/aid.html', AID);
  pages.set(
    '/tender.html',
    notice('道路工程中标结果公示', paragraph('公示期为2019年10月8日至2019年10月14日。')),
  );
  pages.set('/new.html', AID.replaceAll('2019', String(new Date().getFullYear() + 1)));
  const first = await scan();
  expect(await exposed('past-period')).toEqual([
    {
      status: 'open',
      counts: {},
      title: '2019年国家助学金拟资助学生名单公示',
      places: ['/aid.html'],
    },
  ]);
  expect(first.exposures).toEqual({ new: 1, reopened: 0, takenDown: 0 });
  expect((await scan()).exposures).toEqual({ new: 0, reopened: 0, takenDown: 0 });
  // What cannot be reached or read takes nothing down.
  broken.add('/aid.html');
  expect((await scan()).exposures.takenDown).toBe(0);
  broken.delete('/aid.html');
  pages.set('/aid.html', 'PK\u0003\u0004 no archive');
  expect((await scan()).exposures.takenDown).toBe(0);
  pages.delete('/aid.html');
  expect((await scan()).exposures.takenDown).toBe(1);
  expect(await exposed('past-period')).toMatchObject([{ status: 'taken-down', places: [] }]);
  pages.set('/aid.html', AID);
  expect((await scan()).exposures).toEqual({ new: 0, reopened: 1, takenDown: 0 });
  expect(await exposed('past-period')).toMatchObject([
    { status: 'reopened', places: ['/aid.html'] },
  ]);
});

it('two lists that mask the same people differently are told together, until one is mended', async () => {
  pages.clear();
  pages.set(
    '/a.html',
    notice('甲名单', table(['姓名', '身份证号'], ['王小刚', '350102199003******'])),
  );
  pages.set(
    '/b.html',
    notice('乙名单', table(['姓名', '身份证号'], ['王小刚', '**************0019'])),
  );
  await scan();
  const [both, ...others] = await exposed('recombination');
  expect(others).toEqual([]);
  expect(both).toMatchObject({
    status: 'open',
    counts: { 'masked-resident-id': 1 },
    places: ['/a.html', '/b.html'],
  });
  expect(both?.title).toContain('2 份文件拼合可推出 1 人的身份证号');
  pages.set('/a.html', notice('甲名单', table(['姓名', '学院'], ['王小刚', '文学院'])));
  await scan();
  expect(await exposed('recombination')).toMatchObject([{ status: 'taken-down', places: [] }]);
});
