// A site whose pages consist of scripts: what only a browser shows is found, and it reaches nothing else.
import { existsSync, readFileSync } from 'node:fs';
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
const path = existsSync(INSTALLED) ? INSTALLED : await packaged.executablePath();
const browser = browserAt(path);
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

const page = (script: string) => ({
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: Buffer.from(`<p>通知</p><script>${script}</script>`),
});
const nothing = async () => undefined;
/** The browser that was started last. */
const childOf = (pid: number): number =>
  Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').at(-1));

it('gives up a page whose script never ends, and reads the next', async () => {
  const endless = page("addEventListener('load', () => setTimeout(() => { for (;;); }))");
  await expect(browser.render('http://a.example/', endless, nothing)).rejects.toThrow();
  expect(String(await browser.render('http://b.example/', page(''), nothing))).toContain('通知');
}, 90_000);

it('opens the browser anew when it has died', async () => {
  const own = browserAt(path);
  await own.render('http://a.example/', page(''), nothing);
  process.kill(childOf(process.pid), 'SIGKILL');
  await expect
    .poll(() => own.render('http://a.example/', page(''), nothing).then(String, String), {
      timeout: 30_000,
    })
    .toContain('通知');
  await own.close();
});

it('is not disturbed by an answer that comes when its page is closed', async () => {
  const asks = page("addEventListener('load', () => setTimeout(() => fetch('/late')))");
  const late = Promise.withResolvers<undefined>();
  await browser.render('http://a.example/', asks, () => late.promise);
  late.resolve(undefined);
  expect(String(await browser.render('http://b.example/', page(''), nothing))).toContain('通知');
}, 60_000);

it('gives a page that was sent in GBK as UTF-8, and says so louder than the page', async () => {
  const gbk = Buffer.concat([
    Buffer.from('<meta charset="gbk"><p>'),
    Buffer.from([0xcd, 0xa8, 0xd6, 0xaa]),
  ]);
  const sent = { status: 200, headers: { 'content-type': 'text/html' }, body: gbk };
  const built = await browser.render('http://a.example/', sent, nothing);
  expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(built)).toMatch(/^\ufeff.*通知/s);
});
