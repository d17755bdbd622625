// A clerk whose office has one sign-in for everything, at the page.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../service/free-port.ts';
import { CLIENT, type RunningProvider, startProvider } from '../service/sign-in/provider.ts';
import { type Program, startProgram } from '../service/start-program.ts';
import { openBrowser } from './browser.ts';

const folder = mkdtempSync(join(tmpdir(), 'clearpost-web-'));
let browser: Browser;
let provider: RunningProvider;
let program: Program;
let page: Page;
beforeAll(async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const accounts = { u1: { preferred_username: 'clerk.zhao', roles: ['经办人'] } };
  provider = await startProvider(accounts, () => `${url}/auth/callback`);
  [browser, program] = await Promise.all([
    openBrowser(),
    startProgram(folder, {
      PORT: String(port),
      CLEARPOST_OIDC_ISSUER: provider.issuer,
      CLEARPOST_OIDC_CLIENT_ID: CLIENT.id,
      CLEARPOST_OIDC_CLIENT_SECRET: CLIENT.secret,
      CLEARPOST_OIDC_SCOPE: 'openid profile office',
      CLEARPOST_OIDC_ROLES: '经办人=redact',
      CLEARPOST_PUBLIC_URL: url,
    }),
  ]);
  page = await browser.newPage({ locale: 'zh-CN' });
});
afterAll(async () => {
  await browser?.close();
  await program?.end('SIGTERM');
  await provider?.stop();
  rmSync(folder, { recursive: true });
});

it('is asked to sign in first, comes back to the very page, works there, and signs out', async () => {
  await page.goto(`${program.url}/#here`);
  await page.click('text=请先登录');
  await page.fill('input[name=login]', 'u1');
  await page.fill('input[name=password]', 'any');
  await page.click('button[type=submit]');
  await page.click('button[type=submit]');
  await page.waitForSelector('#who:has-text("clerk.zhao")');
  expect(page.url()).toBe(`${program.url}/#here`);
  expect(await page.isVisible('#sign-in')).toBe(false);
  expect(await page.isVisible('#key')).toBe(false);

  const buffer = Buffer.from('放假通知');
  await page.setInputFiles('#file', { name: '通知.txt', mimeType: 'text/plain', buffer });
  await page.click('#send');
  await page.waitForSelector('#download');

  await page.click('#who button');
  await page.waitForURL((url) => url.origin !== program.url || url.hash === '');
  await page.goto(program.url);
  await page.waitForSelector('text=请先登录');
  expect(await page.isVisible('#who a:has-text("登录")')).toBe(true);
});
