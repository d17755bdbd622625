import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { surroundings } from '../../../../src/engine/formats/registry.ts';
import { rtf } from '../../../../src/engine/formats/rtf/rtf.ts';
import { redact } from '../../../../src/engine/pipeline/redact.ts';
import { settings } from '../../settings.ts';
import { describeFormat, type Plant } from '../contract.ts';
import { describeMutations } from '../mutations.ts';
import { zipOf } from '../stored-zip.ts';

const file = (name: string) => readFileSync(`fixtures/rtf/${name}.rtf`);
const latin1 = (text: string) => Buffer.from(text, 'latin1');
/** Chinese as the escapes of its code points. */
const latin = (text: string) =>
  text.replaceAll(/[^\0-\xff]/g, (char) => `{\\uc0\\u${char.charCodeAt(0)} }`);
/** A document by hand; `\f0` is a Chinese font. */
const rtfOf = (body: string) =>
  latin1(String.raw`{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset134 SimSun;}{\f1\fcharset0 Arial;}}
\pard\plain ${body}\par }`);
const each = (text: string, write: (char: string) => string) => [...text].map(write).join('');
const hexEscaped = (text: string) => each(text, (char) => `\\'${char.charCodeAt(0).toString(16)}`);

const byHand = (
  channel: Plant['channel'],
  what: string,
  body: (secret: string) => string,
): Plant => ({ channel, what, bytes: (secret) => rtfOf(body(secret)) });

const byLibreOffice = (channel: Plant['channel'], what: string, name = 'notice'): Plant => ({
  channel,
  what: `${what} of LibreOffice`,
  bytes: () => file(name),
});

