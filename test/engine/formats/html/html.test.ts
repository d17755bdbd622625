import { expect, it } from 'vitest';
import { html } from '../../../../src/engine/formats/html/html.ts';
import { surroundings } from '../../../../src/engine/formats/registry.ts';
import { redact } from '../../../../src/engine/pipeline/redact.ts';
import { settings } from '../../settings.ts';
import { describeFormat, type Plant } from '../contract.ts';
import { excelFile, inline, row } from '../xlsx/excel-file.ts';

const utf8 = (content: string) => new TextEncoder().encode(content);
const page = (body: string) => utf8(`<!DOCTYPE html>\r\n<html><body>${body}</body></html>\r\n`);
const open = (bytes: Uint8Array) => html.open(bytes, surroundings(settings.limits));
const entities = (text: string) => [...text].map((c) => `&#${c.charCodeAt(0)};`).join('');
const escapes = (text: string) =>
  [...text].map((c) => `\\u00${c.charCodeAt(0).toString(16)}`).join('');
const percents = (text: string) =>
  [...text].map((c) => `%${c.charCodeAt(0).toString(16)}`).join('');
const base64 = (text: string) => Buffer.from(text).toString('base64');
const codes = (text: string) => [...text].map((c) => c.charCodeAt(0)).join(', ');
const hexCodes = (text: string) => [...text].map((c) => `0x${c.charCodeAt(0).toString(16)}`).join();
const workbook = (text: string) =>
  Buffer.from(excelFile({ rows: row(inline('A1', text)) })).toString('base64');
/** A page in a page in a page: each is an attribute of the one around it. */
const nestedPages = (depth: number): string =>
  depth === 0
    ? '1'
    : `<iframe srcdoc="${nestedPages(depth - 1)
        .replaceAll('&', '&amp;')
        .replaceAll('"', '&quot;')}"></iframe>`;
const half = (text: string) => [text.slice(0, 7), text.slice(7)] as const;

const at = (
  channel: Plant['channel'],
  what: string,
  body: (secret: string) => string,
  secret?: Plant['secret'],
): Plant => ({
  channel,
  what,
  bytes: (value) => page(body(value)),
  ...(secret && { secret }),
});

