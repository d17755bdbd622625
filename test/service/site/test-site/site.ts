// A government site as it might be, with all that makes a crawler fail. Every part of it is told by a seed.
import iconv from 'iconv-lite';
import { type Row, WRITERS } from './documents.ts';
import { identityNumber, personName, randomFrom } from './people.ts';

export interface Resource {
  readonly status?: number;
  readonly type: string;
  readonly body: () => Uint8Array | Promise<Uint8Array>;
  readonly location?: string;
  /** What tells whether it has changed; `none` of some servers. */
  readonly stamp?: 'etag' | 'date' | 'none';
  /** How it answers before it answers as it should. */
  readonly moody?: 'busy' | 'failing' | 'hangs-up';
  readonly headers?: Readonly<Record<string, string>>;
}

export interface TestSite {
  readonly resource: (path: string) => Resource | undefined;
  /** Paths that show somebody's number, and how many of them. */
  readonly planted: ReadonlyMap<string, number>;
  /** Every number on it, for looking whether one leaks. */
  readonly numbers: readonly string[];
  /** Pages that can be reached, traps left out. */
  readonly pages: number;
  readonly attachments: number;
}

export interface SiteWish {
  readonly pages: number;
  readonly attachments: number;
  readonly seed: number;
  /** Where nobody may be led: `127.0.0.1:port` of a server that counts its visitors. */
  readonly forbidden: string;
  readonly bigBytes: number;
}

const DEPARTMENTS = ['mzj', 'jyj', 'czj', 'wjw', 'rsj'];
const NAMES = ['民政局', '教育局', '财政局', '卫生健康局', '人力资源和社会保障局'];
const PER_LIST = 20;
const ENDINGS = Object.keys(WRITERS);

