import { expect, it } from 'vitest';
import { linesOf } from '../../../../src/engine/formats/shared/lines.ts';
import { unitsOf } from '../../../../src/engine/formats/text/rows.ts';

/** Fields with their row and column, lines without. */
function unitsIn(text: string): string[] {
  const units = unitsOf(text, linesOf(text));
  return Array.from({ length: units.count }, (_, id) => {
    const { start, end, cell } = units.at(id);
    const words = text.slice(start, end);
    return cell ? `${cell.table}:${cell.row}:${cell.column} ${words}` : words;
  });
}

it.each([
  ['tabs', '名单\n姓名\t班级\t电话\n张三\t一班\t甲\n完'],
  ['bars', '名单\n姓名|班级|电话\n张三|一班|甲\n李四|一班|乙\n完'],
  [
    'ruled bars',
    '名单\n│ 姓名 │班级│ 电话\n│ 张三 │一班│ 甲\n│李四 │ 一班│ 乙\n完'.replaceAll('\n│', '\n'),
  ],
  ['commas', '名单\n姓名,班级,电话\n张三,一班,甲\n李四,一班,乙\n完'],
  ['blanks', '名单\n姓名    班级   电话\n张三    一班   甲\n李四    一班   乙\n完'],
  [
    'wide blanks',
    '名单\n姓名\u3000\u3000班级\u3000电话\n张三\u3000\u3000一班\u3000甲\n李四\u3000\u3000一班\u3000乙\n完',
  ],
])('a table whose columns are parted by %s is read field by field', (_, text) => {
  const units = unitsIn(text);
  expect(units.slice(0, 7)).toEqual([
    '名单',
    '0:1:0 姓名',
    '0:1:1 班级',
    '0:1:2 电话',
    '0:2:0 张三',
    '0:2:1 一班',
    '0:2:2 甲',
  ]);
  expect(units.at(-1)).toBe('完');
});

it('blanks inside a header or a name do not part it, and a row between or one with a field less breaks no list', () => {
  const text = `序号  姓  名  银　行　账　号  村组  备注
一、前进村
1     郭某萍  12345678901       东头  无
2     张  三  １２３　４５６　７８９  东头  无
3     李四                      东头  无
4     王五    12345678903       东头
5     赵六    12345678904       东头  无`;
  const rows = unitsIn(text).map((unit) => unit.replace(/^0:/, ''));
  expect(rows.slice(0, 6)).toEqual([
    '0:0 序号',
    '0:1 姓  名',
    '0:2 银　行　账　号',
    '0:3 村组',
    '0:4 备注',
    '1:0 一、前进村',
  ]);
  expect(rows).toContain('3:1 张  三');
  expect(rows).toContain('3:2 １２３　４５６　７８９');
  expect(rows).toContain('4:3 东头');
  expect(rows).toContain('5:2 12345678903');
  expect(rows).toContain('6:2 12345678904');
});

it('a table in a box is read cell by cell below a line with gaps, with colons in its headers and gaps in its cells', () => {
  const text = `姓名  甲  班级  乙
│填报单位：镇政府│││
│序号│台胞证：│账号│
│1│丙│123  456  789│`;
  const rows = unitsIn(text);
  expect(rows[0]).toBe('姓名  甲  班级  乙');
  expect(rows).toContain('0:2:2 台胞证：');
  expect(rows).toContain('0:3:3 123  456  789');
});

it('two columns with a tab between are a table from three rows on', () => {
  expect(unitsIn('姓名\t号码\n张三\t1\n李四\t2')).toHaveLength(6);
  expect(unitsIn('姓名\t号码\n张三\t1')).toHaveLength(2);
});

it.each([
  ['prose', '根据办法,经研究,现予公示。\n如有异议,请反映。\n特此公示。'],
  [
    'a form',
    '采购人：甲\u3000联系人：乙\u3000电话：丙\n代理：甲\u3000联系人：乙\u3000电话：丙\n监督：甲\u3000联系人：乙\u3000电话：丙',
  ],
  ['indented paragraphs', '\u3000\u3000一\n\u3000\u3000二\n\u3000\u3000三'],
  ['lines of another width each', '甲,乙,丙\n甲,乙,丙,丁\n甲,乙,丙'],
])('%s is read line by line', (_, text) => expect(unitsIn(text)).toEqual(text.split('\n')));
