import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ofd } from '../../../../src/engine/formats/ofd/ofd.ts';
import { surroundings } from '../../../../src/engine/formats/registry.ts';
import { redact } from '../../../../src/engine/pipeline/redact.ts';
import { everyPart } from '../../../inflate.ts';
import { settings } from '../../settings.ts';
import { describeFormat, type Plant } from '../contract.ts';
import { describeMutations } from '../mutations.ts';
import { zipOf } from '../stored-zip.ts';

const SECRET = '350102199003074515';
const file = (name: string) => readFileSync(`fixtures/ofd/${name}.ofd`);
const NS = 'xmlns:ofd="http://www.ofdspec.org/2016"';

/** A text object by hand: where its base line starts, and what it says. */
const text = (x: number, y: number, words: string, more = '') =>
  `<ofd:TextObject ID="1" Boundary="${x} ${y} 100 5" Font="3" Size="4" ${more}><ofd:TextCode X="0" Y="0" DeltaX="g ${words.length} 2">${words}</ofd:TextCode></ofd:TextObject>`;

/** A file of one page with these objects, and more parts beside it. */
const ofdOf = (objects: string, more: Readonly<Record<string, string | Uint8Array>> = {}) =>
  zipOf({
    'OFD.xml': `<ofd:OFD ${NS}><ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    'Doc_0/Document.xml': `<ofd:Document ${NS}><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>`,
    'Doc_0/Pages/Page_0/Content.xml': `<ofd:Page ${NS}><ofd:Content><ofd:Layer>${objects}</ofd:Layer></ofd:Content></ofd:Page>`,
    ...more,
  });

const planted = (channel: Plant['channel'], what: string): Plant => ({
  channel,
  what: `${what} of a sealed file`,
  bytes: () => file('sealed'),
});

const byHand = (
  channel: Plant['channel'],
  what: string,
  objects: (secret: string) => string,
  more?: (secret: string) => Readonly<Record<string, string | Uint8Array>>,
): Plant => ({ channel, what, bytes: (secret) => ofdOf(objects(secret), more?.(secret)) });

const notice = text(20, 20, '公示');

describeFormat(ofd, {
  name: '公示.ofd',
  plants: [
    planted('body', 'a number in a line'),
    planted('table', 'a number in a list, over several text objects'),
    planted('header-footer', 'a number on the template page'),
    planted('annotation', 'a number in a note'),
    planted('hidden', 'a number in a custom tag'),
    planted('metadata', 'a number in the title'),
    planted('table', 'a number in an attached CSV'),
    byHand('body', 'a number in one text object a digit, drawn in any order', (secret) =>
      [...secret]
        .map((char, index) => ({ char, index }))
        .toSorted((a, b) => a.char.localeCompare(b.char))
        .map(({ char, index }) => text(20 + index * 2, 30, char))
        .join(''),
    ),
    byHand(
      'body',
      'a number drawn twice to make it bold',
      (secret) => text(20, 30, secret) + text(20.3, 30.1, secret),
    ),
    byHand('body', 'a number turned by a quarter', (secret) =>
      text(20, 30, secret, 'CTM="0 1 -1 0 0 0"'),
    ),
    byHand('body', 'a number in character references and CDATA', (secret) =>
      text(20, 30, `&#51;${secret.slice(1, 9)}<![CDATA[${secret.slice(9)}]]>`),
    ),
    byHand('body', 'a number that goes on below in a narrow cell', (secret) =>
      [
        text(20, 20, '姓名') + text(60, 20, '身份证号') + text(100, 20, '院系'),
        text(20, 30, '张三') + text(60, 30, secret.slice(0, 12)) + text(100, 30, '法学院'),
        text(60, 35, secret.slice(12)),
        text(20, 44, '李四') + text(60, 44, '无') + text(100, 44, '工学院'),
      ].join(''),
    ),
    byHand('table', 'a number with a box for every digit', (secret) =>
      [
        text(20, 20, '身份证号'),
        ...[...secret].map((char, index) => text(50 + index * 8, 20, char)),
      ].join(''),
    ),
    byHand('body', 'a number upside down', (secret) =>
      text(120, 30, secret, 'CTM="-1 0 0 -1 0 0"'),
    ),
    byHand('body', 'a number that runs upwards', (secret) =>
      text(120, 130, secret, 'CTM="0 -1 1 0 0 0"'),
    ),
    byHand(
      'hidden',
      'a number in invisible text',
      (secret) => notice + text(20, 30, secret, 'Visible="false"'),
    ),
    byHand(
      'hidden',
      'a number among drawing orders',
      (secret) =>
        `${notice}<ofd:PathObject><ofd:AbbreviatedData>M 0 0 L ${secret} 0</ofd:AbbreviatedData></ofd:PathObject>`,
    ),
    byHand('hidden', 'a number in the name of an attribute', (secret) =>
      text(20, 20, '公示', `n${secret}="1"`),
    ),
    {
      ...byHand(
        'hidden',
        'a number in the name of an element',
        (secret) => `${notice}<n${secret}/>`,
      ),
      outcome: 'blind-spot',
    },
    byHand('hidden', 'a number in an XML comment', (secret) => `${notice}<!-- ${secret} -->`),
    byHand(
      'link',
      'a number in the target of a link',
      (secret) =>
        `${notice}<ofd:Action><ofd:URI URI="https://example.gov.cn/q?id=${secret}"/></ofd:Action>`,
    ),
    byHand(
      'outline',
      'a number in the outline',
      () => notice,
      (secret) => ({
        'Doc_0/Document.xml': `<ofd:Document ${NS}><ofd:Pages><ofd:Page BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages><ofd:Outlines><ofd:OutlineElem Title="张三 ${secret}"/></ofd:Outlines></ofd:Document>`,
      }),
    ),
    byHand(
      'file-name',
      'a number in the name of an attachment',
      () => notice,
      (secret) => ({
        'Doc_0/Attachs/Attachments.xml': `<ofd:Attachments ${NS}><ofd:Attachment Name="张三${secret}"><ofd:FileLoc>张三${secret}.txt</ofd:FileLoc></ofd:Attachment></ofd:Attachments>`,
        [`Doc_0/Attachs/张三${secret}.txt`]: '无',
      }),
    ),
    {
      ...byHand(
        'attachment',
        'an attachment that nobody can read',
        () => notice,
        () => ({ 'Doc_0/Attachs/a.bin': Buffer.from('00ff00ff', 'hex') }),
      ),
      outcome: 'blind-spot',
    },
    {
      ...byHand(
        'image',
        'a picture',
        () => notice,
        () => ({ 'Doc_0/Res/1.png': Buffer.from('89504e47', 'hex') }),
      ),
      outcome: 'blind-spot',
    },
    byHand(
      'hidden',
      'a number in coded data of an extension',
      () => notice,
      (secret) => ({
        'Doc_0/Extensions.xml': `<ofd:Extensions ${NS}><ofd:Data>${Buffer.from(`证号 ${secret} 完`).toString('base64')}</ofd:Data></ofd:Extensions>`,
      }),
    ),
    {
      ...byHand(
        'image',
        'a drawing among the resources',
        () => notice,
        () => ({
          'Doc_0/Res/1.svg': '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
        }),
      ),
      outcome: 'blind-spot',
    },
    {
      ...byHand(
        'image',
        'glyphs that no text stands for',
        () =>
          `${notice}<ofd:TextObject Boundary="20 30 9 9" Size="4"><ofd:CGTransform CodePosition="0" CodeCount="2" GlyphCount="2"><ofd:Glyphs>22 24</ofd:Glyphs></ofd:CGTransform></ofd:TextObject>`,
      ),
      outcome: 'blind-spot',
    },
    {
      ...byHand(
        'image',
        'a page drawn as outlines',
        () =>
          '<ofd:PathObject><ofd:AbbreviatedData>M 0 0 B 1 1 2 2 3 3</ofd:AbbreviatedData></ofd:PathObject>',
      ),
      outcome: 'blind-spot',
    },
    {
      ...byHand('body', 'characters of private use', () => text(20, 30, '\ue123\ue124')),
      outcome: 'blind-spot',
    },
  ],
  clean: { 'a sealed notice that names nobody': () => file('clean') },
});

