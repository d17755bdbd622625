// The plug-in as an author meets it: a real browser on a real Strapi's admin panel, against the real service.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from '../../../test/web/browser.ts';
import { ADMINISTRATOR } from './instance.ts';
import { type Office, openOffice } from './office.ts';

const ID = '350102199003074515';
const MASKED = '*'.repeat(ID.length);

let office: Office;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  office = await openOffice();
  browser = await openBrowser();
  page = await browser.newPage({ locale: 'zh-CN', viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(60_000);
  await page.goto(`${office.strapi.url}/admin/auth/login`);
  await page.fill('input[name=email]', ADMINISTRATOR.email);
  await page.fill('input[name=password]', ADMINISTRATOR.password);
  await page.click('button[type=submit]');
  await page.waitForURL((url) => !url.pathname.includes('/auth/'));
});
afterAll(async () => {
  await browser?.close();
  await office?.stop();
});

/** Opens a draft in the panel and presses “publish”. */
async function publish(body: string): Promise<string> {
  const data = { title: '公示', body };
  const draft = await office.strapi.rest('POST', '/api/notices?status=draft', { data });
  const id = draft.body.data.documentId;
  await page.goto(
    `${office.strapi.url}/admin/content-manager/collection-types/api::notice.notice/${id}`,
    // The panel asks for news in the world outside, which may take its time.
    { waitUntil: 'domcontentloaded' },
  );
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  return id;
}
const read = async (id: string) =>
  (await office.strapi.rest('GET', `/api/notices/${id}`)).body.data?.body;
const screenshot = async (name: string) => {
  if (process.env.SCREENSHOTS)
    await page.screenshot({ path: `${process.env.SCREENSHOTS}/strapi-${name}.png` });
};

it('shows the author what was found, without the value, and publishes the masked version with one click', async () => {
  const id = await publish(`身份证号：${ID}`);
  const dialog = page.locator('#clearpost-held');
  await dialog.waitFor();
  await screenshot('held');
  const text = await dialog.innerText();
  expect(text).toContain('居民身份证号码');
  expect(text).toContain(MASKED);
  expect(text).not.toContain(ID);
  expect(await read(id)).toBeUndefined();
  await dialog.getByRole('button', { name: '改用脱敏版并发布' }).click();
  await expect.poll(() => read(id), { timeout: 20_000 }).toBe(`身份证号：${MASKED}`);
  await page.getByText(MASKED).first().waitFor();
  await screenshot('published');
});

it('stays out of the way of an entry without identifiers', async () => {
  const id = await publish('周五开会');
  await expect.poll(() => read(id), { timeout: 20_000 }).toBe('周五开会');
  expect(await page.locator('#clearpost-held').count()).toBe(0);
});

it('leads to where a person decides about what was held', async () => {
  await publish(`项目编号:${ID}`);
  const link = page.locator('#clearpost-held a');
  await link.waitFor();
  expect(await link.innerText()).toContain('到复核页处理');
  expect(await link.getAttribute('href')).toMatch(/\/#[0-9a-f-]{36}$/);
  await screenshot('review');
});

it('publishes as it is for who may and says why', async () => {
  const id = await publish(`身份证号：${ID}`);
  const dialog = page.locator('#clearpost-held');
  await dialog.locator('summary').click();
  const button = dialog.getByRole('button', { name: '原样发布' });
  expect(await button.isDisabled()).toBe(true);
  await dialog.locator('textarea').fill('本人书面同意');
  await button.click();
  await expect.poll(() => read(id), { timeout: 20_000 }).toBe(`身份证号：${ID}`);
  expect(await office.overrides()).toMatchObject([{ reason: '本人书面同意', ground: 'consent' }]);
});
