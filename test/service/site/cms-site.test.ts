// Every way in which the publishing systems of Chinese offices link is followed to what it links to.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSandbox, SANDBOX_DEFAULTS } from '../../../src/service/sandbox/sandbox.ts';
import { putCmsSite } from './cms-site.ts';
import { crawl, exposuresAt } from './crawl.ts';
import { openTestStore } from './open-test-store.ts';
import { type ServedPages, servePages } from './serve-pages.ts';

const store = await openTestStore();
const sandbox = createSandbox({ ...SANDBOX_DEFAULTS, workers: 1, rulesFolder: 'rules' });
let served: ServedPages;
let planted: string[];

beforeAll(async () => {
  served = await servePages();
  planted = await putCmsSite(served.pages, served.origin);
  await crawl(store, sandbox, served.origin);
});
afterAll(async () => {
  await served.stop();
  await sandbox.close();
  await store.close();
});

it('finds every list that a publishing system of an office links to, however it links', () => {
  const asked = new Set(served.asked.map(({ url }) => url));
  expect(planted.filter((path) => !asked.has(path))).toEqual([]);
});

it('reads every one of them, whatever it is called and sent as', async () => {
  const rows = await exposuresAt(store.db, store.book, served.origin);
  const decoded = (path: string) => {
    try {
      return decodeURIComponent(path);
    } catch {
      return path;
    }
  };
  expect(rows.flatMap(({ places }) => places).toSorted()).toEqual(planted.map(decoded).toSorted());
});

it('asks for little that is not there', () => {
  const missing = served.asked.filter(({ url = '' }) => !served.pages.has(url));
  expect(missing.map(({ url }) => url).toSorted()).toEqual([
    // The folder of a default page; the page itself is asked for then.
    '/col/col123/',
    '/col/col123/index.htm',
    '/robots.txt',
    // Lists that count from 1 have no page of that number.
    '/trs/b/list_1.shtml',
  ]);
});