describeFormat(rtf, {
  name: '公示.rtf',
  plants: [
    byLibreOffice('body', 'a number in a paragraph'),
    byLibreOffice('table', 'a number in a table'),
    byLibreOffice('hidden', 'a number in hidden text'),
    byLibreOffice('header-footer', 'a number in a header'),
    byLibreOffice('tracked-change', 'a number in a tracked deletion'),
    byLibreOffice('link', 'a number in the target of a link'),
    byLibreOffice('metadata', 'a number in the title'),
    byLibreOffice('note', 'a number in a footnote', 'notes'),
    byLibreOffice('comment', 'a number in a comment', 'notes'),
    byHand(
      'body',
      'a number over several runs',
      (secret) => `${each(secret.slice(0, 6), (char) => `{\\b ${char}}`)}\\i ${secret.slice(6)}`,
    ),
    byHand('body', 'a number in hex escapes', (secret) => `\\b${hexEscaped(secret)}`),
    byHand('body', 'a number in Unicode escapes with stand-ins', (secret) =>
      each(secret, (char) => `\\u${char.charCodeAt(0)}\\'3f`),
    ),
    byHand('body', 'a number whose stand-ins show it too', (secret) =>
      each(secret, (char) => `\\u${char.charCodeAt(0)} ${char}`),
    ),
    byHand('body', 'a number in full-width GBK bytes', (secret) =>
      each(secret, (char) => `\\'a3\\'${(char.charCodeAt(0) + 0x80).toString(16)}`),
    ),
    byHand('body', 'a number after raw GBK text', (secret) => `\xc9\xed\xb7\xdd\xd6\xa4${secret}`),
    byHand('body', 'a number broken over lines of the file', (secret) =>
      each(secret, (char) => `${char}\r\n`),
    ),
    byHand(
      'body',
      'a number with bookmarks and soft hyphens in it',
      (secret) =>
        `${secret.slice(0, 6)}{\\*\\bkmkstart a}\\-${secret.slice(6, 9)}\\zwnj ${secret.slice(9)}`,
    ),
    byHand('body', 'a number at the edge of a control word', (secret) => `\\fs24 ${secret}`),
    byHand(
      'table',
      'a number in a nested table',
      (secret) =>
        `\\trowd\\cellx1000\\pard\\intbl\\itap2 ${secret}\\nestcell{\\*\\nesttableprops\\trowd\\cellx500\\nestrow}{\\nonesttables\\par}\\pard\\intbl\\cell\\row\\pard`,
    ),
    byHand(
      'text-box',
      'a number in a text box',
      (secret) =>
        `{\\shp{\\*\\shpinst\\shpleft0{\\sp{\\sn wzDescription}{\\sv x}}{\\shptxt \\pard ${secret}\\par}}}`,
    ),
    byHand(
      'hidden',
      'a number in the description of a shape',
      (secret) => `{\\shp{\\*\\shpinst{\\sp{\\sn wzDescription}{\\sv ${secret}}}}}`,
    ),
    byHand(
      'field',
      'a number in a field code',
      (secret) =>
        `{\\field{\\*\\fldinst { IF }{"${secret.slice(0, 9)}}{${secret.slice(9)}"}}{\\fldrslt 1}}`,
    ),
    byHand(
      'form',
      'a number in the help of a form field',
      (secret) =>
        `{\\field{\\*\\fldinst FORMTEXT{\\*\\formfield{\\*\\ffname a}{\\*\\ffhelptext ${secret}}}}{\\fldrslt }}`,
    ),
    byHand(
      'tracked-change',
      'a number that a revision completed',
      (secret) => `${secret.slice(0, 9)}{\\deleted ${secret.slice(9)}}{\\revised 无}`,
    ),
    byHand('hidden', 'a number broken by hidden text', (secret) =>
      `{\\v ${secret.slice(0, 9)}}公{\\v ${secret.slice(9)}}`.replace('公', ''),
    ),
    byHand(
      'hidden',
      'a number in a destination nobody knows',
      (secret) => `{\\*\\nobody ${secret}}`,
    ),
    byHand(
      'hidden',
      'a number in a document variable',
      (secret) => `{\\*\\docvar {id}{${secret}}}`,
    ),
    byHand(
      'hidden',
      'a number as the parameter of a control word',
      (secret) => `{\\*\\x${secret}}`,
    ),
    {
      channel: 'hidden',
      what: 'a number after the end of the document',
      bytes: (secret) => Buffer.concat([rtfOf('x'), latin1(`\r\n${secret}`)]),
    },
    {
      channel: 'hidden',
      what: 'a telephone number in the second of two lines after the end of the document',
      secret: 'phone',
      bytes: (secret) => Buffer.concat([rtfOf('x'), latin1(`20240101\0${secret}\n`)]),
    },
    {
      channel: 'hidden',
      what: 'a number in raw binary data',
      bytes: (secret) => rtfOf(`{\\*\\blob\\bin${secret.length + 4} {{}\\${secret}}`),
    },
    {
      channel: 'hidden',
      what: 'a number packed into the theme',
      bytes: (secret) =>
        rtfOf(
          `{\\*\\themedata ${zipOf({ 'theme/theme1.xml': `<a>${secret}</a>` }).toString('hex')}}`,
        ),
    },
    {
      channel: 'hidden',
      what: 'a number in what a link keeps for Word',
      bytes: (secret) =>
        rtfOf(
          `{\\field{\\*\\fldinst {HYPERLINK "x"}{\\*\\datafield 00d0c9ea${Buffer.from(`tel:${secret} x`, 'utf16le').toString('hex')}}}{\\fldrslt 无}}`,
        ),
    },
    {
      channel: 'hidden',
      what: 'a number in the store of a mail merge',
      bytes: (secret) =>
        rtfOf(
          `{\\*\\mailmerge{\\mmodso{\\mmodsoudldata ${latin1(`x ${secret} y`).toString('hex')}}}}`,
        ),
    },
    {
      channel: 'hidden',
      what: 'a number in the data store',
      bytes: (secret) => rtfOf(`{\\*\\datastore ${latin1(`x ${secret} y`).toString('hex')}}`),
    },
    {
      channel: 'attachment',
      what: 'a number in an embedded object',
      outcome: 'removed',
      bytes: (secret) =>
        rtfOf(
          `{\\object\\objemb{\\*\\objdata 0105000002000000${latin1(secret).toString('hex')}}{\\result x}}`,
        ),
    },
    byHand(
      'body',
      'a number that a backslash at the end of the line ends',
      (n) => `证\\\n${n}\\\n`,
    ),
    byHand(
      'body',
      'a number behind a Unicode escape whose stand-in is a symbol',
      (n) => `\\u35777\\~${n}`,
    ),
    byHand('field', 'a number in a field within a field', (n) => {
      return `{\\field{\\*\\fldinst IF {\\field{\\*\\fldinst QUOTE "${n}"}{\\fldrslt 1}}}{\\fldrslt 无}}`;
    }),
    byHand('hidden', 'a number of which some digits are hidden', (n) => {
      return `{\\v ${n.slice(0, 6)}}${n.slice(6, 12)}{\\v ${n.slice(12)}}`;
    }),
    {
      channel: 'image',
      what: 'a picture packed into the theme',
      outcome: 'blind-spot',
      bytes: () =>
        rtfOf(
          `{\\*\\themedata ${zipOf({ '[Content_Types].xml': '<Types/>', '_rels/.rels': '<Relationships/>', 'word/document.xml': '<w/>', 'word/media/1.png': Buffer.from('89504e47', 'hex') }).toString('hex')}}`,
        ),
    },
    {
      channel: 'image',
      what: 'a picture',
      outcome: 'blind-spot',
      bytes: () => rtfOf('{\\pict\\pngblip 89504e47}'),
    },
  ],
  clean: {
    'a notice of LibreOffice without a number': () => file('clean'),
    'a notice with the theme that Word packs into every file': () =>
      rtfOf(
        `{\\*\\themedata ${zipOf({ '[Content_Types].xml': '<Types/>', '_rels/.rels': '<Relationships/>', 'theme/theme/theme1.xml': '<theme name="Office"/>' }).toString('hex')}}`,
      ),
    'a notice by hand': () => rtfOf('{\\*\\panose 02010600030101010101}\\u20844?'),
  },
});

