import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createSandbox, SANDBOX_DEFAULTS } from '../../../src/service/sandbox/sandbox.ts';
import { NoTarget, targetsOf } from '../../../src/service/site/rescan-target.ts';
import { startScan } from '../../../src/service/site/scans.ts';
import { registerSite } from '../../../src/service/site/sites.ts';
import { openTestStore } from './open-test-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'clearpost-target-'));
const sandbox = createSandbox({ ...SANDBOX_DEFAULTS, workers: 1, rulesFolder: 'rules' });
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

const listed = (text: string) => {
  const path = join(folder, 'list.txt');
  writeFileSync(path, text);
  return targetsOf(path, undefined, sandbox);
};

it('takes a list of a hundred thousand addresses whole, and puts each in line once', async () => {
  const origin = 'http://www.example.gov.cn';
  const addresses = Array.from({ length: 100_000 }, (_, at) => `${origin}/t${at}.html`);
  const [target, ...others] = await listed([...addresses, `${origin}/t7.html#again`].join('\r\n'));
  expect(others).toEqual([]);
  const { db, keyring, book, close } = await openTestStore();
  const site = await registerSite(db, keyring, { origin, settings: {}, schedule: null }, 'test');
  const page = (url: string) => ({ key: book.keyOf(url), address: book.seal(url) });
  const pages = (target?.pages ?? []).map(page);
  await startScan(db, keyring, site.id, 'test', { source: 'web', pages });
  const { due } = await db
    .selectFrom('page')
    .select(({ fn }) => fn.countAll<string>().as('due'))
    .where('due_at', 'is not', null)
    .executeTakeFirstOrThrow();
  await close();
  expect(Number(due)).toBe(100_000);
});

it('parts a list by sites, and tells lists of lists from pages', async () => {
  const [a, b] = ['http://a.example.gov.cn', 'http://b.example.gov.cn'];
  expect(await listed(`${a}/1.html\nno address\n${b}/2.html\n${a}/3.html`)).toMatchObject([
    { origin: a, pages: [`${a}/1.html`, `${a}/3.html`] },
    { origin: b, pages: [`${b}/2.html`] },
  ]);
  const index = `<sitemapindex><sitemap><loc>${a}/map.xml.gz</loc></sitemap></sitemapindex>`;
  expect(await listed(index)).toMatchObject([
    { origin: a, pages: [], sitemaps: [`${a}/map.xml.gz`] },
  ]);
  expect(await targetsOf(`${a}/sitemap_1.xml.gz`, undefined, sandbox)).toMatchObject([
    { sitemaps: [`${a}/sitemap_1.xml.gz`] },
  ]);
  await expect(listed('nothing')).rejects.toThrow(NoTarget);
});