describeFormat(html, {
  name: '公示.html',
  plants: [
    at('body', 'a number in a paragraph', (n) => `<p>张三 ${n}</p>`),
    at('body', 'a number over inline tags', (n) => {
      const [a, b] = half(n);
      return `<p>张三 <b>${a}</b><!-- x --><span class="x">${b}</span></p>`;
    }),
    at('body', 'a number in entities', (n) => `<p>${entities(n)}&nbsp;&copy 2017</p>`),
    at('body', 'a number around what is not shown', (n) => {
      const [a, b] = half(n);
      return `<p>${a}<i style="display: none">99</i><wbr>${b}</p>`;
    }),
    at('body', 'a number in SVG', (n) => `<svg><text><![CDATA[${n}]]></text></svg>`),
    at(
      'table',
      'a number in a cell without end tags',
      (n) => `<table><tr><td>张三<td>${n}</table>`,
    ),
    at('table', 'a number with an X', (n) => `<table><tr><td> ${n}\n</td></table>`, 'id-x'),
    at('form', 'a number in a hidden field', (n) => `<input type=hidden value=${n}>`),
    at('form', 'a number in a text area', (n) => `<textarea>\n${n}</textarea>`),
    at('metadata', 'a number in the title', (n) => `<title>${n}</title>`),
    at('metadata', 'a number in a meta tag', (n) => `<meta name="keywords" content='${n}'>`),
    at('link', 'a number to write to', (n) => `<a href="mailto:a@b.cn?subject=${n}">信</a>`),
    at('link', 'a number in percent signs', (n) => `<a href="/q?id=${percents(n)}&copy=1">查</a>`),
    at('comment', 'a number in a comment', (n) => `<!-- ${n} -->`),
    at('comment', 'a number over tags in a comment', (n) => {
      const [a, b] = half(n);
      return `<!--[if mso]><td>${a}<b>${b}</b></td><![endif]-->`;
    }),
    at('comment', 'a number in a bogus comment', (n) => `<?php ${n} ?><p>甲</p>`),
    at('script', 'a number in a script', (n) => `<script>var id = "${n}", n = 1;</script>`),
    at('script', 'a number in escapes', (n) => `<script>show('${escapes(n)}')</script>`),
    at('script', 'a number by the codes of its characters', (n) => {
      return `<script>show(String.fromCharCode(${codes(n)}))</script>`;
    }),
    at('script', 'a number by the codes of its characters in hexadecimal digits', (n) => {
      return `<script>show(fromCodePoint(${hexCodes(n)}))</script>`;
    }),
    at('script', 'a number for unescape', (n) => {
      return `<script>show(unescape('${escapes(n).replaceAll('\\', '%')}'))</script>`;
    }),
    at(
      'script',
      'a number in entities in a script',
      (n) => `<script>show("${entities(n)}")</script>`,
    ),
    at('script', 'a number that a script puts together', (n) => {
      const [a, b] = half(n);
      return `<script>show("${a}" + "${b}")</script>`;
    }),
    at('script', 'a number in a string of two lines', (n) => {
      const [a, b] = half(n);
      return `<script>show("${a}\\\n${b}")</script>`;
    }),
    at('script', 'a number in base64 in a script', (n) => {
      return `<script>show(atob("${base64(`证号 ${n} 完`)}"))</script>`;
    }),
    at('hidden', 'a number in the view state of a page', (n) => {
      return `<input type=hidden name=__VIEWSTATE value="${base64(`\u0002\u0005${n}\u000f`)}">`;
    }),
    at('attachment', 'a number in a workbook in base64 in a script', (n) => {
      return `<script>save("${workbook(n)}")</script>`;
    }),
    at('attachment', 'a number in a workbook in base64 in a field', (n) => {
      return `<input type=hidden value="${workbook(n)}">`;
    }),
    at('hidden', 'a number in two strings of a style sheet', (n) => {
      const [a, b] = half(n);
      return `<style>p::after { content: "${a}" "${b}" }</style>`;
    }),
    at('hidden', 'a number in a string of two lines of a style sheet', (n) => {
      const [a, b] = half(n);
      return `<style>p::after { content: "${a}\\\n${b}" }</style>`;
    }),
    {
      channel: 'image',
      what: 'a picture in base64 in a script',
      outcome: 'blind-spot',
      bytes: () =>
        page(
          `<script>show("${Buffer.from(`89504e470d0a1a0a${'00'.repeat(200)}`, 'hex').toString('base64')}")</script>`,
        ),
    },
    {
      ...at('body', 'a number at the end of a page that closes nothing', (n) => n),
      bytes: (n) => utf8(`<p>公示 ${n}`),
    },
    at(
      'body',
      'a number in text that browsers show as it stands',
      (n) => `<p>公示<plaintext><b>${n}</b>`,
    ),
    at(
      'body',
      'a number in a paragraph that nothing closes',
      (n) => `<p>公示<p>${n}<ul><li>甲<li>乙</ul>`,
    ),
    at('hidden', 'a number in a frame for old browsers', (n) => `<iframe><p>${n}</p></iframe>`),
    {
      ...at('hidden', 'a number in the type of the document', (n) => n),
      bytes: (n) => utf8(`<!DOCTYPE html PUBLIC "${n}"><p>公示</p>`),
    },
    at('hidden', 'a number in the style of an element', (n) => `<p style="--id: '${n}'">甲</p>`),
    at('hidden', 'a number in escapes in the style of an element', (n) => {
      return `<p style="content: '${[...n].map((c) => `\\3${c} `).join('')}'">甲</p>`;
    }),
    at(
      'script',
      'a number in a link that is a script',
      (n) => `<a href="javascript:show('${escapes(n)}')">查</a>`,
    ),
    at('attachment', 'a number in the second file of a script', (n) => {
      return `<script>a = "data:text/plain,1"; b = "data:text/plain;base64,${base64(`证号 ${n}`)}"</script>`;
    }),
    at('script', 'a number before a file in a script', (n) => {
      return `<script>a = "${n}", b = "data:text/plain,1"</script>`;
    }),
    {
      ...at('hidden', 'a page that lies too deep in pages', () => ''),
      outcome: 'blind-spot',
      bytes: () => page(nestedPages(6)),
    },
    at('script', 'a bare number in a script', (n) => `<script>show(${n})</script>`),
    at('script', 'a number in inline JSON', (n) => {
      return `<script type="application/json">[{"身份证号": ${n}}]</script>`;
    }),
    at('script', 'a number in an event', (n) => `<p onclick="show(&quot;${entities(n)}&quot;)">查`),
    at('hidden', 'a number in a data attribute', (n) => `<p data-id="${n}">甲</p>`),
    at('hidden', 'a number as the name of an attribute', (n) => `<p data-${n}>甲</p>`),
    at('hidden', 'a number in an end tag', (n) => `<p>甲</p id="${n}">`),
    at('hidden', 'a number in a second attribute of the same name', (n) => {
      return `<p title="甲" title="${n}">乙</p>`;
    }),
    at('hidden', 'a number in a tag that never ends', (n) => `<p>甲</p><img alt="${n}`),
    at('hidden', 'a number in a style sheet', (n) => `<style>p::after { content: "${n}" }</style>`),
    at('hidden', 'a number in escapes of a style sheet', (n) => {
      return `<style>p::after { content: "${[...n].map((c) => `\\3${c} `).join('')}" }</style>`;
    }),
    at('hidden', 'a number in a template', (n) => `<template><p>${n}</p></template>`),
    at('hidden', 'a number that is not shown', (n) => `<div hidden><p>${n}</p></div>`),
    at('hidden', 'a number for those without scripts', (n) => `<noscript><p>${n}</p></noscript>`),
    at('hidden', 'a number in a page inside the page', (n) => {
      const [a, b] = half(n);
      return `<iframe srcdoc="&lt;p&gt;${a}&lt;b>&amp;#${b.charCodeAt(0)};${b.slice(1)}&lt;/b>"></iframe>`;
    }),
    at('attachment', 'a number in a file inside an address', (n) => {
      return `<a download href="data:text/csv;base64,${base64(`姓名,证号\n张三,${n}\n`)}">名单</a>`;
    }),
    at('attachment', 'a number in a plain file inside an address', (n) => {
      return `<iframe src='data:text/html,%3Cp%3E${n}</p>'></iframe>`;
    }),
    {
      channel: 'image',
      what: 'a picture inside an address',
      outcome: 'blind-spot',
      bytes: () =>
        page(`<img src="data:image/png;base64,${base64(`\x89PNG\r\n\x1a\n${'\0'.repeat(200)}`)}">`),
    },
  ],
  clean: {
    'a page with entities, scripts and odd tags': () =>
      page(
        '<p>2017&nbsp;年 &lt;甲&gt;</p><script>if (a<b) f("\\u4e00")</script></p><td>甲<img src=a.png>',
      ),
    'a page without a single tag of structure': () => utf8('公示 &copy; 2017'),
    'a page in GBK': () =>
      Buffer.concat([
        Buffer.from('<meta charset="gbk"><p>'),
        Buffer.from('B9ABCABE', 'hex'),
        Buffer.from('</p>'),
      ]),
  },
});

