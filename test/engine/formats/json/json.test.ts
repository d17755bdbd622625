import { expect, it } from 'vitest';
import { json } from '../../../../src/engine/formats/json/json.ts';
import { valuesIn } from '../../../../src/engine/formats/json/reread.ts';
import { surroundings } from '../../../../src/engine/formats/registry.ts';
import { redact } from '../../../../src/engine/pipeline/redact.ts';
import { settings } from '../../settings.ts';
import { describeFormat } from '../contract.ts';

const utf8 = (content: string) => new TextEncoder().encode(content);
const open = (content: string) => json.open(utf8(content), surroundings(settings.limits));
const texts = async (content: string) =>
  Array.from((await open(content)).segments, ({ text }) => text);
const escapedDigits = (digits: string) =>
  [...digits].map((digit) => `\\u${digit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');

describeFormat(json, {
  name: '名单.json',
  plants: [
    {
      channel: 'body',
      what: 'a number in a string',
      bytes: (secret) => utf8(`[{"姓名":"张三","身份证号":"${secret}"}]`),
    },
    {
      channel: 'table',
      what: 'a number in a list of people',
      bytes: (secret) =>
        utf8(`{"名单":[{"姓名":"李四","证号":null},{"姓名":"张三","证号":"${secret}"}],"n":1}`),
    },
    {
      channel: 'table',
      what: 'a bare number in lines of people',
      bytes: (secret) => utf8(`{"姓名":"李四","证号":1}\n{"姓名":"张三","证号":${secret}}\n`),
    },
    {
      channel: 'body',
      what: 'a bare number',
      bytes: (secret) => utf8(`{"id": ${secret}, "n": 1}`),
    },
    {
      channel: 'body',
      what: 'a telephone number with an exponent, as Java writes it',
      secret: 'phone',
      bytes: (secret) => utf8(`{"手机": ${secret[0]}.${secret.slice(1)}E10, "n": 1.5E3}`),
    },
    {
      channel: 'body',
      what: 'a number whose digits are written as escapes',
      bytes: (secret) => utf8(`{"a\\u4e00": "${escapedDigits(secret)}"}`),
    },
    {
      channel: 'body',
      what: 'a number as a key of several values',
      bytes: (secret) => utf8(`{"${secret}": [1, "甲", {"x": null}]}`),
    },
    {
      channel: 'body',
      what: 'a number in one line of many',
      bytes: (secret) => utf8(`{"a":1}\n{"a":"${secret}"}\n`),
    },
    {
      channel: 'body',
      what: 'a number behind a string that never ends',
      bytes: (secret) => utf8(`{"a":"甲 ${secret}, "b": [}`),
    },
    {
      channel: 'body',
      what: 'a number in a comment',
      bytes: (secret) => utf8(`{"a":1 // ${secret}\n}`),
    },
    {
      channel: 'body',
      what: 'a number in a page, parted by a tag with a style',
      bytes: (secret) =>
        utf8(
          JSON.stringify({
            html: `<p>身份证号：${secret.slice(0, 9)}<b style="color: red">${secret.slice(9)}</b></p>`,
          }),
        ),
    },
    {
      channel: 'body',
      what: 'a number in a page whose digits are entities, its tags escaped',
      bytes: (secret) =>
        utf8(
          `{"html":"\\u003cp\\u003e身份证号：${[...secret].map((digit) => `&#${digit.charCodeAt(0)};`).join('')}"}`,
        ),
    },
    {
      channel: 'body',
      what: 'a number in Markdown, half of it in bold',
      bytes: (secret) =>
        utf8(JSON.stringify([`身份证号：${secret.slice(0, 9)}**${secret.slice(9)}**`])),
    },
  ],
  clean: { 'figures by year': () => utf8('{"2017": [1.5, -2e3, true, null], "备注": "\\n"}') },
});

it('puts the nearest key in front of each value as its label', async () =>
  expect(await texts('{"卡号":["1","2"],"人":{"名":"甲","n":3}, "e":[] }')).toEqual([
    '卡号',
    '卡号:1',
    '卡号:2',
    '人',
    '名:甲',
    'n:3',
    'e',
  ]));

