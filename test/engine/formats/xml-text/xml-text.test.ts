import iconv from 'iconv-lite';
import { expect, it } from 'vitest';
import { formatOf, surroundings } from '../../../../src/engine/formats/registry.ts';
import { xmlText } from '../../../../src/engine/formats/xml-text/xml-text.ts';
import { redact } from '../../../../src/engine/pipeline/redact.ts';
import { settings } from '../../settings.ts';
import { describeFormat, type Plant } from '../contract.ts';

const utf8 = (content: string) => new TextEncoder().encode(content);
const open = (content: string) => xmlText.open(utf8(content), surroundings(settings.limits));
const entities = (text: string) => [...text].map((c) => `&#${c.charCodeAt(0)};`).join('');
const plant = (channel: Plant['channel'], what: string, body: (n: string) => string): Plant => ({
  channel,
  what,
  bytes: (secret) => utf8(`<?xml version="1.0" encoding="UTF-8"?>\r\n${body(secret)}\n`),
});
/** As Excel 2003 saves a workbook. */
const sheet = (cell: string) =>
  '<?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" ' +
  'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="名单"><Table>' +
  '<Row><Cell><Data ss:Type="String">姓名</Data></Cell><Cell ss:Index="3"><Data ss:Type="String">证号</Data></Cell></Row>' +
  `<Row>${cell}</Row></Table></Worksheet></Workbook>`;

describeFormat(xmlText, {
  name: '名单.xml',
  plants: [
    plant('body', 'a number in a page in a section of CDATA, parted by a tag', (n) => {
      return `<rss><text2><![CDATA[<p>身份证号：${n.slice(0, 9)}<b class="x">${n.slice(9)}</b></p>]]></text2></rss>`;
    }),
    plant('body', 'a number in a page whose tags are escaped, as blogs are sent', (n) => {
      return `<string>&lt;p&gt;身份证号：${n.slice(0, 9)}&lt;b style=&quot;x&quot;&gt;${n.slice(9)}&lt;/b&gt;&lt;/p&gt;</string>`;
    }),
    plant('body', 'a number in an element', (n) => `<人><身份证号>${n}</身份证号></人>`),
    plant('body', 'a number in entities', (n) => `<a>${entities(n)}</a>`),
    plant('body', 'a number over inline elements and CDATA', (n) => {
      return `<p>证<b>${n.slice(0, 5)}</b><![CDATA[${n.slice(5, 9)}]]><!-- x -->${n.slice(9)}</p>`;
    }),
    plant('body', 'a number that begins in an inline element', (n) => {
      return `<p><b>${n.slice(0, 5)}</b>${n.slice(5)}</p>`;
    }),
    plant('body', 'a number in a drawing', (n) => {
      return `<svg xmlns="http://www.w3.org/2000/svg"><text>${n.slice(0, 6)}<tspan>${n.slice(6)}</tspan></text></svg>`;
    }),
    plant('body', 'a number behind a DOCTYPE', (n) => {
      return `<!DOCTYPE a PUBLIC "-//X//Y" "http://example.com/a.dtd">\n<a>${n}</a>`;
    }),
    plant('table', 'a number in a workbook of Excel 2003', (n) =>
      sheet(`<Cell ss:Index="3"><Data ss:Type="String">${n}</Data></Cell>`),
    ),
    plant('table', 'a number cell with its formula', (n) =>
      sheet(`<Cell ss:Formula="=${n}+0"><Data ss:Type="Number">${n}</Data></Cell>`),
    ),
    plant('comment', 'a number in a comment', (n) => `<a><!-- ${n} --></a>`),
    plant('hidden', 'a number in an attribute', (n) => `<a id='${n}'/>`),
    plant('hidden', 'a number in an instruction', (n) => `<?x ${n}?><a/>`),
    plant('hidden', 'a number in the name of a namespace', (n) => `<a xmlns="urn:${n}"/>`),
    plant('hidden', 'a number in a DOCTYPE', (n) => `<!DOCTYPE a SYSTEM "${n}"><a/>`),
    plant('hidden', 'a number in base64 in an element', (n) => {
      return `<a><b>${Buffer.from(`证号 ${n} 完`).toString('base64')}</b></a>`;
    }),
    plant('hidden', 'a number in base64 in an attribute', (n) => {
      return `<a b="${Buffer.from(`证号 ${n} 完`).toString('base64')}"/>`;
    }),
    {
      ...plant('image', 'a drawing of as many outlines as a number has digits', () => {
        return `<svg xmlns="http://www.w3.org/2000/svg"><path d="${'M0 0L1 1'.repeat(11)}"/></svg>`;
      }),
      outcome: 'blind-spot',
    },
    {
      ...plant('image', 'a picture in a drawing', () => {
        return '<svg xmlns="http://www.w3.org/2000/svg"><image href="a.png"/></svg>';
      }),
      outcome: 'blind-spot',
    },
    {
      ...plant('image', 'a number in the name of an element', (n) => `<a><n${n}/></a>`),
      outcome: 'blind-spot',
    },
    {
      ...plant('image', 'a number in the name of an attribute', (n) => `<a n${n}="1"/>`),
      outcome: 'blind-spot',
    },
    {
      ...plant('image', 'a picture in an address', () => {
        return `<a href="data:image/png;base64,iVBORw0KGgo${'AAAA'.repeat(300)}"/>`;
      }),
      outcome: 'blind-spot',
    },
    {
      ...plant('image', 'a picture written as text', () => {
        return `<a><photo>iVBORw0KGgo${'AAAA'.repeat(300)}</photo></a>`;
      }),
      outcome: 'blind-spot',
    },
  ],
  clean: {
    'a feed': () =>
      utf8('<?xml version="1.0"?>\n<rss><item 年="2017">公示 &amp; 通知</item></rss>'),
    'a drawing': () => utf8('<svg><path d="M10 20.5 L30 40"/><!-- 甲 --></svg>'),
  },
});