it('keeps a script alive when the number stands behind a quote in a comment and a quote in a quote', async () => {
  const script = `/* don't */ a = 'it\\'s'; b = 350102199003074515; // "x"`;
  const { output } = await redact(
    { bytes: page(`<script>${script}</script>`), name: 'a.html' },
    settings,
  );
  expect(new TextDecoder().decode(output)).toContain('b = "******************"; // "x"');
});

it('passes over pictures too small for a number', async () => {
  const dot = Buffer.from(`89504e470d0a1a0a${'00'.repeat(40)}`, 'hex').toString('base64');
  const bytes = page(`<img src="data:image/png;base64,${dot}">`);
  expect((await redact({ bytes, name: 'a.html' }, settings)).verdict).toBe('clean');
});

it.each([
  '<p>手机 <bdo dir="rtl">00083100831</bdo>。</p>',
  '<p>手机 <span style="direction: rtl; unicode-bidi: bidi-override">00083100831</span>。</p>',
  '<table><tr><td>手机</td><td><bdo dir=rtl>00083100831</bdo></td></tr></table>',
  '<p><bdo dir="rtl">00083100831：机手</bdo></p>',
])('masks a number that the page shows from its end: %s', async (body) => {
  const { output, verdict } = await redact(
    { bytes: new TextEncoder().encode(`<html><body>${body}</body></html>`), name: 'a.html' },
    settings,
  );
  expect(verdict).toBe('masked');
  expect(new TextDecoder().decode(output)).toBe(
    `<html><body>${body.replace('00083100831', '*'.repeat(11))}</body></html>`,
  );
});

