import { parse } from 'parse5';
import { expect, it } from 'vitest';
import { canonicalUrl } from '../../../src/service/page/canonical-url.ts';
import { linksIn } from '../../../src/service/page/links.ts';
import { readPage } from '../../../src/service/page/page-facts.ts';
import { readSitemap } from '../../../src/service/page/sitemap.ts';
import { isInScope, scopeOf } from '../../../src/service/site/scope.ts';

const HOME = 'http://www.example.gov.cn/zwgk/list.html';
const links = (html: string) => linksIn(parse(html), HOME).links;

it.each([
  ['HTTP://WWW.Example.gov.cn:80/a/../b#top', 'http://www.example.gov.cn/b'],
  ['/b;jsessionid=1A2B.node1?x=1', 'http://www.example.gov.cn/b?x=1'],
  ['/b?utm_source=wx&id=7&_t=123', 'http://www.example.gov.cn/b?id=7'],
  ['/zwgk/index.html', 'http://www.example.gov.cn/zwgk/'],
  ['//user:pw@www.example.gov.cn./x', 'http://www.example.gov.cn/x'],
  ['/down?name=%C3%FB%B5%A5.doc&_t=9', 'http://www.example.gov.cn/down?name=%C3%FB%B5%A5.doc'],
  ['\\art\\2017\\a.html', 'http://www.example.gov.cn/art/2017/a.html'],
  ['/公示/名单.xlsx', 'http://www.example.gov.cn/%E5%85%AC%E7%A4%BA/%E5%90%8D%E5%8D%95.xlsx'],
])('writes %s in one way', (link, url) => expect(canonicalUrl(link, HOME)).toBe(url));

it.each(['mailto:a@b.cn', 'javascript:void(0)', 'ftp://x/y', 'http://', `/${'a'.repeat(3000)}`])(
  'takes address %# for no page',
  (link) => expect(canonicalUrl(link, HOME)).toBeUndefined(),
);

it('follows links, frames, attachments, pictures and refreshes', () =>
  expect(
    links(`<a href="a.html#x">1</a><iframe src="/b.html"></iframe><area href="c.html">
      <a href="../files/list.xlsx">名单</a><img src="scan.jpg"><embed src="d.pdf"><object data="e.pdf"></object>
      <meta http-equiv="Refresh" content="0; url='f.html'"><link rel="next" href="list_2.html">
      <link rel="stylesheet" href="x.css"><a href="a.html">again</a>`).map(
      (url) => new URL(url).pathname,
    ),
  ).toEqual([
    '/zwgk/a.html',
    '/b.html',
    '/zwgk/c.html',
    '/files/list.xlsx',
    '/zwgk/scan.jpg',
    '/zwgk/d.pdf',
    '/zwgk/e.pdf',
    '/zwgk/f.html',
    '/zwgk/list_2.html',
  ]));

it('follows the scripts that government sites link with', () =>
  expect(
    links(`<a href="javascript:window.open('g.html')">1</a><div onclick="location.href='h.html'">2</div>
      <li onclick='openUrl("/i.html","_blank")'>3</li><script>createPageHTML(4, 0, "index", "html");</script>
      <script>createPageHTML('page_div',3, 1,'list','shtml',43);</script>`).map(
      (url) => new URL(url).pathname,
    ),
  ).toEqual([
    '/zwgk/g.html',
    '/zwgk/h.html',
    '/i.html',
    '/zwgk/index_1.html',
    '/zwgk/index_2.html',
    '/zwgk/index_3.html',
    '/zwgk/list_1.shtml',
    '/zwgk/list_2.shtml',
    '/zwgk/list_3.shtml',
  ]));

it.each([
  'open',
  "'",
  '+ ',
  'href=',
  'createPageHTML(',
  'createPageHTML("',
  '"+',
  '<![CDATA[',
  '%',
])('is not kept busy by a script of half a million times %j', (piece) =>
  expect(links(`<script>${piece.repeat(500_000)}</script>`)).toEqual([]),
);

it('honours base, canonical and nofollow, and finds nothing in comments', () => {
  expect(links('<base href="/base/"><a href="x">')).toEqual(['http://www.example.gov.cn/base/x']);
  expect(linksIn(parse('<link rel="canonical" href="/one">'), HOME).canonical).toBe(
    'http://www.example.gov.cn/one',
  );
  expect(links('<meta name="robots" content="noindex,nofollow"><a href="x">')).toEqual([]);
  expect(links('<!-- <a href="x"> -->')).toEqual([]);
});

it('is not led astray by a page nested ten thousand deep', () =>
  expect(links(`${'<div>'.repeat(10_000)}<a href="deep.html">`)).toHaveLength(1));

it('keeps to the site, its parts and a depth, and leaves traps', () => {
  const scope = scopeOf('http://a.cn', {
    include: ['/zwgk/'],
    exclude: ['/zwgk/old/'],
    maxDepth: 5,
  });
  expect(isInScope('http://a.cn/zwgk/1', 1, scope)).toBe(true);
  expect(isInScope('https://a.cn/zwgk/1', 1, scope)).toBe(true);
  expect(isInScope('http://a.cn:8080/zwgk/1', 1, scope)).toBe(false);
  expect(isInScope('http://b.cn/zwgk/1', 1, scope)).toBe(false);
  expect(isInScope('http://a.cn/news/1', 1, scope)).toBe(false);
  expect(isInScope('http://a.cn/zwgk/old/1', 1, scope)).toBe(false);
  expect(isInScope('http://a.cn/zwgk/1', 6, scope)).toBe(false);
  expect(isInScope(`http://a.cn/zwgk/${'cal/next/'.repeat(4)}`, 1, scope)).toBe(false);
});

it('reads sitemaps, indexes of sitemaps and plain lists, also broken ones', () => {
  expect(
    readSitemap(
      '<urlset><url><loc> http://a.cn/1?a=1&amp;b=2 </loc></url><url><loc>http://a.cn/2</loc></url>',
    ),
  ).toEqual({ pages: ['http://a.cn/1?a=1&b=2', 'http://a.cn/2'], sitemaps: [] });
  expect(
    readSitemap('<sitemapindex><sitemap><loc>http://a.cn/s.xml</loc></sitemap></sitemapindex>')
      .sitemaps,
  ).toEqual(['http://a.cn/s.xml']);
  expect(readSitemap('http://a.cn/1\nnot a url\r\nhttp://a.cn/2').pages).toHaveLength(2);
});

it('takes the title that the notice gives itself before that of the window', () => {
  const title = (html: string) => readPage(html, HOME).title;
  expect(title('<title>门户网站</title><meta name="ArticleTitle" content="奖学金公示">')).toBe(
    '奖学金公示',
  );
  expect(title('<title> 门户\n网站 </title>')).toBe('门户 网站');
  expect(title('<p>放假通知</p>')).toBeNull();
});