export function testSite(wish: SiteWish): TestSite {
  const planted = new Map<string, number>();
  const numbers: string[] = [];
  const fixed = new Map<string, Resource>();

  const rowsFor = (path: string, count: number, seed: number): Row[] => {
    const random = randomFrom(wish.seed * 1_000_003 + seed);
    const rows = Array.from(
      { length: count },
      (): Row => [personName(random), identityNumber(random)],
    );
    planted.set(path, count);
    numbers.push(...rows.map(([, number]) => number));
    return rows;
  };
  const harmless: Row[] = [
    ['第一小学', '1200元'],
    ['第二小学', '800元'],
  ];

  // Notices: one in eight shows numbers. Their rows are made now, their pages when they are asked for.
  const noticeRows = new Map<string, Row[]>();
  const attachmentOf = new Map<string, string[]>();
  const perDepartment = Math.floor(wish.pages / DEPARTMENTS.length);
  const notice = (department: number, at: number) =>
    `/${DEPARTMENTS[department]}/gsgg/t${20170000 + at}.html`;
  DEPARTMENTS.forEach((_, department) => {
    for (let at = 0; at < perDepartment; at++) {
      const path = notice(department, at);
      if (at % 8 === 3)
        noticeRows.set(path, rowsFor(path, 1 + (at % 5), department * 100_000 + at));
    }
  });
  const documents = new Map<string, Row[]>();
  for (let at = 0; at < wish.attachments; at++) {
    const department = at % DEPARTMENTS.length;
    const on = notice(department, Math.floor(at / DEPARTMENTS.length) % perDepartment);
    const path = `/${DEPARTMENTS[department]}/fj/P0201711${at}.${ENDINGS[at % ENDINGS.length]}`;
    attachmentOf.set(on, [...(attachmentOf.get(on) ?? []), path]);
    documents.set(path, at % 3 === 0 ? rowsFor(path, 2 + (at % 4), 5_000_000 + at) : harmless);
  }

  const table = (rows: readonly Row[]) =>
    `<table border="1"><tr><th>姓名</th><th>身份证号</th></tr>${rows
      .map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
      .join('')}</table>`;
  const page = (title: string, body: string, charset = 'utf-8') =>
    `<!DOCTYPE html><html><head><meta charset="${charset}"><title>${title}</title>
<link rel="stylesheet" href="/css/site.css"><script src="/js/site.js"></script></head><body>
<div class="nav"><ul>${DEPARTMENTS.map((name, at) => `<li><a href="/${name}/">${NAMES[at]}</a></li>`).join('')}
${Array.from({ length: 25 }, (_, at) => `<li><a href="/lm${at}/index.html" title="栏目">政务公开栏目${at}</a></li>`).join('')}</ul></div>
<div class="main"><h1>${title}</h1>${body}</div>
<div class="foot">主办：某某市人民政府办公室　联系电话：0591-87654321　备案号：闽ICP备05000001号</div></body></html>`;
  const html = (title: string, body: string, more: Partial<Resource> = {}): Resource => ({
    type: 'text/html; charset=utf-8',
    body: () => Buffer.from(page(title, body)),
    stamp: 'etag',
    ...more,
  });
  const link = (path: string, text = path) => `<p><a href="${path}">${text}</a></p>`;
  const paragraph =
    '<p>各县（市、区）人民政府，市直各有关单位：为进一步加强惠民惠农财政补贴资金管理，现将有关事项予以公示，公示期自2017年11月9日至11月15日。</p>';

  const put = (path: string, resource: Resource) => fixed.set(path, resource);
  oddities(wish, put, { html, page, table, link, rowsFor });

  const lists = Math.ceil(perDepartment / PER_LIST);
  const list = (department: number, at: number): Resource => {
    const from = at * PER_LIST;
    const links = Array.from({ length: Math.min(PER_LIST, perDepartment - from) }, (_, n) =>
      link(notice(department, from + n), `公示${from + n}`),
    );
    return html(
      `${NAMES[department]}公示公告`,
      `${links.join('')}<script>createPageHTML(${lists}, ${at}, "index", "html");</script>`,
    );
  };
  const noticePage = (path: string, department: number, number: number): Resource | undefined => {
    if (number < 0 || number >= perDepartment) return undefined;
    const attached = (attachmentOf.get(path) ?? []).map((one) => link(one, '附件')).join('');
    const stamp = (['etag', 'etag', 'date', 'none'] as const)[number % 4] as 'etag';
    const body = paragraph.repeat(6) + table(noticeRows.get(path) ?? harmless) + attached;
    const title = `关于公示${NAMES[department]}第${number}批名单的通知`;
    if (number % 5 !== 2) return html(title, body, { stamp });
    return {
      type: 'text/html',
      body: () => iconv.encode(page(title, body, 'gb2312'), 'gbk'),
      stamp,
    };
  };
  const inDepartment = (path: string, department: number, rest: string): Resource | undefined => {
    const [, at] = /^gsgg\/t(\d+)\.html$/.exec(rest) ?? [];
    if (at !== undefined) return noticePage(path, department, Number(at) - 20170000);
    const [isList, listed = '0'] = /^(?:index_(\d+)\.html)?$/.exec(rest) ?? [];
    return isList !== undefined && Number(listed) < lists
      ? list(department, Number(listed))
      : undefined;
  };
  const resource = (path: string): Resource | undefined => {
    const known = fixed.get(path);
    if (known) return known;
    const rows = documents.get(path);
    if (rows) return attachment(path, rows);
    const [, name = '', rest = ''] = /^\/(\w+)\/(.*)$/.exec(path) ?? [];
    if (/^lm\d+$/.test(name) && rest === '') return html('栏目', paragraph);
    const department = DEPARTMENTS.indexOf(name);
    return department < 0 ? undefined : inDepartment(path, department, rest);
  };
  return {
    resource,
    planted,
    numbers,
    pages: perDepartment * DEPARTMENTS.length + lists * DEPARTMENTS.length + 25 + 1,
    attachments: wish.attachments,
  };
}

const TYPES: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  csv: 'text/csv',
  json: 'application/json',
  pdf: 'application/pdf',
  zip: 'application/zip',
  docx: 'application/msword',
  xlsx: 'application/octet-stream',
};

function attachment(path: string, rows: readonly Row[]): Resource {
  const ending = path.slice(path.lastIndexOf('.') + 1);
  return {
    type: TYPES[ending] ?? 'application/octet-stream',
    body: () => (WRITERS[ending] as (rows: readonly Row[]) => Uint8Array)(rows),
    stamp: path.length % 2 === 0 ? 'etag' : 'date',
  };
}

interface Tools {
  readonly html: (title: string, body: string, more?: Partial<Resource>) => Resource;
  readonly page: (title: string, body: string, charset?: string) => string;
  readonly table: (rows: readonly Row[]) => string;
  readonly link: (path: string, text?: string) => string;
  readonly rowsFor: (path: string, count: number, seed: number) => Row[];
}