const maskedText = async (body: string) => {
  const { output } = await redact({ bytes: rtfOf(body), name: 'a.rtf' }, settings);
  return Buffer.from(output as Uint8Array).toString('latin1');
};

it('leaves every control word where it was and puts stars where digits were', async () =>
  expect(await maskedText('\\b 350102\\b0 1990\\i\n03074515\\i0  end')).toContain(
    '\\b ******\\b0 ****\\i\n********\\i0  end',
  ));

it('covers the stand-in of a Unicode escape with the same star', async () =>
  expect(await maskedText('A \\u51?50102199003074515 B')).toContain('A ****************** B'));

const segmentsOf = async (bytes: Uint8Array) => [
  ...(await rtf.open(bytes, surroundings(settings.limits))).segments,
];

it('knows in which row and column each cell stands, tables in cells included', async () => {
  const row = (...cells: string[]) => `\\trowd\\intbl ${cells.join('\\cell ')}\\cell\\row `;
  const nested =
    '甲\\par\\pard\\intbl\\itap2 乙\\nestcell 丙\\nestcell{\\*\\nesttableprops\\trowd\\nestrow}\\pard\\intbl 丁';
  const body = `${row('a', 'b')}${row('c\\par d', 'e')}\\pard 中\\par ${row(latin(nested), 'f')}\\pard 后`;
  const cells = (await segmentsOf(rtfOf(latin(body)))).map(({ text, cell, location }) => [
    text,
    cell?.table,
    cell?.row,
    cell?.column,
    location.address,
  ]);
  expect(cells.slice(0, -1)).toEqual([
    ['a', 0, 0, 0, '表 1 第 1 行第 1 列'],
    ['b', 0, 0, 1, '表 1 第 1 行第 2 列'],
    ['c\nd', 0, 1, 0, '表 1 第 2 行第 1 列'],
    ['e', 0, 1, 1, '表 1 第 2 行第 2 列'],
    ['中', undefined, undefined, undefined, '段落 2'],
    ['甲\n丁', 2, 0, 0, '表 3 第 1 行第 1 列'],
    ['f', 2, 0, 1, '表 3 第 1 行第 2 列'],
    ['后', undefined, undefined, undefined, '段落 5'],
    ['乙', 1, 0, 0, '表 2 第 1 行第 1 列'],
    ['丙', 1, 0, 1, '表 2 第 1 行第 2 列'],
  ]);
});

it.each([
  ['\\mac', '8e', 'é'],
  ['\\pc', '82', 'é'],
  ['\\pca', 'd0', 'ð'],
  ['\\ansicpg1251', 'c4', 'Д'],
])('reads the letters of a document that says %s', async (says, byte, letter) => {
  const bytes = latin1(`{\\rtf1${says}\\deff0{\\fonttbl{\\f0 A;}}\\pard x\\'${byte}y\\par}`);
  expect((await segmentsOf(bytes)).map(({ text }) => text)).toContain(`x${letter}y`);
});

it.each([
  ['\\fcharset204', 'c4', 'Д'],
  ['\\fcharset128', '82d0', 'ひ'],
  ['\\fcharset129', 'b0a1', '가'],
  ['\\fcharset136', 'a4a4', '中'],
  ['\\cpg936', 'd6d0', '中'],
])('reads the letters of a font that says %s', async (says, code, letter) => {
  const escaped = code.replaceAll(/../g, "\\'$&");
  const bytes = latin1(
    `{\\rtf1\\ansi{\\fonttbl{\\f0 A;}{\\f1${says} B;}}\\pard\\f1 x${escaped}y\\par}`,
  );
  expect((await segmentsOf(bytes)).map(({ text }) => text)).toContain(`x${letter}y`);
});

it('writes any mask so that it reads as it should', async () => {
  const document = await rtf.open(rtfOf('A 350102 B'), surroundings(settings.limits));
  const place = [...document.segments].find(({ text }) => text.includes('350102'));
  const output = await document.rewrite([
    { segmentId: place?.id ?? -1, span: { start: 2, end: 8 }, replacement: '张{*}\\█é😀' },
  ]);
  expect((await segmentsOf(output)).map(({ text }) => text)).toContain('A 张{*}\\█é😀 B');
});

it('tells what stands in front of what it masks from what stands behind', async () =>
  expect(await maskedText('\\b350102199003074515x \\uc0\\u51 50102199003074515')).toMatch(
    /\*{18}/,
  ));

it('refuses a file whose groups lie in groups without end', async () =>
  await expect(segmentsOf(latin1(`{\\rtf1${'{'.repeat(100_000)}`))).rejects.toMatchObject({
    code: 'document-limit-exceeded',
  }));

describeMutations('公示.rtf', file('notice'), '350102199003074515');
