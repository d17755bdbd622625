// Pages as the publishing systems of Chinese offices write them, each way of linking once. Invented people only.
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import type { Answer } from './serve-pages.ts';
import { WRITERS } from './test-site/documents.ts';
import { identityNumber, personName, randomFrom } from './test-site/people.ts';

type Pages = Map<string, string | Answer>;

/** Puts the site in place; gives the paths that show somebody's number. */
export async function putCmsSite(pages: Pages, origin: string): Promise<string[]> {
  const random = randomFrom(2017);
  const planted: string[] = [];
  const row = () => [personName(random), identityNumber(random)] as const;
  const shows = (...paths: string[]) => {
    for (const path of paths) {
      const [name, number] = row();
      planted.push(path);
      pages.set(
        path,
        `<title>公示</title><table><tr><th>姓名</th><th>身份证号</th></tr><tr><td>${name}</td><td>${number}</td></tr></table>`,
      );
    }
  };
  const file = async (
    path: string,
    ending: string,
    headers: Record<string, string> = { 'content-type': 'application/octet-stream' },
  ) => {
    planted.push(path);
    pages.set(path, {
      headers,
      body: await (WRITERS[ending] as (rows: unknown[]) => Uint8Array)([row()]),
    });
  };
  const page = (path: string, body: string) =>
    pages.set(path, `<!doctype html><meta charset="utf-8"><title>栏目</title>${body}`);
  const gbk = (path: string, body: string) =>
    pages.set(path, {
      headers: { 'content-type': 'text/html' },
      body: iconv.encode(
        `<html><head><meta charset="gb2312"><title>栏目</title></head><body>${body}</body></html>`,
        'gbk',
      ),
    });

  page(
    '/',
    `<a href="/trs/">1</a><a href="/col/col123/index.html">2</a><a href="/scripts/">3</a><a href="/gbk/">4</a><a href="/frames/">5</a>
    <a href="/xxgk/">6</a>`,
  );

  // TRS WCM: lists numbered by a script, in its three dialects; attachments marked as appendix; an article in parts.
  page(
    '/trs/',
    `<a href="./201711/t20171109_101.html">公示</a><script>createPageHTML(3, 0, "index", "html");</script><a href="/trs/b/">b</a><a href="/trs/c/">c</a>`,
  );
  page('/trs/index_1.html', '<a href="./201711/t20171109_102.html">公示</a>');
  page('/trs/index_2.html', '<a href="./201711/t20171109_103.html">公示</a>');
  page(
    '/trs/201711/t20171109_101.html',
    `<a appendix="true" OLDSRC="/protect/P0201/W020.docx" href="./P020171109377648937264.docx" title="附件：名单.docx">附件</a>
    <script>createPageHTML(2, 0, "t20171109_101", "html");</script>`,
  );
  await file('/trs/201711/P020171109377648937264.docx', 'docx');
  shows(
    '/trs/201711/t20171109_101_1.html',
    '/trs/201711/t20171109_102.html',
    '/trs/201711/t20171109_103.html',
  );
  page('/trs/b/', `<script>createPageHTML('page_div',3, 1,'list','shtml',43);</script>`);
  page('/trs/b/list_2.shtml', '<a href="two.html">二</a>');
  page('/trs/b/list_3.shtml', '<a href="three.html">三</a>');
  shows('/trs/b/two.html', '/trs/b/three.html');
  page(
    '/trs/c/',
    `<script>var currentPage = 0;//所在页从0开始
var countPage = 3//共多少页
for(var i=1;i<countPage;i++) document.write("<a href=\\"index"+"_" + i + "."+"htm\\">"+(i+1)+"</a>");
document.write('<a href="index'+'_'+(currentPage+1)+'.'+'htm">下一页</a>');</script>`,
  );
  page('/trs/c/index_1.htm', '<a href="c1.html">一</a>');
  page('/trs/c/index_2.htm', '<a href="c2.html">二</a>');
  shows('/trs/c/c1.html', '/trs/c/c2.html');

  // JPAAS: records in CDATA inside a script, the rest behind a proxy that answers with XML.
  page(
    '/col/col123/index.html',
    `<div id="456"><script type="text/xml"><datastore><nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&webid=1&path=/&columnid=123&unitid=456&webname=某某市政府"></a>]]></nextgroup>
<recordset><record><![CDATA[<li><a href='/art/2017/11/2/art_123_456.html' title='公示'>公示</a></li>]]></record>
<record><![CDATA[<a href='/art/2017/11/3/art_123_457.html'>公示</a>]]></record></recordset></datastore></script></div>`,
  );
  const proxy = (number: number) =>
    `/module/web/jpage/dataproxy.jsp?page=${number}&webid=1&path=/&columnid=123&unitid=456&webname=${encodeURIComponent('某某市政府')}`;
  const store = (next: string, art: string) =>
    `<?xml version='1.0' encoding='utf-8'?><datastore><totalrecord>4</totalrecord><nextgroup><![CDATA[${next}]]></nextgroup><recordset><record><![CDATA[<a href="${art}">公示</a>]]></record></recordset></datastore>`;
  pages.set(proxy(1), {
    headers: { 'content-type': 'text/xml;charset=utf-8' },
    body: store(
      '<a href="./dataproxy.jsp?page=2&webid=1&path=/&columnid=123&unitid=456&webname=某某市政府"></a>',
      '/art/2017/11/4/art_123_458.html',
    ),
  });
  // Some answer with XML and call it a page.
  pages.set(proxy(2), {
    headers: { 'content-type': 'text/html;charset=utf-8' },
    body: store('', '/art/2017/11/5/art_123_459.html'),
  });
  for (const art of ['2/art_123_456', '3/art_123_457', '4/art_123_458'])
    shows(`/art/2017/11/${art}.html`);
  page(
    '/art/2017/11/5/art_123_459.html',
    `<a href="/module/download/down.jsp?i_ID=1001&amp;colid=123">附件一</a><a href="/module/download/downfile.jsp?classid=0&filename=b7f0">附件二</a>`,
  );
  await file('/module/download/down.jsp?i_ID=1001&colid=123', 'csv', {
    'content-type': 'application/octet-stream',
    // Raw bytes in GBK, as servers of that time send them.
    'content-disposition': `attachment;filename=${iconv.encode('资助名单.csv', 'gbk').toString('latin1')}`,
  });
  await file('/module/download/downfile.jsp?classid=0&filename=b7f0', 'xlsx');

  // Links that only scripts and attributes tell.
  page(
    '/scripts/',
    `<a href="javascript:void(0)" data-href="/s/data-href.html">1</a><a href="#" onclick="window.open('/s/open/77','_blank')">2</a>
    <li onmousedown="showDetail('/s/detail.html', 1)">3</li><a href="javascript:;" onclick="downFile('P02017.docx')">4</a>
    <select onchange="location.href=this.value"><option value="/s/option.html">2017</option></select>
    <script>var urls=new Array();urls[0]='./item0.html';headers[0]="公示";
      document.write('<li><a href="/s/written.html">公示</a></li>'); $.getJSON("/s/list.json?page=1", show);
      var config = {"pages":[{"url":"\\/s\\/escaped.html"}], "tpl":"/s/"+id+".html"};</script>
    <noscript><a href="/s/noscript.html">无脚本</a></noscript><textarea style="display:none"><a href="/s/textarea.html">列表</a></textarea>
    <script type="text/template"><a href="/s/template.html">模板</a></script><div data-title="名单.docx" title="附件：名单.docx"></div>`,
  );
  shows(
    ...[
      '/s/data-href.html',
      '/s/open/77',
      '/s/detail.html',
      '/s/option.html',
      '/scripts/item0.html',
      '/s/written.html',
    ],
    ...[
      '/s/escaped.html',
      '/s/noscript.html',
      '/s/textarea.html',
      '/s/template.html',
      '/s/json1.html',
      '/s/json2.html',
    ],
  );
  await file('/scripts/P02017.docx', 'docx');
  pages.set('/s/list.json?page=1', {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      data: {
        list: [{ title: '公示', url: '/s/json1.html' }, { html: '<a href="/s/json2.html">二</a>' }],
      },
    }),
  });

  // A page in GBK: what it asks of a server is GBK too, names of files are not.
  gbk(
    '/gbk/',
    `<a href="/file/名单.txt">一</a><a href="/down.asp?name=名单">二</a><a href="/file/%C3%FB%B5%A5%B6%FE.txt">三</a>`,
  );
  await file(`/file/${encodeURIComponent('名单')}.txt`, 'txt');
  await file('/down.asp?name=%C3%FB%B5%A5', 'txt');
  await file('/file/%C3%FB%B5%A5%B6%FE.txt', 'txt');

  // Frames, maps, viewers.
  page(
    '/frames/',
    `<map><area href="/f/area.html"></map><object data="/f/object.pdf"></object><embed src="/f/embed.pdf">
    <iframe src="/pdfjs/web/viewer.html?file=%2Ff%2Fviewed.pdf"></iframe><object><param name="src" value="/f/param.pdf"></object>
    <iframe srcdoc="&lt;a href='/f/srcdoc.html'&gt;x&lt;/a&gt;"></iframe><a href="/f/set.html">框架</a>`,
  );
  page('/pdfjs/web/viewer.html?file=%2Ff%2Fviewed.pdf', '<p>阅读器</p>');
  pages.set(
    '/f/set.html',
    '<html><frameset cols="20%,80%"><frame src="left.html"><frame src="right.html"></frameset></html>',
  );
  shows('/f/area.html', '/f/srcdoc.html', '/f/left.html', '/f/right.html');
  for (const name of ['object', 'embed', 'viewed', 'param'])
    await file(`/f/${name}.pdf`, 'pdf', { 'content-type': 'application/pdf' });

  // A feed.
  page('/xxgk/', '<link rel="alternate" type="application/rss+xml" href="rss.xml">');
  pages.set('/xxgk/rss.xml', {
    headers: { 'content-type': 'application/xml' },
    body: '<?xml version="1.0"?><rss><channel><item><title>公示</title><link>/xxgk/fed.html</link></item></channel></rss>',
  });
  shows('/xxgk/fed.html');

  // Lists of lists, packed, of pages that nothing else leads to.
  const xml = { 'content-type': 'application/xml' };
  pages.set('/sitemap.xml', {
    headers: xml,
    body: `<sitemapindex><sitemap><loc>${origin}/map/1.xml.gz</loc></sitemap></sitemapindex>`,
  });
  pages.set('/map/1.xml.gz', {
    headers: { 'content-type': 'application/gzip' },
    body: gzipSync(`<urlset><url><loc>${origin}/orphans/1.html</loc></url></urlset>`),
  });
  shows('/orphans/1.html');
  return planted;
}
