import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { odf } from '../../../../src/engine/formats/odf/odf.ts';
import { surroundings } from '../../../../src/engine/formats/registry.ts';
import { redact } from '../../../../src/engine/pipeline/redact.ts';
import { everyPart } from '../../../inflate.ts';
import { settings } from '../../settings.ts';
import { describeFormat, type Plant } from '../contract.ts';
import { describeMutations } from '../mutations.ts';
import { zipOf } from '../stored-zip.ts';

const SECRET = '350102199003074515';
const ELEMENT = 'a number in the name of an element';
const BLIND: readonly string[] = ['attachment', 'image'];
const file = (name: string) => readFileSync(`fixtures/odf/${name}`);

const NAMESPACES = ['office', 'text', 'table', 'draw', 'form', 'chart', 'script', 'presentation']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .concat(
    'xmlns:xlink="http://www.w3.org/1999/xlink"',
    'xmlns:dc="http://purl.org/dc/elements/1.1/"',
    'xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0"',
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"',
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"',
  )
  .join(' ');

const content = (body: string, kind = 'text') =>
  `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${NAMESPACES} office:version="1.3"><office:body><office:${kind}>${body}</office:${kind}></office:body></office:document-content>`;

/** A document by hand, with more parts beside its content. */
const odtOf = (body: string, more: Readonly<Record<string, string | Uint8Array>> = {}) =>
  zipOf({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': content(body),
    ...more,
    'META-INF/manifest.xml': `<manifest:manifest ${NAMESPACES}><manifest:file-entry manifest:full-path="/"/>${Object.keys(
      more,
    )
      .map((name) => `<manifest:file-entry manifest:full-path="${name}"/>`)
      .join('')}</manifest:manifest>`,
  });
const odsOf = (body: string) =>
  zipOf({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'content.xml': content(`<table:table table:name="名单">${body}</table:table>`, 'spreadsheet'),
    'META-INF/manifest.xml': `<manifest:manifest ${NAMESPACES}/>`,
  });

const byHand = (
  channel: Plant['channel'],
  what: string,
  body: (secret: string) => string,
  more?: (secret: string) => Readonly<Record<string, string | Uint8Array>>,
): Plant => ({ channel, what, bytes: (secret) => odtOf(body(secret), more?.(secret)) });

const byLibreOffice = (channel: Plant['channel'], what: string, name: string): Plant => ({
  channel,
  what: `${what} of LibreOffice`,
  bytes: () => file(name),
});

const spans = (text: string) =>
  [...text].map((char) => `<text:span text:style-name="T1">${char}</text:span>`).join('');

