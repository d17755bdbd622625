import { expect, it } from 'vitest';
import { csv } from '../../../../src/engine/formats/csv/csv.ts';
import { surroundings } from '../../../../src/engine/formats/registry.ts';
import { settings } from '../../settings.ts';
import { describeFormat } from '../contract.ts';

const utf8 = (content: string) => new TextEncoder().encode(content);
const open = (content: string) => csv.open(utf8(content), surroundings(settings.limits));
const cells = async (content: string) =>
  Array.from((await open(content)).segments, ({ text, cell }) => [cell?.row, cell?.column, text]);

describeFormat(csv, {
  name: '名单.csv',
  plants: [
    {
      channel: 'table',
      what: 'a number in a page that stands in a cell, parted by a tag with a style',
      bytes: (secret) =>
        utf8(
          `标题,正文\r\n公示,"<p>身份证号：${secret.slice(0, 9)}<b style=""color: red"">${secret.slice(9)}</b></p>"\r\n`,
        ),
    },
    {
      channel: 'table',
      what: 'a number in a cell',
      bytes: (secret) => utf8(`姓名,身份证号\r\n张三,${secret}\r\n`),
    },
    {
      channel: 'table',
      what: 'a number that Excel was told to keep as text',
      bytes: (secret) => utf8(`姓名,身份证号\r\n张三,"=""${secret}"""\r\n`),
    },
    {
      channel: 'table',
      what: 'a telephone number that Java wrote',
      secret: 'phone',
      bytes: (n) => utf8(`姓名,手机\r\n张三,${n[0]}.${n.slice(1)}E10\r\n`),
    },
    {
      channel: 'table',
      what: 'a number behind an apostrophe',
      bytes: (secret) => utf8(`姓名;身份证号\n张三;'${secret}\n`),
    },
    {
      channel: 'table',
      what: 'a number behind a tab',
      bytes: (secret) => utf8(`姓名,身份证号\n张三,"\t${secret}"\n李四,"\t"`),
    },
    {
      channel: 'table',
      what: 'a number in a cell of several lines',
      bytes: (secret) => utf8(`姓名,备注\n张三,"第一行\r\n""证""号${secret}"\n`),
    },
    {
      channel: 'table',
      what: 'a number in Excel’s Unicode text',
      bytes: (secret) => Buffer.from(`\ufeff姓名\t身份证号\r\n张三\t${secret}\r\n`, 'utf16le'),
    },
    {
      channel: 'table',
      what: 'a number behind a quote that never closes',
      bytes: (secret) => utf8(`姓名,备注\n"张三,${secret}\n`),
    },
  ],
  clean: {
    'a table of amounts': () => utf8('\ufeff学院,金额\r\n计算机,3000.00\r\n"外语,二",2000\r\n'),
  },
});

it('knows in which row and column each cell stands', async () =>
  expect(await cells('姓名,"备注,甲"\r\n张三,"a""b"\r\n\r\n李四,\r\n')).toEqual([
    [0, 0, '姓名'],
    [0, 1, '备注,甲'],
    [1, 0, '张三'],
    [1, 1, 'a"b'],
    [2, 0, ''],
    [3, 0, '李四'],
    [3, 1, ''],
  ]));

it('takes a doubled quote for one, a quote that never closes for itself', async () => {
  expect(await cells('"a"",b",c\n')).toEqual([
    [0, 0, 'a",b'],
    [0, 1, 'c'],
  ]);
  expect((await cells('x,"a""b,"",c')).map(([, , text]) => text)).toEqual(['x', '"a""b', '', 'c']);
});

it.each([
  ['comma', '甲,乙;丙\n1,2;3\n'],
  ['tab', '甲\t乙,丙\n1\t2,3\n'],
  ['semicolon', '甲;乙,5\n1;2\n'],
  ['bar', '甲|乙\n1|2\n'],
  ['delimiter that Excel’s hint names', 'sep=^\n甲^乙\n1^2\n'],
])('cuts cells at a %s', async (_, content) => {
  const last = (await cells(content)).at(-1);
  expect(last?.[1]).toBe(1);
});

async function masked(content: string, cell: number, start: number, end: number, by: string) {
  const document = await open(content);
  const edit = { segmentId: cell, span: { start, end }, replacement: by };
  return new TextDecoder().decode(await document.rewrite([edit]));
}

it('masks inside quotes and leaves every quote around it', async () => {
  expect(await masked('a,"x""123""y"\n', 1, 2, 5, '***')).toBe('a,"x""***""y"\n');
  expect(await masked('a,"x""123""y"\n', 1, 1, 6, '*')).toBe('a,"x*y"\n');
  expect(await masked('a,"123"\n', 1, 0, 3, '甲"')).toBe('a,"甲"""\n');
});

it('quotes a cell whose mask would break the table', async () => {
  expect(await masked('a,123,b\n', 1, 0, 3, '甲,乙"')).toBe('a,"甲,乙""",b\n');
});