it('masks a page in GBK and leaves every other byte', async () => {
  const [before, after] = [
    Buffer.from('3C703EC9EDB7DDD6A4BAC53A', 'hex'),
    Buffer.from('D5C5C8FD3C2F703E', 'hex'),
  ];
  const bytes = Buffer.concat([before, Buffer.from('350102199003074515'), after]);
  const { output } = await redact({ bytes, name: 'a.htm' }, settings);
  const expected = Buffer.concat([before, Buffer.from('*'.repeat(18)), after]);
  expect(Buffer.from(output ?? []).toString('hex')).toBe(expected.toString('hex'));
});

it('knows in which row and column each cell stands, spans counted', async () => {
  const document = await open(
    page(
      '<table><tr><th rowspan=2>姓名<th colspan="2">证件<th>备注<tr><td>类<td>号<td>无' +
        '<tr><td>张三</td><td>身份证<p>二</p></td></tr></table>',
    ),
  );
  const cells = Array.from(document.segments, ({ text, cell }) => [text, cell?.row, cell?.column]);
  expect(cells.filter(([, row]) => row !== undefined)).toEqual([
    ['姓名', 0, 0],
    ['证件', 0, 1],
    ['备注', 0, 3],
    ['类', 1, 1],
    ['号', 1, 2],
    ['无', 1, 3],
    ['张三', 2, 0],
    ['身份证', 2, 1],
    ['二', 2, 1],
  ]);
});

it('takes a table that holds tables for layout, not for data', async () => {
  const document = await open(
    page('<table><tr><td>栏<table><tr><td>甲<td>乙</table><td>边</table>'),
  );
  const cells = Array.from(document.segments, ({ text, cell }) => [text, cell?.column]);
  expect(cells).toEqual([
    ['栏', undefined],
    ['甲', 0],
    ['乙', 1],
    ['边', undefined],
  ]);
});

it('keeps a script alive when it masks a bare number in it', async () => {
  const script = 'var a = [350102199003074515, 2]; // 350102199003074515\nvar b = {id: 1}';
  const { output } = await redact(
    { bytes: page(`<script>${script}</script>`), name: 'a.html' },
    settings,
  );
  expect(new TextDecoder().decode(output)).toContain(
    'var a = ["******************", 2]; // ******************\nvar b = {id: 1}',
  );
});

it('keeps a mask that could be markup in its place', async () => {
  const document = await open(page('<p title=123>456</p><script>"789"</script>'));
  const segments = Array.from(document.segments);
  const edits = ['456', '123', '789'].flatMap((digits) =>
    segments
      .filter(({ text }) => text.includes(digits))
      .map(({ id, text }) => ({
        segmentId: id,
        span: { start: text.indexOf(digits), end: text.indexOf(digits) + 3 },
        replacement: '<b x="">',
      })),
  );
  const again = await open(await document.rewrite(edits));
  expect(Array.from(again.segments, ({ text }) => text)).toEqual([
    '<b x="">',
    '<b x="">',
    '"*b x=***"',
  ]);
});

it('opens a page that nests without end', async () => {
  const nested = '<div><table><tr><td>'.repeat(20_000) + '</b>'.repeat(20_000);
  const document = await open(page(`${nested}350102199003074515`));
  expect(Array.from(document.segments).at(-1)?.text).toBe('350102199003074515');
});