const opened = (bytes: Uint8Array) => ofd.open(bytes, surroundings(settings.limits));

it('calls pages by their order in the document, and places by what they are for', async () => {
  const pageOf = (words: string) =>
    `<ofd:Page ${NS}><ofd:Content><ofd:Layer>${text(20, 20, words)}</ofd:Layer></ofd:Content></ofd:Page>`;
  const document = await opened(
    ofdOf(text(20, 20, '后'), {
      'Doc_0/Document.xml': `<ofd:Document ${NS}><ofd:CommonData><ofd:TemplatePage BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData><ofd:Pages><ofd:Page BaseLoc="/Doc_0/Pages/Page_1/Content.xml"/><ofd:Page BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>`,
      'Doc_0/Pages/Page_1/Content.xml': pageOf('前'),
      'Doc_0/Pages/Page_2/Content.xml': pageOf('外'),
      'Doc_0/Tpls/Tpl_0/Content.xml': pageOf('底'),
      'Doc_0/Annots/Annotation.xml': `<ofd:A ${NS}><ofd:Remark>注</ofd:Remark></ofd:A>`,
      'Doc_0/Extensions.xml': `<ofd:A ${NS}><ofd:B>扩</ofd:B></ofd:A>`,
    }),
  );
  const told = Array.from(document.segments, ({ text: said, location }) => [said, location.part]);
  expect(told.slice(0, 2)).toEqual([
    ['前', '第 1 页'],
    ['后', '第 2 页'],
  ]);
  expect(Object.fromEntries(told)).toMatchObject({
    外: '未列出的页',
    底: '模板页',
    注: '注释',
    扩: '扩展信息',
  });
});

