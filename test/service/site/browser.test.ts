// A site whose pages consist of scripts: what only a browser shows is found, and it reaches nothing else.
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import packaged from '@sparticuz/chromium';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSandbox, SANDBOX_DEFAULTS } from '../../../src/service/sandbox/sandbox.ts';
import { browserAt } from '../../../src/service/site/browser.ts';
import { crawl, exposuresAt, FAST } from './crawl.ts';
import { openTestStore } from './open-test-store.ts';

const INSTALLED = '/usr/bin/chromium';
const VALUE = '11010519491231002X';
let trespasses = 0;
const secret = createServer((_, response) => {
  trespasses += 1;
  response.setHeader('access-control-allow-origin', '*');
  response.end('secret');
}).listen(0, '127.0.0.1');
const port = () => (secret.address() as AddressInfo).port;
const shell = () => `<!DOCTYPE html><title>公示</title><div id="app"></div><script>
  for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]'])
    fetch('http://' + host + ':${port()}/').catch(() => {});
  new Image().src = 'http://127.0.0.1:${port()}/pixel';
  new WebSocket('ws://127.0.0.1:${port()}/');
  fetch('/api/list.json').then((answer) => answer.json()).then((rows) => {
    document.getElementById('app').innerHTML = rows.map((row) => '<p>' + row.join(' 身份证号 ') + '</p>').join('') +
      '<a href="/next.html">下一页</a>';
  });
</script>`;
const site = createServer((request, response) => {
  if (request.url === '/api/list.json') return response.end(JSON.stringify([['张三', VALUE]]));
  response.setHeader('content-type', 'text/html; charset=utf-8');
  if (request.url === '/') return response.end(shell());
  if (request.url === '/next.html') return response.end('<title>下一页</title>');
  response.writeHead(404).end();
}).listen(0, '127.0.0.1');

const store = await openTestStore();
const sandbox = createSandbox({ ...SANDBOX_DEFAULTS, workers: 1, rulesFolder: 'rules' });
const browser = browserAt(existsSync(INSTALLED) ? INSTALLED : await packaged.executablePath());
const origin = () => `http://127.0.0.1:${(site.address() as AddressInfo).port}`;

beforeAll(async () => {
  await crawl(store, sandbox, origin(), { ...FAST, render: true }, browser);
});
afterAll(async () => {
  await browser.close();
  await sandbox.close();
  await store.close();
  for (const server of [site, secret]) {
    server.closeAllConnections();
    server.close();
  }
});

it('finds what a script puts on a page, and follows the links that it makes', async () => {
  const found = await exposuresAt(store.db, store.book, origin());
  // What the script fetches shows it too, to whoever asks for it.
  expect(found.flatMap(({ places }) => places)).toEqual(['/', '/api/list.json']);
  const pages = await store.db.selectFrom('page').select('address').execute();
  expect(pages.map(({ address }) => store.book.open(address))).toContain(`${origin()}/next.html`);
});

it('lets no script reach a private address, by whatever way', () => expect(trespasses).toBe(0));

it('calls such a site unread rather than clean where there is no browser', async () => {
  const noted: unknown[] = [];
  const again = await crawl(store, sandbox, origin(), undefined, undefined, noted);
  expect(again.errors).toBeGreaterThan(0);
  expect(again.exposures.takenDown).toBe(0);
});
