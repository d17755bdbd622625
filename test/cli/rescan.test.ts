// `clearpost rescan` on a site, on a folder, on an archive and on a list, with a data folder of its own.
import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { barOf } from '../../src/cli/rescan/progress-bar.ts';
import { type Served, serveSite } from '../service/site/test-site/serve.ts';

const VALUE = '11010519491231002X';
const folder = mkdtempSync(join(tmpdir(), 'clearpost-rescan-'));
const env = { ...process.env, CLEARPOST_DATA_DIR: join(folder, 'data'), CLEARPOST_WORKERS: '1' };
let served: Served;

beforeAll(async () => {
  served = await serveSite({ pages: 10, attachments: 7, seed: 5, bigBytes: 20_000 });
});
afterAll(async () => {
  await served.stop();
  rmSync(folder, { recursive: true });
});

interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

const rescan = (...args: string[]): Promise<Ran> =>
  new Promise((resolve) => {
    const command = ['src/cli/clearpost.ts', 'rescan', ...args];
    execFile(process.execPath, command, { env, encoding: 'utf8' }, (error, stdout, stderr) =>
      resolve({ status: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
const told = ({ stdout }: Ran) => JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}');

it('scans a site without a server, prints what is exposed, and exits with 1', async () => {
  const { status, stdout } = await rescan(served.origin, '--internal', '--delay-ms', '0');
  expect(stdout).toContain('已查完');
  expect(stdout).toMatch(new RegExp(`${served.site.planted.size}  仍在网上`));
  for (const number of served.site.numbers) expect(stdout).not.toContain(number);
  expect(status).toBe(1);
});

it('says what it did not look at, and writes the report and the letters that are asked for', async () => {
  const [page, letters] = [join(folder, 'r.html'), join(folder, 'r.letters.html')];
  const { stdout } = await rescan(`${served.origin}/odd/js1.html`, '--report', page);
  expect(stdout).toContain('没有查看的，其中可能仍有个人信息');
  expect(stdout).toMatch(/1 {2}robots.txt 不许查看/);
  await rescan(`${served.origin}/odd/js1.html`, '--report', letters);
  const [report, letter] = [page, letters].map((path) => readFileSync(path, 'utf8')) as [
    string,
    string,
  ];
  expect(report).toContain('个人信息暴露情况报告');
  expect(letter).toContain('关于整改网上公开个人信息的通知');
  for (const number of served.site.numbers) expect(report + letter + stdout).not.toContain(number);
  const wrong = await rescan(served.origin, '--report', join(folder, 'r.doc'));
  expect([wrong.status, wrong.stderr.includes('--report')]).toEqual([2, true]);
});

it('explains itself in Chinese and English', async () => {
  const { status, stdout } = await rescan('--help');
  expect(status).toBe(0);
  for (const word of ['目标 · What to look at', '--internal', '--report', '退出码 · Exit codes'])
    expect(stdout).toContain(word);
});

it('says what to do about a site on a private address', async () => {
  const { status, stdout } = await rescan('http://localhost:9');
  expect(status).toBe(2);
  expect(stdout).toContain('内网的网站要加 --internal');
});

it('looks at one page when one page is named', async () => {
  served.answers.clear();
  const ran = await rescan(`${served.origin}/same/a.html`, '--json');
  expect(told(ran).scan).toMatchObject({ state: 'done', pages: 1 });
  expect([...served.answers.keys()].filter((name) => !name.endsWith('/robots.txt'))).toHaveLength(
    1,
  );
});

it('looks at the addresses of a list, and at no others', async () => {
  const list = join(folder, 'list.txt');
  writeFileSync(
    list,
    ['/same/b.html', '/odd/js1.html'].map((path) => served.origin + path).join('\n'),
  );
  served.answers.clear();
  expect(told(await rescan(list, '--json')).scan).toMatchObject({ state: 'done', pages: 2 });
  expect([...served.answers.keys()].filter((name) => !name.endsWith('/robots.txt'))).toHaveLength(
    2,
  );
});

it('fetches the lists that a sitemap index names, packed or not, and looks at what they list', async () => {
  const index = join(folder, 'index.xml');
  writeFileSync(
    index,
    `<sitemapindex><sitemap><loc>${served.origin}/sitemap-1.xml</loc></sitemap></sitemapindex>`,
  );
  const ran = told(await rescan(index, '--json'));
  expect(ran.scan).toMatchObject({ state: 'done', pages: 2, done: 3 });
  const named = told(await rescan(`${served.origin}/sitemap.xml`, '--json'));
  expect(named.scan).toMatchObject({ state: 'done', pages: 2, done: 4 });
});

it('reads no link out of a folder, and does not take its target for gone', async () => {
  const files = join(folder, 'linked');
  mkdirSync(files);
  writeFileSync(join(files, '名单.txt'), `张三，身份证号${VALUE}。`);
  const origin = ['--origin', 'https://linked.example.gov.cn'];
  expect(told(await rescan(files, ...origin, '--json')).open).toHaveLength(1);
  const outside = join(folder, 'outside.txt');
  writeFileSync(outside, `李四，身份证号${VALUE}。`);
  rmSync(join(files, '名单.txt'));
  symlinkSync(outside, join(files, '名单.txt'));
  symlinkSync(folder, join(files, 'up'));
  const second = told(await rescan(files, ...origin, '--json'));
  expect(second.scan).toMatchObject({ errors: 2, blind: 2, attachments: 1 });
  expect(second.scan.exposures.takenDown).toBe(0);
});

it('reads the files of a folder as the site that they are of, and says taken down when one is gone', async () => {
  const files = join(folder, 'export');
  mkdirSync(join(files, '公示'), { recursive: true });
  writeFileSync(join(files, 'index.html'), '<title>首页</title><a href="公示/名单.txt">名单</a>');
  writeFileSync(join(files, '公示', '名单.txt'), `张三，身份证号${VALUE}。`);
  const origin = ['--origin', 'https://www.example.gov.cn'];
  const first = told(await rescan(files, ...origin, '--json'));
  expect(first.scan).toMatchObject({ state: 'done', pages: 1, attachments: 1 });
  expect(first.open).toHaveLength(1);
  expect(first.open[0].places[0].address).toBe('https://www.example.gov.cn/公示/名单.txt');
  rmSync(join(files, '公示', '名单.txt'));
  const second = await rescan(files, ...origin, '--json');
  expect(told(second).scan.exposures).toEqual({ new: 0, reopened: 0, takenDown: 1 });
  expect(second.status).toBe(0);
});

const record = (url: string, type: string, body: Buffer | string, headers = '') => {
  const block = Buffer.concat([
    Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\n${headers}\r\n`),
    Buffer.from(body as string),
  ]);
  const head = `WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: ${url}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: ${block.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), block, Buffer.from('\r\n\r\n')]);
};

it('reads a web archive, each record packed by itself, chunks and packed bodies among them', async () => {
  const site = 'http://www.example.net';
  const list = `<title>名单</title><p>身份证号${VALUE}</p>`;
  const chunk = Buffer.from(list);
  const chunked = Buffer.concat([
    Buffer.from(`${chunk.length.toString(16)}\r\n`),
    chunk,
    Buffer.from('\r\n0\r\n\r\n'),
  ]);
  const info = 'WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\na: b\r\n\r\n';
  const records = [
    Buffer.from(info),
    record(`${site}/`, 'text/html', '<title>首页</title>放假通知'),
    record(`${site}/chunked.html`, 'text/html', chunked, 'Transfer-Encoding: chunked\r\n'),
    record(`${site}/packed.html`, 'text/html', gzipSync(`${list}二`), 'Content-Encoding: gzip\r\n'),
    record('http://elsewhere.example.org/', 'text/html', list),
  ];
  const archive = join(folder, 'site.warc.gz');
  writeFileSync(archive, Buffer.concat(records.map((one) => gzipSync(one))));
  const ran = told(await rescan(archive, '--json'));
  expect(ran.origin).toBe(site);
  expect(ran.scan).toMatchObject({ state: 'done', pages: 3, errors: 0 });
  const places = ran.open.flatMap((one: { places: { address: string }[] }) => one.places);
  expect(places.map(({ address }: { address: string }) => address).toSorted()).toEqual([
    `${site}/chunked.html`,
    `${site}/packed.html`,
  ]);
});

it('takes nothing down for a folder in which nothing of the site is', async () => {
  const site = 'http://empty.example.net';
  const [full, empty] = [join(folder, 'full'), join(folder, 'empty')];
  for (const one of [full, empty]) mkdirSync(one);
  writeFileSync(join(full, 'a.html'), `<p>身份证号${VALUE}</p>`);
  expect(told(await rescan(full, '--origin', site, '--json')).open).toHaveLength(1);
  const { status, stdout } = await rescan(empty, '--origin', site, '--json');
  expect(status).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({
    scan: { state: 'stopped', because: 'damaged', exposures: { takenDown: 0 } },
    open: [{ places: [{ goneAt: null }] }],
  });
});

it('takes nothing down for an archive that breaks off', async () => {
  const site = 'http://cut.example.net';
  const list = (name: string) =>
    record(`${site}/${name}`, 'text/html', `<p>身份证号${VALUE}</p>${name}`);
  const archive = join(folder, 'cut.warc');
  writeFileSync(archive, Buffer.concat([list('a.html'), list('b.html')]));
  expect(told(await rescan(archive, '--json')).open).toHaveLength(1);
  writeFileSync(archive, Buffer.concat([list('a.html'), list('b.html').subarray(0, -20)]));
  const { status, stdout } = await rescan(archive, '--json');
  expect(status).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({
    scan: { state: 'stopped', because: 'damaged', exposures: { takenDown: 0 } },
    open: [{ places: [{ goneAt: null }, { goneAt: null }] }],
  });
});

it('pauses in order when it is interrupted, and goes on when it is run again', async () => {
  const slow = [served.origin, '--delay-ms', '300', '--json'];
  const child = spawn(process.execPath, ['src/cli/clearpost.ts', 'rescan', ...slow], { env });
  let stdout = '';
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  served.answers.clear();
  await expect.poll(() => served.answers.size, { timeout: 60_000 }).toBeGreaterThan(3);
  child.kill('SIGINT');
  const code = await new Promise((resolve) => child.once('exit', resolve));
  expect(code).toBe(2);
  expect(JSON.parse(stdout).scan.state).toBe('paused');
  const asked = served.answers.size;
  const ran = told(await rescan(served.origin, '--delay-ms', '0', '--json'));
  expect(ran.scan).toMatchObject({ state: 'done', number: JSON.parse(stdout).scan.number });
  expect(served.answers.size).toBeGreaterThan(asked);
});

it('says what is wrong with a target that is none', async () => {
  for (const args of [[join(folder, 'nothing')], [folder], ['ftp://x/']]) {
    const { status, stderr } = await rescan(...args);
    expect(status).toBe(2);
    expect(stderr).toContain('clearpost:');
  }
});

it('draws how far it is', () => {
  const scan = { done: 50, left: 50, perSecond: 12.5, etaSeconds: 4, errors: 1 };
  const exposures = { new: 2, reopened: 1, takenDown: 0 };
  expect(barOf({ ...scan, exposures } as Parameters<typeof barOf>[0])).toBe(
    '████████████░░░░░░░░░░░░ 50 %  50/100  12.5/s  剩 4 秒  发现 3  出错 1',
  );
});