it.each([
  ['steps told one by one', 'X="0" Y="0" DeltaX="2 2 2"', ['甲乙丙丁']],
  ['steps of which the last goes on', 'X="0" Y="0" DeltaX="2"', ['甲乙丙丁']],
  ['one step said many times', 'X="0" Y="0" DeltaX="g 3 2"', ['甲乙丙丁']],
  ['two steps said many times', 'X="0" Y="0" DeltaX="g 1 2 g 2 2"', ['甲乙丙丁']],
  ['steps from above', 'X="0" Y="0" DeltaY="g 3 4.5"', ['甲乙丙丁']],
])('reads letters placed by %s', async (_, steps, lines) => {
  const document = await opened(
    ofdOf(
      `<ofd:TextObject Boundary="20 20 100 50" Size="4"><ofd:TextCode ${steps}>甲乙丙丁</ofd:TextCode></ofd:TextObject>`,
    ),
  );
  const said = Array.from(document.segments, ({ text: one }) => one);
  expect(said.slice(0, lines.length)).toEqual(lines);
});

it('takes a gap between letters for a blank, and another height for another line', async () => {
  const document = await opened(
    ofdOf(text(20, 20, '张三') + text(40, 20, '院系') + text(20, 60, '完')),
  );
  const said = Array.from(document.segments, ({ text: one }) => one);
  expect(said.join('|')).toMatch(/张三[ |]+院系\|完/);
});

const partsOf = (bytes: Uint8Array | undefined) =>
  [...everyPart(bytes as Uint8Array)].map((part) => Buffer.from(part.bytes).toString()).join('\n');

it('sets the glyphs of masked characters too: they draw the number whatever the text says', async () => {
  const { output } = await redact({ bytes: file('sealed'), name: '公示.ofd' }, settings);
  expect(partsOf(output)).toContain(`<ofd:Glyphs>${Array(18).fill('0').join(' ')}</ofd:Glyphs>`);
});

it('leaves the glyphs of characters beside the number alone', async () => {
  const glyphs = Array.from({ length: 20 }, (_, index) => 40 + index);
  const bytes = ofdOf(
    `<ofd:TextObject Boundary="20 30 100 5" Size="4"><ofd:CGTransform CodePosition="0" CodeCount="20" GlyphCount="20"><ofd:Glyphs>${glyphs.join(' ')}</ofd:Glyphs></ofd:CGTransform><ofd:TextCode X="0" Y="0" DeltaX="g 19 2">号:${SECRET}</ofd:TextCode></ofd:TextObject>`,
  );
  const { output } = await redact({ bytes, name: '公示.ofd' }, settings);
  expect(partsOf(output)).toContain(
    `<ofd:Glyphs>40 41 ${Array(18).fill('0').join(' ')}</ofd:Glyphs>`,
  );
});

it('takes the seal away with the signature, and says so', async () => {
  const { output, scan } = await redact({ bytes: file('sealed'), name: '公示.ofd' }, settings);
  expect(scan.document.removals).toEqual([
    {
      what: 'signature',
      when: 'on-rewrite',
      location: { channel: 'metadata', part: '数字签名', address: '' },
    },
  ]);
  expect(partsOf(output)).not.toMatch(/Signatures|SignedValue|Seal\.esl/);
});

it('reads a list as a table, with the columns of its heading', async () => {
  const { scan } = await redact({ bytes: file('sealed'), name: '公示.ofd' }, settings);
  const cells = [...scan.document.segments].filter(({ cell }) => cell?.table === 0);
  expect(cells.map(({ cell, text: said }) => [cell?.row, cell?.column, said])).toEqual([
    [0, 0, '姓名'],
    [0, 1, '身份证号'],
    [0, 2, '院系'],
    [1, 0, '张三'],
    [1, 1, SECRET],
    [1, 2, '法学院'],
    [2, 0, '李四'],
    [2, 1, SECRET],
    [2, 2, '工学院'],
  ]);
});

it('says that an encrypted file cannot be read', async () =>
  await expect(
    redact(
      { bytes: ofdOf(notice, { 'Doc_0/Encryptions.xml': '<a/>' }), name: '公示.ofd' },
      settings,
    ),
  ).rejects.toMatchObject({ code: 'document-encrypted' }));

describeMutations('公示.ofd', file('sealed'), SECRET);