/** What crawlers stumble over. */
function oddities(
  { forbidden, bigBytes }: SiteWish,
  put: (path: string, resource: Resource) => void,
  { html, page, table, link, rowsFor }: Tools,
): void {
  const port = forbidden.split(':')[1];
  let seed = 9_000_000;
  const shows = (path: string, count = 2) => table(rowsFor(path, count, seed++));
  const plain = (path: string, body = '<p>放假通知</p>', more: Partial<Resource> = {}) =>
    put(path, html(path, body, more));

  put(
    '/',
    html(
      '某某市人民政府',
      `${['/odd/scripts.html', '/odd/traps.html', '/odd/types.html', '/odd/moods.html', '/odd/away.html', '/odd/same.html'].map((path) => link(path)).join('')}
      <a href="/wjm/list.html#top">回到顶部</a>`,
    ),
  );
  put('/robots.txt', {
    type: 'text/plain',
    body: () => Buffer.from('User-agent: *\nDisallow: /nobody/\nSitemap: /sitemap.xml\n'),
  });
  put('/sitemap.xml', {
    type: 'application/xml',
    body: () =>
      Buffer.from(
        '<?xml version="1.0"?><sitemapindex><sitemap><loc>SELF/sitemap-1.xml</loc></sitemap></sitemapindex>',
      ),
  });
  put('/sitemap-1.xml', {
    type: 'application/xml',
    body: () =>
      Buffer.from(
        '<urlset><url><loc>SELF/orphans/1.html</loc></url><url><loc>SELF/orphans/2.html</loc></url></urlset>',
      ),
  });
  plain('/orphans/1.html');
  plain('/orphans/2.html', shows('/orphans/2.html'));
  plain('/wjm/list.html');

  // Links that only a script, a frame or a refresh tells.
  plain(
    '/odd/scripts.html',
    `<a href="javascript:window.open('/odd/js1.html')">一</a><div onclick="location.href='js2.html'">二</div>
    <li onclick='openUrl("/odd/js3.html","_blank")'>三</li><iframe src="frame.html"></iframe>
    <a href="JavaScript:void(0)">无</a><a href="mailto:office@example.gov.cn">邮</a><a href="tel:059187654321">电</a>`,
  );
  for (const name of ['js1', 'js2', 'js3', 'frame'])
    plain(`/odd/${name}.html`, shows(`/odd/${name}.html`, 1));
  put(
    '/odd/refresh.html',
    html('跳转', '', {
      body: () => Buffer.from('<meta http-equiv="refresh" content="0;url=/odd/refreshed.html">'),
    }),
  );
  plain('/odd/refreshed.html', shows('/odd/refreshed.html', 1));

  // Traps: a calendar and folders without end, sessions, a ring of redirects, one without end.
  plain(
    '/odd/traps.html',
    `${link('/calendar?month=1')}${link('/deep/next/')}${link('/odd/s.html;jsessionid=ABC123')}${link('/odd/s.html?sid=9')}
    ${link('/ring/a')}${link('/chain/1')}${link('/odd/refresh.html')}${link('/nobody/secret.html')}${link('/odd/missing.html')}${link('/odd/gone.html')}`,
  );
  plain('/odd/s.html', shows('/odd/s.html', 1));
  plain('/nobody/secret.html');
  put('/odd/gone.html', { status: 410, type: 'text/html', body: () => Buffer.from('gone') });
  for (const [from, to] of [
    ['/ring/a', '/ring/b'],
    ['/ring/b', '/ring/a'],
    ['/odd/moved.html', '/odd/moved-to.html'],
  ] as const)
    put(from, { status: 302, type: 'text/html', location: to, body: () => Buffer.alloc(0) });
  plain('/odd/moved-to.html', shows('/odd/moved-to.html', 1));

  // Ways out to where nobody may go.
  plain(
    '/odd/away.html',
    `${link('/odd/moved.html')}${['meta', 'local', 'name', 'number', 'mapped', 'file'].map((to) => link(`/away/${to}`)).join('')}
    ${link(`http://${forbidden}/secret`)}${link(`http://2130706433:${port}/secret`)}${link(`http://[::ffff:127.0.0.1]:${port}/`)}${link('http://www.example.com/')}`,
  );
  for (const [name, to] of [
    ['meta', 'http://169.254.169.254/latest/meta-data/'],
    ['local', `http://${forbidden}/secret`],
    ['name', `http://localhost:${port}/secret`],
    ['number', `http://2130706433:${port}/`],
    ['mapped', `http://[::ffff:127.0.0.1]:${port}/`],
    ['file', 'file:///etc/passwd'],
  ] as const)
    put(`/away/${name}`, {
      status: 301,
      type: 'text/html',
      location: to,
      body: () => Buffer.alloc(0),
    });

  // What a file calls itself says nothing about what it is.
  const types: [string, string, () => Uint8Array | Promise<Uint8Array>][] = [
    ['/types/page.pdf', 'application/pdf', () => Buffer.from(page('页', shown.page))],
    ['/types/sheet.html', 'text/html', () => WRITERS.xlsx?.(shown.sheet) as Uint8Array],
    ['/types/page.bin', 'application/octet-stream', () => Buffer.from(page('页', shown.bin))],
    ['/types/list.png', 'image/png', () => Buffer.from(WRITERS.txt?.(shown.png) as Uint8Array)],
    [
      '/types/download.jsp?id=7',
      'application/octet-stream',
      () => WRITERS.csv?.(shown.down) as Uint8Array,
    ],
    ['/types/empty.html', 'text/html', () => Buffer.alloc(0)],
    [
      '/types/picture.jpg',
      'image/jpeg',
      () => Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0, 1]),
    ],
  ];
  const shown = {
    page: shows('/types/page.pdf'),
    sheet: rowsFor('/types/sheet.html', 3, seed++),
    bin: shows('/types/page.bin'),
    png: rowsFor('/types/list.png', 2, seed++),
    down: rowsFor('/types/download.jsp?id=7', 2, seed++),
    big: rowsFor('/types/big.csv', 1, seed++),
  };
  plain(
    '/odd/types.html',
    [...types.map(([path]) => link(path)), link('/types/big.csv'), link('/types/film.mp4')].join(
      '',
    ),
  );
  for (const [path, type, body] of types)
    put(path, {
      type,
      body,
      stamp: 'etag',
      ...(path.includes('jsp') && {
        headers: { 'content-disposition': 'attachment; filename="list.csv"' },
      }),
    });
  put('/types/big.csv', {
    type: 'text/csv',
    stamp: 'etag',
    body: () => {
      const line = '2017,第一中学,1200元\r\n';
      const filler = `年度,学校,金额\r\n${line.repeat(Math.ceil(bigBytes / 26))}`;
      return Buffer.from(`${filler}身份证号,${shown.big[0]?.[1]},\r\n`);
    },
  });

  // Servers with moods.
  const moods = ['busy', 'failing', 'hangs-up'] as const;
  plain(
    '/odd/moods.html',
    moods.flatMap((mood) => [1, 2].map((at) => link(`/moods/${mood}${at}.html`))).join(''),
  );
  for (const moody of moods)
    for (const at of [1, 2]) {
      const path = `/moods/${moody}${at}.html`;
      plain(path, shows(path, 1), { moody });
    }

  // One list under three addresses.
  const list = shows('/same/a.html', 4);
  plain('/odd/same.html', ['a', 'b', 'c'].map((name) => link(`/same/${name}.html`)).join(''));
  for (const name of ['a', 'b', 'c']) plain(`/same/${name}.html`, list);
}

/** Where the three addresses of one list are. */
export const SAME = ['/same/b.html', '/same/c.html'];

/** Endless parts of the site, which no map can hold. */
export function endless(path: string): string | undefined {
  const [, month] = /^\/calendar\?month=(\d+)$/.exec(path) ?? [];
  if (month !== undefined)
    return `<title>日历</title><a href="/calendar?month=${Number(month) + 1}">下月</a>`;
  if (/^\/deep\/(?:next\/)+$/.test(path)) return `<title>深</title><a href="next/">下一层</a>`;
  return undefined;
}

export const chained = (path: string): string | undefined => {
  const [, step] = /^\/chain\/(\d+)$/.exec(path) ?? [];
  return step === undefined ? undefined : `/chain/${Number(step) + 1}`;
};