it('masks XML in GBK and leaves every other byte', async () => {
  const draft =
    '<?xml version="1.0" encoding="gb2312"?><名单 年="二">身份证号350102199003074515镕</名单>';
  const bytes = iconv.encode(draft, 'gb18030');
  const { output } = await redact({ bytes, name: 'a.xml' }, settings);
  const expected = iconv.encode(draft.replace(/\d{18}/, '*'.repeat(18)), 'gb18030');
  expect(Buffer.from(output ?? []).toString('hex')).toBe(expected.toString('hex'));
});

it('knows a workbook of Excel 2003 by its content, and where its cells stand', async () => {
  const content = `<?xml version="1.0"?>\n${sheet('<Cell ss:Index="3"><Data ss:Type="String">1</Data></Cell>')}`;
  expect(formatOf(utf8(content), '名单.xls').id).toBe('xml');
  const cells = Array.from((await open(content)).segments).filter(({ cell }) => cell);
  expect(cells.map(({ text, cell }) => [text, cell?.row, cell?.column])).toEqual([
    ['姓名', 0, 0],
    ['证号', 0, 2],
    ['1', 1, 2],
  ]);
});

it('leaves a number cell that is masked as a text cell without its formula', async () => {
  const content = sheet(
    '<Cell ss:Formula="=A1"><Data ss:Type="Number">350102199003074515</Data></Cell>',
  );
  const { output } = await redact({ bytes: utf8(content), name: 'a.xml' }, settings);
  expect(new TextDecoder().decode(output)).toContain(
    '<Cell><Data ss:Type="String">******************</Data></Cell>',
  );
});

it('puts a Chinese name of an element in front of its text as a label', async () => {
  const document = await open('<名单><人 银行卡="1"><姓名>甲</姓名><b>2</b></人></名单>');
  expect(Array.from(document.segments, ({ text }) => text)).toEqual(['银行卡:1', '姓名:甲', '2']);
});

it('reads a paragraph as one text, whatever it begins with', async () => {
  const document = await open('<a><p><b>12</b>34</p><p>5<i>6</i></p></a>');
  expect(Array.from(document.segments, ({ text }) => text)).toEqual(['1234', '56']);
});

it.each([
  ['entities of its own', '<!DOCTYPE a [<!ENTITY x "350102199003074515">]><a>&x;</a>'],
  ['an entity that nobody defined', '<a>&x;</a>'],
  ['tags that cross', '<a><b></a></b>'],
  ['no end', '<a><b>'],
])('refuses XML with %s', async (_, content) => {
  await expect(redact({ bytes: utf8(content), name: 'a.xml' }, settings)).rejects.toMatchObject({
    code: expect.stringMatching(/^(?:format-unsupported|document-damaged)$/),
  });
});

/** As LibreOffice saves a text or a sheet in one piece. */
const flat = (body: string) =>
  utf8(
    `<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body>${body}</office:body></office:document>`,
  );

it('reads each paragraph of a flat OpenDocument text as one of its own', async () => {
  const [a, b] = ['13900001234', '13800005678'];
  const bytes = flat(`<office:text><text:p>${a}</text:p><text:p>${b}</text:p></office:text>`);
  const { verdict, output } = await redact({ bytes, name: '名单.fodt' }, settings);
  expect(verdict).toBe('masked');
  const said = new TextDecoder().decode(output);
  expect(said).not.toContain(a);
  expect(said).not.toContain(b);
});

it('masks a number with one digit in each cell of a flat OpenDocument sheet, in tags and words', async () => {
  const cells = [...'350102199003074515'].map(
    (digit) =>
      `<table:table-cell office:value-type="float" office:value="${digit}"><text:p>${digit}</text:p></table:table-cell>`,
  );
  const bytes = flat(
    `<office:spreadsheet><table:table><table:table-row>${cells.join('')}</table:table-row></table:table></office:spreadsheet>`,
  );
  const { verdict, output } = await redact({ bytes, name: '名单.fods' }, settings);
  expect(verdict).toBe('masked');
  const said = new TextDecoder().decode(output);
  expect(said).not.toMatch(/office:value=|<text:p>\d/);
  expect(said.match(/office:value-type="string"/g)).toHaveLength(18);
});

it('masks such a number where equal digits side by side are one cell that is repeated', async () => {
  const cells = '350102199003074515'.match(/(\d)\1*/g)?.map((digits) => {
    const times = `table:number-columns-repeated="${digits.length}"`;
    return `<table:table-cell ${times} office:value-type="float" office:value="${digits[0]}"><text:p>${digits[0]}</text:p></table:table-cell>`;
  });
  const bytes = flat(
    `<office:spreadsheet><table:table><table:table-row>${cells?.join('')}</table:table-row></table:table></office:spreadsheet>`,
  );
  const { verdict, output } = await redact({ bytes, name: '名单.fods' }, settings);
  expect(verdict).toBe('masked');
  expect(new TextDecoder().decode(output)).not.toMatch(/office:value=|<text:p>\d/);
});
