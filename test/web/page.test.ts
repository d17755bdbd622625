import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { withKey } from '../../src/service/http/access.ts';
import { type Running, startService } from '../service/http/start-service.ts';
import { openBrowser } from './browser.ts';

const VALUE = '11010519491231002X';
const LIST = {
  name: '名单.txt',
  mimeType: 'text/plain',
  buffer: Buffer.from(`身份证号 ${VALUE}\n`),
};
const KEY = 'a-key-of-at-least-24-characters';

let browser: Browser;
let service: Running;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  [browser, service] = await Promise.all([openBrowser(), startService()]);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});
beforeEach(async () => {
  complaints = [];
  page = await browser.newPage({ locale: 'zh-CN' });
  page.on('pageerror', (error) => complaints.push(error.message));
  // A script or style that the strict policy forbids, a file that is not there: all is said here.
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
});
afterEach(() => page.close());

const check = async (file: Parameters<Page['setInputFiles']>[1], url = service.url) => {
  if (page.url() !== `${url}/`) await page.goto(url);
  await page.setInputFiles('#file', file);
  await page.click('#send');
  await page.waitForSelector('#verdict');
};

it('shows the verdict and every finding, and gives the masked file and the report', async () => {
  await check(LIST);
  expect(await page.textContent('#verdict')).toContain('可以发布');
  expect(await page.textContent('tbody')).toContain('居民身份证号码');
  expect(await page.textContent('tbody')).toContain('第 1 行');
  expect(await page.content()).not.toContain(VALUE);

  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
  expect(download.suggestedFilename()).toBe('名单.txt');
  expect(readFileSync(await download.path(), 'utf8')).toBe(`身份证号 ${'*'.repeat(18)}\n`);

  const [report] = await Promise.all([page.context().waitForEvent('page'), page.click('#report')]);
  await report.waitForLoadState();
  expect(await report.textContent('body')).toContain('居民身份证号码');
  expect(complaints).toEqual([]);
});

it('offers no file that needs a person, and says so', async () => {
  await check({ ...LIST, buffer: Buffer.from(`项目编号:${VALUE}`) });
  expect(await page.textContent('#verdict')).toContain('复核');
  expect(await page.locator('#download').count()).toBe(0);
  expect(await page.locator('#report').count()).toBe(1);
});

it('says in plain words why a file cannot be read', async () => {
  await check({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) });
  expect(await page.textContent('#result')).toContain('文件是空的');
});

it('works by keyboard alone and tells a screen reader what happens', async () => {
  await page.goto(service.url);
  await page.setInputFiles('#file', LIST);
  await page.focus('#file');
  for (const expected of ['policy', 'send']) {
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.id')).toBe(expected);
  }
  await page.keyboard.press('Enter');
  await page.waitForSelector('#verdict');
  expect(await page.evaluate('document.activeElement.id')).toBe('result');
  expect(await page.getAttribute('#status', 'aria-live')).toBe('polite');
  expect(await page.getAttribute('#result', 'aria-labelledby')).toBe('verdict');
  const unlabelled =
    "[...document.querySelectorAll('input,select')].filter((field) => field.labels.length === 0).length";
  expect(await page.evaluate(unlabelled)).toBe(0);
});

it('fits a phone without scrolling sideways', async () => {
  await page.setViewportSize({ width: 360, height: 740 });
  await check(LIST);
  const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  expect(await page.evaluate(overflow)).toBe(0);
});

/** A file let go over an element of the page. */
async function dropFile(over: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    "(() => { const t = new DataTransfer(); t.items.add(new File(['放假通知'], '通知.txt')); return t; })()",
  );
  await page.dispatchEvent(over, 'drop', { dataTransfer: transfer });
}

it.each(['#drop', 'footer'])('takes a file that is dropped on %s', async (over) => {
  await page.goto(service.url);
  await dropFile(over);
  expect(await page.textContent('#progress-text')).toContain('通知.txt');
  await page.click('#send');
  await page.waitForSelector('#verdict');
  expect(await page.textContent('#verdict')).toContain('可以发布');
});

it('says that a file has to be chosen first', async () => {
  await page.goto(service.url);
  await page.click('#send');
  expect(await page.isVisible('text=请先选择文件')).toBe(true);
  expect(await page.evaluate('document.activeElement.id')).toBe('file');
});

