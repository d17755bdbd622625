// A privacy officer at the page: what waits, deciding, what was missed, what nobody could read.
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { form } from '../service/http/start-service.ts';
import { type StoredService, startStoredService } from '../service/http/start-stored-service.ts';
import { openBrowser } from './browser.ts';

const ID = '11010519491231002X';
const OTHER = '350102199001010016';

let browser: Browser;
let service: StoredService;
let clerk: string;
let anna: string;
let bert: string;
let page: Page;
let complaints: string[];
beforeAll(async () => {
  [browser, service] = await Promise.all([openBrowser(), startStoredService()]);
  [clerk, anna, bert] = await Promise.all([
    service.key('redact'),
    service.key('review', 'redact'),
    service.key('review', 'redact'),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});
beforeEach(() => {
  complaints = [];
});
afterEach(() => page.close());

const handIn = async (text: string | Uint8Array<ArrayBuffer>, name = '公示.txt') =>
  (await service.ask('POST', '/v1/redactions', clerk, form(text, name))).body as { id: string };

/** A person sits down, with a key of their own. */
async function sitDown(key: string, id?: string): Promise<void> {
  page = await browser.newPage({ locale: 'zh-CN' });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${service.url}/${id === undefined ? '' : `#${id}`}`);
  await page.fill('#key', key);
  await page.press('#key', 'Tab');
  if (id !== undefined) await page.waitForSelector('#verdict');
}
const verdict = () => page.textContent('#verdict');
async function keep(reason: string): Promise<void> {
  await page.locator('#result tbody [data-decide=keep]').first().click();
  const open = page.locator('#result tbody details.grounded[open]').first();
  await open.locator('select').selectOption('not-personal');
  await open.locator('input').fill(reason);
  await open.locator('button').click();
}

it('lists what waits; one click opens it, and the last decision lets the file go', async () => {
  const { id } = await handIn(`项目编号:${ID}\n\n项目编号:${OTHER}`, '两处.txt');
  await sitDown(anna);
  await page.click('#held a:has-text("两处.txt")');
  await page.waitForSelector('#verdict');
  expect(await verdict()).toContain('复核');
  expect(await page.locator('#download').count()).toBe(0);
  expect(await page.textContent('#review-progress')).toContain('还有 2 处待定');

  await page.locator('tbody [data-decide=mask]').first().click();
  await page.waitForSelector('#review-progress:has-text("还有 1 处待定")');
  expect(await page.evaluate("document.activeElement.getAttribute('data-decide')")).toBe('mask');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#download');
  expect(await verdict()).toContain('可以发布');
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
  expect(readFileSync(await download.path(), 'utf8')).not.toMatch(/\d/);
  expect(await page.locator(`#held a[href="#${id}"]`).count()).toBe(0);
  expect(complaints).toEqual([]);
});

it('shows a clerk who may not review what comes next, and nothing to decide', async () => {
  const { id } = await handIn(`项目编号:${ID}`);
  await sitDown(clerk, id);
  expect(await page.textContent('#result')).toContain('请信息审查人员');
  expect(await page.locator('#result [data-decide], #result form').count()).toBe(0);
});

it('masks all that wait with one click', async () => {
  const { id } = await handIn(`项目编号:${ID}\n\n项目编号:${OTHER}`);
  await sitDown(anna, id);
  await page.click('#mask-all');
  await page.waitForSelector('#download');
  expect(await page.textContent('#review-progress')).toContain('已决定 2 处');
  expect(await page.locator('#mask-all').count()).toBe(0);
});

it('needs two people for an identity number, and shows who decided and why', async () => {
  const { id } = await handIn(`项目编号:${ID}`);
  await sitDown(anna, id);
  await keep('工程项目的编号');
  await page.waitForSelector('td:has-text("须由另一人再次确认")');
  expect(await page.textContent('tbody')).toContain('工程项目的编号');
  await keep('再次确认');
  await page.waitForSelector('#review-message:has-text("另一人")');
  await page.close();

  await sitDown(bert, id);
  expect(await page.textContent('[data-decide=keep]')).toContain('确认保留');
  await keep('已向建设局核实');
  await page.waitForSelector('#download');
  expect(await page.textContent('tbody')).toContain('已向建设局核实');
  expect(complaints).toEqual([]);
});

it('hides a text that was missed, and says so when the file does not show it', async () => {
  const { id } = await handIn('住在朝阳里的居民');
  await sitDown(anna, id);
  await page.click('summary:has-text("有漏掉的内容")');
  await page.fill('#missed', '没有这段');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#review-message:has-text("没有这段文字")');
  await page.fill('#missed', '朝阳里');
  await page.keyboard.press('Enter');
  await page.waitForSelector('td:has-text("人工指定遮盖的文字")');
  expect(await verdict()).toContain('遮盖后可以发布');
  expect(await page.textContent('#result')).not.toContain('朝阳里');
  await page.locator('tbody summary:has-text("更改")').click();
  await page.click('tbody [data-decide=unmask]');
  await page.waitForSelector('#verdict:has-text("可以发布"):not(:has-text("遮盖后"))');
  expect(await page.locator('td:has-text("人工指定遮盖的文字")').count()).toBe(0);
});

it('takes no reason that holds a number, and keeps what was typed', async () => {
  const { id } = await handIn(`项目编号:${ID}`);
  await sitDown(anna, id);
  await keep(`就是 ${ID}`);
  await page.waitForSelector('#review-message:has-text("理由里含有个人信息")');
  expect(await page.inputValue('details.grounded[open] input')).toContain('就是');
});

it('shows what somebody else decided meanwhile instead of deciding over it', async () => {
  const { id } = await handIn(`项目编号:${ID}`);
  await sitDown(anna, id);
  const { body } = await service.ask('GET', `/v1/redactions/${id}`, bert);
  const path = `/v1/redactions/${id}/findings/${body.findings[0].id}`;
  await service.ask('PATCH', path, bert, { action: 'keep', ground: 'consent', reason: '已同意' });
  await page.locator('[data-decide=mask]').first().click();
  await page.waitForSelector('#review-message:has-text("刷新")');
  expect(await page.textContent('tbody')).toContain('已同意');
});

it('lets a file with a picture go only when somebody says that they have looked', async () => {
  const bytes = readFileSync('fixtures/review/picture.docx');
  const { id } = await handIn(new Uint8Array(bytes), '带图.docx');
  await sitDown(anna, id);
  expect(await verdict()).toContain('复核');
  await page.click('summary:has-text("放行")');
  const open = page.locator('details.grounded[open]');
  await open.locator('select').selectOption('not-personal');
  await open.locator('input').fill('图片是会场照片');
  await open.locator('button').click();
  await page.waitForSelector('#download');
  expect(await page.textContent('#result')).toContain('图片是会场照片');
});

it('tells whoever comes second that one person has looked, and wants another one', async () => {
  const bytes = readFileSync('fixtures/review/picture-and-number.docx');
  const { id } = await handIn(new Uint8Array(bytes), '带图.docx');
  const letGo = async (secret: string, reason: string) => {
    await sitDown(secret, id);
    await page.click('summary:has-text("放行")');
    const open = page.locator('details.grounded[open]');
    await open.locator('input').fill(reason);
    await open.locator('button').click();
  };
  await letGo(anna, '图片是会场照片');
  await page.waitForSelector('.review:has-text("还须另一人确认")');
  expect(await page.locator('#download').count()).toBe(0);
  await page.close();
  await letGo(bert, '确为会场照片');
  await page.waitForSelector('#download');
  expect(await page.textContent('#result')).toContain('图片是会场照片');
  expect(complaints).toEqual([]);
});

it('fits a phone without scrolling sideways, the forms open', async () => {
  const { id } = await handIn(`项目编号:${ID}`);
  await sitDown(anna, id);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.locator('[data-decide=keep]').first().click();
  const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  expect(await page.evaluate(overflow)).toBe(0);
  const inside =
    "(() => { const s = document.querySelector('.scroll'); return s.scrollWidth - s.clientWidth; })()";
  expect(await page.evaluate(inside)).toBeLessThanOrEqual(1);
});