describeFormat(odf, {
  name: '公示.odt',
  plants: [
    byLibreOffice('body', 'a number in a paragraph', 'notice.odt'),
    byLibreOffice('table', 'a number in a table', 'notice.odt'),
    byLibreOffice('header-footer', 'a number in a header', 'notice.odt'),
    byLibreOffice('text-box', 'a number in a text box', 'notice.odt'),
    byLibreOffice('tracked-change', 'a number in a tracked deletion', 'notice.odt'),
    byLibreOffice('link', 'a number in the target of a link', 'notice.odt'),
    byLibreOffice('hidden', 'a number in the name of a bookmark', 'notice.odt'),
    byLibreOffice('metadata', 'a number in the title', 'notice.odt'),
    byLibreOffice('note', 'a number in a footnote', 'notes.odt'),
    byLibreOffice('comment', 'a number in a comment', 'notes.odt'),
    byHand(
      'hidden',
      'a number in the name of an attribute',
      (n) => `<text:p n${n}="1">公示</text:p>`,
    ),
    byHand('hidden', ELEMENT, (n) => `<text:p>公示<n${n}/></text:p>`),
    byLibreOffice('text-box', 'a number on a slide', 'notice.odp'),
    byLibreOffice('note', 'a number in the notes of a slide', 'notice.odp'),
    byLibreOffice('table', 'a number in a cell of a sheet', 'list.ods'),
    byLibreOffice('formula', 'a number in a formula', 'list.ods'),
    byLibreOffice('comment', 'a number in a comment on a cell', 'list.ods'),
    byLibreOffice('header-footer', 'a number in the header of a sheet', 'list.ods'),
    byLibreOffice('link', 'a number in a link of a cell', 'list.ods'),
    byHand('body', 'a number over many spans', (secret) => `<text:p>${spans(secret)}</text:p>`),
    byHand(
      'body',
      'a number in character references and CDATA',
      (secret) => `<text:p>&#x33;&#53;${secret.slice(2, 9)}<![CDATA[${secret.slice(9)}]]></text:p>`,
    ),
    {
      ...byLibreOffice('table', 'a telephone in a number cell', 'list.ods'),
      secret: 'phone' as const,
    },
    byHand(
      'tracked-change',
      'a number that a revision cut in two',
      (secret) =>
        `<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>${secret.slice(0, 9)}</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>号<text:change text:change-id="c1"/>${secret.slice(9)}</text:p>`,
    ),
    byHand(
      'field',
      'a number in a user field',
      (secret) =>
        `<text:user-field-decls><text:user-field-decl text:name="n" office:value-type="string" office:string-value="${secret}"/></text:user-field-decls><text:p>无</text:p>`,
    ),
    byHand(
      'form',
      'a number in a form control',
      (secret) =>
        `<office:forms><form:form><form:text form:current-value="${secret}"/></form:form></office:forms><text:p>无</text:p>`,
    ),
    byHand(
      'hidden',
      'a number in an XML comment',
      (secret) => `<text:p>无</text:p><!-- ${secret} -->`,
    ),
    byHand(
      'hidden',
      'a number in the description of a picture frame',
      (secret) => `<text:p><draw:frame><svg:desc>${secret}</svg:desc></draw:frame></text:p>`,
    ),
    byHand(
      'hidden',
      'a number in coded printer settings',
      () => '<text:p>无</text:p>',
      (secret) => ({
        'settings.xml': `<config:config-item ${NAMESPACES} config:name="PrinterSetup" config:type="base64Binary">${Buffer.from(`printer ${secret} end`).toString('base64')}</config:config-item>`,
      }),
    ),
    byHand(
      'chart',
      'a number in a chart',
      () => '<text:p>无</text:p>',
      (secret) => ({
        'Object 1/content.xml': content(
          `<chart:chart><chart:title><text:p>${secret}</text:p></chart:title></chart:chart>`,
          'chart',
        ),
      }),
    ),
    {
      ...byHand('formula', 'a number that a formula puts together', () => ''),
      bytes: (secret: string) =>
        odsOf(
          `<table:table-row><table:table-cell table:formula="of:=&quot;${secret.slice(0, 9)}&quot;&amp;&quot;${secret.slice(9)}&quot;"/></table:table-row>`,
        ),
    },
    {
      ...byHand('table', 'a telephone number that Java wrote into a cell', () => ''),
      secret: 'phone' as const,
      bytes: (secret: string) =>
        odsOf(
          `<table:table-row><table:table-cell><text:p>手机号</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell office:value-type="float" office:value="${secret[0]}.${secret.slice(1)}E10"/></table:table-row>`,
        ),
    },
    byHand(
      'hidden',
      'a number in a coded value of an attribute',
      (secret) =>
        `<text:p text:x="${Buffer.from(`证号 ${secret} 完`).toString('base64')}">无</text:p>`,
    ),
    {
      ...byHand('image', 'a drawing', () => '<text:p>无</text:p>'),
      bytes: () =>
        odtOf('<text:p>无</text:p>', {
          'Pictures/1.svg': '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
        }),
    },
    byHand('body', 'a number with a tab, a line break and blanks in it', (n) => {
      return `<text:p>证号${n.slice(0, 5)}<text:tab/>${n.slice(5, 9)}<text:s text:c="2"/>${n.slice(9)}</text:p>`;
    }),
    byHand('body', 'a number over two lines of a paragraph', (n) => {
      return `<text:p>证号${n.slice(0, 9)}<text:line-break/>${n.slice(9)}</text:p>`;
    }),
    byHand('table', 'a number over two paragraphs of a cell', (n) => {
      return `<table:table><table:table-row><table:table-cell><text:p>${n.slice(0, 9)}</text:p><text:p>${n.slice(9)}</text:p></table:table-cell></table:table-row></table:table>`;
    }),
    byHand('tracked-change', 'a number of which a revision put in the last digits', (n) => {
      return `<text:p>${n.slice(0, 9)}无<text:change-start/>x<text:change-end/></text:p><text:tracked-changes><text:changed-region><text:deletion><text:p>${n}</text:p></text:deletion></text:changed-region></text:tracked-changes>`;
    }),
    {
      ...byHand(
        'image',
        'a picture written into the text',
        () =>
          '<text:p><draw:image><office:binary-data>AAAA</office:binary-data></draw:image></text:p>',
      ),
    },
    ...(
      [
        ['metadata', 'meta.xml', '文档属性'],
        ['file-name', 'META-INF/other.xml', '其他部件'],
        ['hidden', 'styles.xml', '样式'],
        ['hidden', 'settings.xml', '设置'],
        ['chart', 'Object 1/content.xml', '图表'],
      ] as const
    ).map(
      ([channel, part]): Plant =>
        byHand(
          channel === 'file-name' ? 'hidden' : channel,
          `a number in the part ${part}`,
          () => '<text:p>无</text:p>',
          (n) => ({ [part]: `<a ${NAMESPACES}><b>${n}</b></a>` }),
        ),
    ),
    byHand(
      'file-name',
      'a number in the name of a part',
      (secret) => `<text:p><draw:object xlink:href="./张三${secret}.xml"/></text:p>`,
      (secret) => ({ [`张三${secret}.xml`]: '<a/>' }),
    ),
    {
      ...byHand(
        'script',
        'a macro',
        () => '<text:p>无</text:p>',
        (secret) => ({
          'Basic/Standard/Module1.xml': `<script:module ${NAMESPACES}>REM ${secret}</script:module>`,
        }),
      ),
      outcome: 'removed' as const,
    },
    byHand(
      'attachment',
      'an object that nobody can read',
      () => '<text:p>无</text:p>',
      () => ({ 'Object 1': Buffer.from('d0cf11e0a1b11ae1', 'hex') }),
    ),
    byHand(
      'image',
      'a picture',
      () => '<text:p>无</text:p>',
      () => ({ 'Pictures/1.png': Buffer.from('89504e47', 'hex') }),
    ),
  ].map(
    (plant): Plant =>
      BLIND.includes(plant.channel) || plant.what === ELEMENT
        ? { ...plant, outcome: 'blind-spot' as const }
        : plant,
  ),
  clean: {
    'a notice of LibreOffice without a number': () => file('clean.odt'),
    'a sheet of LibreOffice without a number': () => file('clean-list.ods'),
    'a notice by hand': () => odtOf('<text:p>关于评审的通知</text:p>'),
  },
});

