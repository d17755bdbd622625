// One number in every dress that an attacker, a scanner or a clumsy export has put it in.
import iconv from 'iconv-lite';
import { expect, it } from 'vitest';
import { redact } from '../../src/engine/pipeline/redact.ts';
import { settings } from '../engine/settings.ts';
import { leaks } from '../leaks.ts';

const ID = '350102199003074515';
const DIGITS = [...ID];
const sentence = (number: string) => Buffer.from(`张三,身份证号:${number},福州`);
const codeOf = (char: string) => `U+${char.codePointAt(0)?.toString(16)}`;

const SEPARATORS = [
  ...['\u00ad', '\u034f', '\u061c', '\u115f', '\u180e', '\u200b', '\u200d', '\u200e', '\u202a'],
  ...['\u2060', '\u2061', '\u2063', '\u3164', '\ufe0f', '\ufeff', '\u{e0041}', '\u{e0100}'],
  ...[' ', '\u00a0', '\u2003', '\u2009', '\u202f', '\u3000'],
  ...['-', '‑', '–', '—', '－', '.', '·'],
  ...['/', ',', '，', '、', '|', '*', '；'],
];
const OTHER_DIGITS = { 'full-width': 0xff10, bold: 0x1d7ce, double: 0x1d7d8, typewriter: 0x1d7f6 };

const DRESSES: Readonly<Record<string, readonly [name: string, bytes: Uint8Array]>> = {
  ...Object.fromEntries(
    SEPARATORS.map((char) => [
      `${codeOf(char)} between all digits`,
      ['a.txt', sentence(DIGITS.join(char))],
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(OTHER_DIGITS).map(([name, zero]) => [
      `${name} digits`,
      ['a.txt', sentence(String.fromCodePoint(...DIGITS.map((digit) => zero + Number(digit))))],
    ]),
  ),
  ...Object.fromEntries(
    ['utf8', 'utf16le', 'utf16be', 'gb18030'].map((encoding) => [
      `a text in ${encoding}`,
      ['a.txt', iconv.encode(`张三 ${ID} 福州市鼓楼区`, encoding, { addBOM: true })],
    ]),
  ),
  'a number over two lines': ['a.txt', sentence(`${ID.slice(0, 10)}\n${ID.slice(10)}`)],
  'a number over two indented lines': ['a.txt', sentence(`${ID.slice(0, 6)}\r\n  ${ID.slice(6)}`)],
  'tabs inside a number': ['a.txt', sentence(`${ID.slice(0, 6)}\t${ID.slice(6)}`)],
  'a number in a link': ['a.txt', sentence(`http://x.example.cn/p${ID}.htm?id=${ID}`)],
  'a number in a file name': ['a.txt', sentence(`附件_${ID}_张三.pdf`)],
  'Chinese numerals': [
    'a.txt',
    sentence(DIGITS.map((d) => '〇一二三四五六七八九'[Number(d)]).join('')),
  ],
  'a digit a line': ['a.txt', Buffer.from(`号码\n${DIGITS.join('\n')}\n结束`)],
  'percent signs in a link': [
    'a.txt',
    sentence(`http://x.example.cn/?id=${DIGITS.map((digit) => `%3${digit}`).join('')}`),
  ],
  'small digits': ['a.txt', sentence(DIGITS.map((d) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(d)]).join(''))],
  'character references': ['a.html', sentence(DIGITS.map((digit) => `&#x3${digit};`).join(''))],
  'a formula in a CSV': ['a.csv', Buffer.from(`张三,="${ID}"\r\n`)],
  'an apostrophe in a CSV': ['a.csv', Buffer.from(`张三,'${ID}\r\n`)],
  'a quote that never closes': ['a.csv', Buffer.from(`张三,"${ID}\r\n李四,${ID}`)],
  'a line end inside a cell': ['a.csv', Buffer.from(`张三,"${ID.slice(0, 8)}\n${ID.slice(8)}"`)],
  'a digit a cell': ['a.csv', Buffer.from(`身份证号,${DIGITS.join(',')}\r\n`)],
  'a digit a row': ['a.csv', Buffer.from(`号码,姓名\r\n${DIGITS.join(',张三\r\n')},张三\r\n`)],
  'a digit a row of one column': ['a.csv', Buffer.from(`号码\r\n${DIGITS.join('\r\n')}\r\n`)],
  'two columns': ['a.csv', Buffer.from(`张三,${ID.slice(0, 14)},${ID.slice(14)}\r\n`)],
  'JSON escapes': ['a.json', Buffer.from(`{"a":"${DIGITS.map((d) => `\\u003${d}`).join('')}"}`)],
  'a JSON key': ['a.json', Buffer.from(`{"${ID}":1}`)],
  'two RTF groups': ['a.rtf', Buffer.from(`{\\rtf1{\\b ${ID.slice(0, 7)}}{\\i ${ID.slice(7)}}}`)],
  'text after the end of an RTF': ['a.rtf', Buffer.from(`{\\rtf1 a}${ID}`)],
};

for (const [dress, [name, bytes]] of Object.entries(DRESSES))
  it(`finds the number behind ${dress}`, async () => {
    const { verdict, output } = await redact({ bytes, name }, settings);
    expect(verdict).not.toBe('clean');
    if (verdict === 'masked') expect(leaks(output as Uint8Array, ID)).toEqual([]);
  });
