import { expect, it } from 'vitest';
import { text } from '../../../../src/engine/formats/text/text.ts';
import { redact } from '../../../../src/engine/pipeline/redact.ts';
import { settings } from '../../settings.ts';
import { describeFormat } from '../contract.ts';

const utf8 = (content: string) => new TextEncoder().encode(content);
const hex = (bytes: string) => Buffer.from(bytes.replaceAll(' ', ''), 'hex');
const utf16 = (content: string, mark: string) => Buffer.from(mark + content, 'utf16le');

describeFormat(text, {
  name: '公示.txt',
  plants: [
    {
      channel: 'body',
      what: 'a number in a piece of a page, parted by a tag with a style',
      bytes: (secret) =>
        utf8(`身份证号：${secret.slice(0, 9)}<SPAN style="color: red">${secret.slice(9)}</SPAN>`),
    },
    {
      channel: 'body',
      what: 'a number in a sentence',
      bytes: (secret) => utf8(`公示名单\r\n张三,身份证号:${secret},福州。\r\n`),
    },
    {
      channel: 'body',
      what: 'a number that ends in X',
      secret: 'id-x',
      bytes: (secret) => utf8(`张三 ${secret}`),
    },
    {
      channel: 'body',
      what: 'a number in GBK',
      bytes: (secret) =>
        Buffer.concat([hex('C9ED B7DD D6A4 BAC5 3A'), Buffer.from(secret), hex('D5C5 C8FD 0A')]),
    },
    {
      channel: 'body',
      what: 'a number in UTF-16LE with a mark',
      bytes: (secret) => utf16(`张三\r\n${secret}\r\n`, '\ufeff'),
    },
    {
      channel: 'body',
      what: 'a number in UTF-16BE without a mark',
      bytes: (secret) => utf16(`一张三\r\n${secret}\r\n`, '').swap16(),
    },
    {
      channel: 'body',
      what: 'a number in the last line of old Mac line ends',
      bytes: (secret) => utf8(`公示\r张三 ${secret}`),
    },
    ...['**', '__', '`', '~~', '<b>', '</span><i>', '\\-'].map((mark) => ({
      channel: 'body' as const,
      what: `a number with ${mark} in it`,
      bytes: (secret: string) =>
        utf8(`名单\n张三 ${secret.slice(0, 4)}${mark}${secret.slice(4)} 乙`),
    })),
    {
      channel: 'body',
      what: 'a number that a program left as escapes',
      bytes: (secret) =>
        utf8(
          `{"\\u8eab": "\\u0033${secret.slice(1, 5)}&#${secret.charCodeAt(5)};${secret.slice(6)}"}`,
        ),
    },
  ],
  clean: {
    'a notice without a number': () =>
      utf8('关于开展2017年助学金评审的通知\r\n\r\n请各学院按时报送。'),
    'a notice in GBK': () => hex('B9AB CABE 0D0A 95328236'),
    'a notice with a byte order mark and mixed line ends': () => utf8('\ufeff公示\r\n\n甲\r乙\n'),
  },
});

it('asks a person to look at a text with characters that nobody can read', async () => {
  const { verdict } = await redact({ bytes: utf8('公示 \ue123\ue124'), name: 'a.txt' }, settings);
  expect(verdict).toBe('review');
});

it.each([
  '家庭电话 *0898-74816664*，存折号 **12345678901234**',
  '护照号：**E12345678**，住院号 *12345678*',
])('masks numbers in bold type and italics that only a label tells: %s', async (line) => {
  const { output } = await redact({ bytes: utf8(`名单\n${line}`), name: 'a.md' }, settings);
  expect(Buffer.from(output ?? []).toString()).not.toMatch(/\d{4}/);
});

it('tells a clerk the line that a number stands in', async () => {
  const bytes = utf8('公示\r\n\r\n350102199003074515');
  const { scan } = await redact({ bytes, name: 'a.txt' }, settings);
  const [piece] = scan.decisions.map(({ finding }) => finding.pieces[0]);
  expect(scan.document.segment(piece?.segmentId ?? 0).location.address).toBe('第 3 行');
});

it('reads lines with tabs under their headers, as in the sheet they were copied from', async () => {
  const list =
    '低保名单\n姓名\t身份证号码\t金额\n张三\t350124590213416\t350\n李四\t350124590213417\t120\n';
  const { output } = await redact({ bytes: utf8(list), name: 'a.txt' }, settings);
  expect(new TextDecoder().decode(output)).toBe(list.replaceAll(/350124\d{9}/g, '*'.repeat(15)));
});

it('asks a person to look at a picture that is written into a text', async () => {
  const draft = `![图](data:image/png;base64,${'iVBORw0KGgo'.repeat(20)})`;
  const { verdict, scan } = await redact({ bytes: utf8(draft), name: '公示.md' }, settings);
  expect(verdict).toBe('review');
  expect(scan.document.blindSpots).toMatchObject([{ reason: 'image' }]);
});

it.each([
  ['a workbook', 'UEsDB', '公示.txt'],
  ['an old document', '0M8R4KGx', '公示.csv'],
  ['a PDF', 'JVBERi0x', '公示.json'],
  ['a picture', 'iVBORw0KGgo', '公示.json'],
])('asks a person about a text with %s in base64', async (_, head, name) => {
  const coded = `${head}${'AAAA'.repeat(80)}`;
  const written = name.endsWith('json') ? JSON.stringify({ file: coded }) : `附件,${coded}\n`;
  const { verdict } = await redact({ bytes: Buffer.from(written), name }, settings);
  expect(verdict).toBe('review');
});