it('turns a number cell into text, with its value, its type and what is shown', async () => {
  const document = await odf.open(
    odsOf(
      '<table:table-row><table:table-cell table:number-columns-repeated="2"/><table:table-cell table:formula="of:=13900001233+1" office:value-type="float" office:value="13900001234"><text:p>1.39E+10</text:p></table:table-cell></table:table-row>',
    ),
    surroundings(settings.limits),
  );
  const cell = [...document.segments].find(({ text }) => text === '13900001234');
  expect(cell).toMatchObject({
    location: { part: '名单', address: 'C1' },
    cell: { table: 0, row: 0, column: 2 },
  });
  const output = await document.rewrite([
    { segmentId: cell?.id ?? -1, span: { start: 3, end: 7 }, replacement: '****' },
  ]);
  expect(output.toString()).toContain(
    '<table:table-cell office:value-type="string"><text:p>139****1234</text:p></table:table-cell>',
  );
});

it('tells of each place by what its user calls it', async () => {
  const part = (text: string) => `<a ${NAMESPACES}><b>${text}</b></a>`;
  const document = await odf.open(
    odtOf('<text:p>甲</text:p>', {
      'meta.xml': part('乙'),
      'styles.xml': part('丙'),
      'settings.xml': part('丁'),
      'Object 1/content.xml': part('戊'),
      'META-INF/documentsignatures.xml': part('己'),
      'Basic/script.xml': part('庚'),
      'other.xml': part('辛'),
    }),
    surroundings(settings.limits),
  );
  const told = Object.fromEntries(
    Array.from(document.segments, ({ text, location }) => [text, location.part]),
  );
  expect(told).toMatchObject({
    甲: '正文',
    乙: '文档属性',
    丙: '样式',
    丁: '设置',
    戊: '图表',
    己: '数字签名',
    庚: '宏',
    辛: '其他部件',
  });
});