it('keeps the text valid JSON when a number, a key and an escape are masked', async () => {
  const document = await open('{"k1":[12345,"\\"9\\u0039\\u0039"]}');
  const edit = (segmentId: number, start: number, end: number, replacement: string) => ({
    segmentId,
    span: { start, end },
    replacement,
  });
  const output = await document.rewrite([
    edit(0, 0, 2, '**'),
    edit(1, 0, 2, '**'),
    edit(1, 5, 7, '"'),
    edit(2, 4, 7, '甲"乙'),
  ]);
  expect(JSON.parse(new TextDecoder().decode(output))).toEqual({ '**': ['12"5', '"甲"乙'] });
});

it('reads a million quotes that never close without losing its way', async () => {
  const document = await open(`"${'\\"'.repeat(500_000)}${'/*'.repeat(500_000)}`);
  expect(Array.from(document.segments).length).toBeGreaterThan(1);
});

it('reads a list of objects as a table with their keys as its header', async () => {
  const document = await open('[0,[{"姓名":"甲","n":1},{"n":2},{"姓名":"乙","n":3}],"末"]');
  expect(
    Array.from(document.segments, ({ text, cell }) => [text, cell && [cell.row, cell.column]]),
  ).toEqual([
    ['0', undefined],
    ['姓名', [0, 0]],
    ['n', [0, 1]],
    ['甲', [1, 0]],
    ['1', [1, 1]],
    ['2', [2, 1]],
    ['乙', [3, 0]],
    ['3', [3, 1]],
    ['末', undefined],
  ]);
});

for (const [what, content] of Object.entries({
  'have other keys': '[{"a":1,"b":2},{"a":1,"c":2}]',
  'hold lists': '[{"a":1,"b":[2]},{"a":1,"b":[3]}]',
  'hold objects': '[{"a":1,"b":{"c":2}},{"a":1,"b":{"c":3}}]',
  'stand beside values': '[{"a":1,"b":2},{"a":1,"b":2},3]',
  'name a key twice': '[{"a":1,"b":2},{"a":1,"a":2}]',
  'have a key that could be a number': '[{"a":1,"张三13900001234":2},{"a":1}]',
}))
  it(`takes objects that ${what} for no table`, async () =>
    expect(Array.from((await open(content)).segments, ({ cell }) => cell)).not.toContainEqual(
      expect.anything(),
    ));

it('masks a key that is a head at all its places', async () => {
  const document = await open('[{"张三":1,"n":2},{"张三":3,"n":4}]');
  const output = await document.rewrite([
    { segmentId: 0, span: { start: 0, end: 2 }, replacement: '**' },
  ]);
  expect(Buffer.from(output).toString()).toBe('[{"**":1,"n":2},{"**":3,"n":4}]');
});

it('reads a value with tags between digits a second time as it is shown, and cells of a table apart', async () =>
  expect(
    await texts('{"a":"12<i>34</i>&nbsp;5","b":"<td>12</td><td>34</td>","c":"<p>12 <b>人</b>"}'),
  ).toEqual(['a:12<i>34</i>&nbsp;5', 'b:<td>12</td><td>34</td>', 'c:<p>12 <b>人</b>', 'a:1234 5']));

it('takes the stars of a mask for a mask, in a value as in a list', async () => {
  for (const name of ['list.json', 'list.csv']) {
    const values = ['zh***@qq.com', '138***1234', '138**1234', '6222**0123'];
    const text =
      name === 'list.json'
        ? JSON.stringify(values)
        : `姓名,说明\n${values.map((one) => `甲,${one}`).join('\n')}\n`;
    const { verdict } = await redact({ bytes: utf8(text), name }, settings);
    expect([name, verdict]).toEqual([name, 'clean']);
  }
});

it('takes numbers in neighbouring cells of a page for two, wherever the page stands', async () => {
  const row = '<tr><td>138</td><td class="x">00138000</td><td><b>1</b>人</td></tr>';
  const files: Record<string, string> = {
    'a.json': JSON.stringify({ html: row }),
    'a.csv': `标题,正文\n公示,"${row.replaceAll('"', '""')}"\n`,
    'a.txt': `${row}\n`,
    'a.xml': `<r><a><![CDATA[${row}]]></a></r>`,
  };
  for (const [name, text] of Object.entries(files)) {
    const { verdict } = await redact({ bytes: utf8(text), name }, settings);
    expect([name, verdict]).toEqual([name, 'clean']);
  }
});

it('the second reader too sees what a number with an exponent comes to', () => {
  expect([...valuesIn('{"手机": 1.3800138000E10}')]).toContain('手机:13800138000');
});