it('checks several files one after the other and tells which can be posted', async () => {
  const doubtful = { ...LIST, name: '项目.txt', buffer: Buffer.from(`项目编号:${VALUE}`) };
  const empty = { ...LIST, name: '空.txt', buffer: Buffer.alloc(0) };
  await page.goto(service.url);
  await page.setInputFiles('#file', [LIST, doubtful, empty]);
  await page.click('#send');
  await page.waitForSelector('#batch-title:has-text("已检查 3 份：1 份可以发布，2 份还不能")');
  expect(await page.locator('#batch li').allTextContents()).toEqual([
    expect.stringContaining('遮盖后可以发布'),
    expect.stringContaining('须人工复核'),
    expect.stringContaining('空.txt'),
  ]);
  await page.click('#batch button:has-text("项目.txt")');
  expect(await page.textContent('#result')).toContain('须人工复核');
  await page.click('#batch button:has-text("名单.txt")');
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
  expect(readFileSync(await download.path(), 'utf8')).not.toContain(VALUE);
});

it('shows the same result again when the page is loaded anew', async () => {
  await check(LIST);
  await page.reload();
  await page.waitForSelector('#verdict');
  expect(await page.textContent('#result')).toContain('名单.txt');
});

it('asks to choose a file again that was moved away since it was chosen', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'clearpost-page-'));
  const path = join(folder, '名单.txt');
  writeFileSync(path, '放假通知');
  await page.goto(service.url);
  await page.setInputFiles('#file', path);
  rmSync(folder, { recursive: true });
  await page.click('#send');
  await page.waitForSelector('#verdict');
  expect(await page.textContent('#result')).toContain('重新选择这份文件');
});

it('asks for the key where one is needed, and sends it with everything', async () => {
  const guarded = await startService({ identify: withKey(KEY), isOpen: false });
  await page.goto(guarded.url);
  await page.waitForSelector('#key:visible');
  await page.fill('#key', `${KEY}?`);
  await page.press('#key', 'Tab');
  await page.waitForSelector('text=访问密钥不对');
  await page.fill('#key', KEY);
  await check(LIST, guarded.url);
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
  expect(readFileSync(await download.path(), 'utf8')).toContain('*'.repeat(18));
  await guarded.stop();
});

it('explains the interface without a script and within its own policy', async () => {
  await page.goto(`${service.url}/docs`);
  expect(await page.textContent('main')).toContain('/v1/redactions');
  expect(complaints).toEqual([]);
});

it('never runs what a file name says', async () => {
  await check({ ...LIST, name: '<img src=x onerror=alert(1)>.txt' });
  expect(await page.locator('#result img').count()).toBe(0);
  expect(complaints).toEqual([]);
});

it('shows the pages of a masked PDF one by one', async () => {
  await check('fixtures/scholarship/reportlab.pdf');
  await page.waitForSelector('#preview img');
  await page.waitForFunction('document.querySelector("#preview img").naturalWidth > 500');
  expect(await page.isDisabled('#preview-back')).toBe(true);
  await page.click('#preview-on');
  await page.waitForSelector('#preview img[alt^="遮盖后的第 2 页"]');
  await page.click('#preview-back');
  await page.waitForSelector('#preview img[alt^="遮盖后的第 1 页"]');
  expect(complaints).toEqual([]);
});

it('asks for no password where none would help', async () => {
  await check('fixtures/attacks/encrypted.xlsx');
  expect(await page.textContent('#result')).toContain('文件有密码');
  expect(await page.isVisible('#password')).toBe(false);
});

it('asks for the password of an encrypted PDF, and for none before', async () => {
  await page.goto(service.url);
  expect(await page.isVisible('#password')).toBe(false);
  await check('fixtures/pdf/encrypted/rc4-128.pdf');
  expect(await page.textContent('#result')).toContain('password');
  expect(await page.evaluate('document.activeElement.id')).toBe('password');
  await page.fill('#password', 'open sesame');
  await page.click('#send');
  await page.waitForSelector('#download');
  expect(await page.isVisible('#password')).toBe(false);
  expect(await page.inputValue('#password')).toBe('');
});

it('says that the service is away when a proxy in front answers in its place', async () => {
  const id = '00000000-0000-4000-8000-000000000000';
  // As nginx says it while the service behind it starts anew.
  await page.route(`**/v1/redactions/${id}`, (route) =>
    route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>502 Bad Gateway</h1>' }),
  );
  await page.goto(`${service.url}/#${id}`);
  await page.waitForSelector('#verdict');
  expect(await page.textContent('#verdict')).toContain('连不上服务');
});