it('knows in which row and column each cell stands, repeats and spans counted', async () => {
  const cell = (text: string, more = '') =>
    `<table:table-cell ${more}><text:p>${text}</text:p></table:table-cell>`;
  const document = await odf.open(
    odsOf(
      `<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row><table:table-row>${cell('甲')}<table:table-cell table:number-columns-repeated="2"/>${cell('乙丙丁戊己', 'table:number-columns-repeated="2"')}${cell('庚')}</table:table-row><table:table-row>${cell('辛', 'table:number-columns-spanned="2"')}<table:covered-table-cell/>${cell('壬')}</table:table-row></table:table><table:table table:name="二"><table:table-row>${cell('癸')}</table:table-row>`,
    ),
    surroundings(settings.limits),
  );
  const cells = Array.from(document.segments, ({ text, cell: place, location }) => [
    text,
    place?.table,
    place?.row,
    place?.column,
    `${location.part}!${location.address}`,
  ]).filter(([, table]) => table !== undefined);
  expect(cells).toEqual([
    ['甲', 0, 3, 0, '名单!A4'],
    ['乙丙丁戊己', 0, 3, 3, '名单!D4'],
    ['庚', 0, 3, 5, '名单!F4'],
    ['辛', 0, 4, 0, '名单!A5'],
    ['壬', 0, 4, 2, '名单!C5'],
    ['癸', 1, 0, 0, '二!A1'],
  ]);
});

it('writes only what the place of a value takes: no star in a name, no number in a formula', async () => {
  const document = await odf.open(
    odsOf(
      `<table:table-row><table:table-cell table:style-name="a12345678" table:formula="of:=12345678+1" office:value-type="float" office:value="1"/></table:table-row><table:named-expression table:name="b12345678" table:expression="12345678"/><x office:value="12345678901"/>`,
    ),
    surroundings(settings.limits),
  );
  const edits = [...document.segments].flatMap(({ id, text }) => {
    const start = text.indexOf('12345678');
    return start < 0
      ? []
      : [{ segmentId: id, span: { start, end: start + 8 }, replacement: '*'.repeat(8) }];
  });
  const output = (await document.rewrite(edits)).toString();
  expect(output).toContain('table:style-name="a________"');
  expect(output).toContain('table:name="b________" table:expression="0"');
  expect(output).toContain('table:formula="#REF!"');
  expect(output).toContain('<x office:value="0"/>');
});

const digit = (char: string, times = 1) =>
  `<table:table-cell table:number-columns-repeated="${times}" office:value-type="string"><text:p>${char}</text:p></table:table-cell>`;
/** As LibreOffice writes it: like neighbours once. */
const runsOfDigits = [...SECRET.matchAll(/(.)\1*/g)].map(
  ([same]) => [same.charAt(0), same.length] as const,
);