it('loses nothing where the tokenizer cuts long text in pieces', async () => {
  const number = '350102199003074515';
  for (let shift = 0; shift < 24; shift++) {
    const filler = '公'.repeat(65_536 - 40 + shift);
    const text = `${filler}<p>${filler}${entities(number)}${filler}</p><script>"${filler}${number}"</script>`;
    const document = await open(page(text));
    expect(document.blindSpots).toEqual([]);
    expect(Array.from(document.segments).filter(({ text }) => text.includes(number)).length).toBe(
      2,
    );
  }
});

it('asks a person about a page with a broken character, and masks the rest of it', async () => {
  const notice = Buffer.from(
    `<p>${'关于公示国家助学金名单的通知'.repeat(9)}350102199003074515</p>`,
  );
  const bytes = Buffer.concat([
    notice,
    Buffer.from('<p>E5</p>'.replace('E5', '\xe5'), 'latin1'),
    notice,
  ]);
  const { verdict, output } = await redact({ bytes, name: 'a.html' }, settings);
  expect(verdict).toBe('review');
  expect(Buffer.from(output ?? []).includes('350102199003074515')).toBe(false);
  expect(Buffer.from(output ?? []).length).toBe(bytes.length);
});

it.each([
  ['Shift JIS', 'shift_jis', Buffer.from('8252825482508251', 'hex')],
  ['Big5', 'big5', Buffer.from('a4a4a4e5', 'hex')],
  ['UTF-7', 'utf-7', Buffer.from('+ADMANQ-')],
])('asks a person about a page that calls itself %s', async (_, charset, bytes) => {
  const head = Buffer.from(`<meta charset="${charset}"><p>`);
  const { verdict } = await redact(
    { bytes: Buffer.concat([head, bytes]), name: 'a.html' },
    settings,
  );
  expect(verdict).toBe('review');
});

it('keeps a script alive when it masks a number given by its characters', async () => {
  const bytes = page(
    `<script>show(String.fromCharCode(${codes('350102199003074515')}), 1)</script>`,
  );
  const { output } = await redact({ bytes, name: 'a.html' }, settings);
  expect(new TextDecoder().decode(output)).toContain('show("******************", 1)');
});

it('takes a page in UTF-8 for what it is, whatever it calls itself', async () => {
  const bytes = utf8('<meta charset="shift_jis"><p>关于公示国家助学金名单的通知</p>');
  expect((await redact({ bytes, name: 'a.html' }, settings)).verdict).toBe('clean');
});

it('reads again a comment that opens comments without end', async () => {
  let texts = 0;
  const bytes = page('<!--'.repeat(100_000));
  for await (const _ of html.reread(bytes, surroundings(settings.limits))) texts++;
  expect(texts).toBeLessThan(100);
});

it('takes away what LibreOffice and Excel write of a masked cell into its tag, and of no other', async () => {
  const cells = [...'13900001234'].map((digit) => `<td sdval="${digit}" x:num>${digit}</td>`);
  const other = '<tr><td sdval="2024" sdnum="1033;">2024</td></tr>';
  const page = `<table><tr><td>手机号码</td>${cells.join('')}</tr>${other}<tr><td>甲</td></tr></table>`;
  const bytes = new TextEncoder().encode(page);
  const { verdict, output } = await redact({ bytes, name: '名单.html' }, settings);
  expect(verdict).toBe('masked');
  const said = new TextDecoder().decode(output);
  expect(said).not.toMatch(/sdval="\d"/);
  expect(said).toContain(other);
});

it('masks a mobile number that a page keeps in base64, on its own and in a script', async () => {
  const phone = base64('13900001234');
  const bytes = page(`<p data-tel="${phone}">甲</p><script>var a = atob("${phone}")</script>`);
  const { verdict, output } = await redact({ bytes, name: '名单.html' }, settings);
  expect(verdict).toBe('masked');
  expect(new TextDecoder().decode(output)).not.toContain(phone.slice(0, 14));
});