it.each([
  [
    'along a row',
    `<table:table-row>${runsOfDigits.map(([char, times]) => digit(char, times)).join('')}</table:table-row>`,
  ],
  [
    'down a column',
    runsOfDigits
      .map(
        ([char, times]) =>
          `<table:table-row table:number-rows-repeated="${times}">${digit(char)}</table:table-row>`,
      )
      .join(''),
  ],
])(
  'masks a number with a digit in each cell %s although like neighbours stand there once',
  async (_, rows) => {
    const { verdict, output } = await redact({ bytes: odsOf(rows), name: '名单.ods' }, settings);
    expect(verdict).toBe('masked');
    const content = everyPart(output as Uint8Array).find(({ path }) => path === '/content.xml');
    expect(Buffer.from(content?.bytes ?? []).toString()).not.toMatch(/<text:p>\d<\/text:p>/);
  },
);

it('takes the preview picture, the signature and the macro out of the list of parts too', async () => {
  const bytes = odtOf(`<text:p>${SECRET}</text:p>`, {
    'Thumbnails/thumbnail.png': 'x',
    'META-INF/documentsignatures.xml': '<a/>',
    'Basic/Standard/Module1.xml': '<a/>',
  });
  const { output, scan } = await redact({ bytes, name: '公示.odt' }, settings);
  expect(scan.document.removals.map(({ what }) => what).toSorted()).toEqual([
    'macro',
    'signature',
    'thumbnail',
  ]);
  const parts = [...everyPart(output as Uint8Array)]
    .map((part) => Buffer.from(part.bytes).toString())
    .join();
  expect(parts).not.toMatch(/thumbnail|signatures|Module1/);
});

it('says that a document with a password cannot be read', async () => {
  const bytes = zipOf({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': Buffer.from('00ff00ff', 'hex'),
    'META-INF/manifest.xml': `<manifest:manifest ${NAMESPACES}><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>`,
  });
  await expect(redact({ bytes, name: '公示.odt' }, settings)).rejects.toMatchObject({
    code: 'document-encrypted',
  });
});

describeMutations('公示.odt', file('notice.odt'), SECRET);
describeMutations('展示.odp', file('notice.odp'), SECRET, 30);
describeMutations('名单.ods', file('list.ods'), SECRET, 30);

const dateCell = (value: string, shown: string) =>
  `<table:table-cell office:value-type="date" office:date-value="${value}"><text:p>${shown}</text:p></table:table-cell>`;

it('leaves no date behind the text of a cell that is cut to its month, and tells a day that is not drawn', async () => {
  const shown = ['1990-03-07', '1990年3月', '1991.05', ''];
  const values = ['1990-03-07', '1990-03-08', '1991-05-09', '1992-06-10T00:00:00'];
  const word = (text: string) => `<table:table-cell><text:p>${text}</text:p></table:table-cell>`;
  const rows = values.map(
    (value, index) =>
      `<table:table-row>${word('张伟')}${dateCell(value, shown[index] ?? '')}</table:table-row>`,
  );
  const bytes = odsOf(
    `<table:table-row>${word('姓名')}${word('出生日期')}</table:table-row>${rows.join('')}`,
  );
  const { output, verdict } = await redact({ bytes, name: '名单.ods' }, settings);
  expect(verdict).toBe('masked');
  const text = everyPart(output as Uint8Array)
    .map(({ bytes: part }) => Buffer.from(part).toString())
    .join('');
  expect(text).not.toContain('date-value');
  for (const value of values) expect(text).not.toContain(value.slice(0, 10));
  for (const left of ['1990-03<', '1991-05<']) expect(text).toContain(`>${left}`);
});

it('keeps a date that nobody has to hide as it was', async () => {
  const bytes = odsOf(
    `<table:table-row><table:table-cell><text:p>日期</text:p></table:table-cell></table:table-row><table:table-row>${dateCell('2024-05-01', '2024年5月')}</table:table-row>`,
  );
  const { output } = await redact({ bytes, name: '名单.ods' }, settings);
  expect(Buffer.from(output as Uint8Array).equals(Buffer.from(bytes))).toBe(true);
});
