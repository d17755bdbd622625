import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/engine/engine.ts';

const engine = await createEngine({ rulesFolder: 'rules' });

/** The cells of a list as it comes out, by line. */
async function published(policy: string, ...rows: readonly string[][]): Promise<string[][]> {
  const bytes = new TextEncoder().encode(`${rows.map((row) => row.join(',')).join('\r\n')}\r\n`);
  const { output } = await engine.redact({ bytes, name: '名单.csv' }, { policy });
  const text = new TextDecoder().decode(output);
  return text
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));
}

const column = (rows: readonly string[][], at: number) => rows.slice(1).map((row) => row[at]);

describe('a date of birth under its header, written as no rule knows it', () => {
  const rows = [
    ['姓名', '身份证号', '出生日期'],
    ['张伟', '350102199003070012', '90年3月7日'],
    ['李娜', '350102199103070018', '7/3/1991'],
    ['王芳', '350102199203070013', '农历1992年三月初七'],
    ['刘洋', '350102199303070019', '1993年5月'],
    ['陈静', '350102199403070014', '1994'],
    ['赵敏', '350102199503070010', '1995-03-07 00:00:00'],
    ['孙丽', '350102199603070015', '不详'],
  ];
  it('is hidden, or cut to what the policy leaves of dates', async () => {
    expect(column(await published('general', ...rows), 2)).toEqual([
      '*******',
      '********',
      '***********',
      '1993年5月',
      '1994',
      '1995-03',
      '不详',
    ]);
  });
  it('stays where it tells the month of a short year, and months are published', async () => {
    const months = [
      ['姓名', '身份证号', '出生年月'],
      ['张伟', '350102199003070012', '90.03'],
      ['李娜', '350102199103070018', '91年3月'],
    ];
    expect(column(await published('recruitment', ...months), 2)).toEqual(['90.03', '91年3月']);
    for (const text of column(await published('penalty', ...months), 2))
      expect(text).toMatch(/^\*+$/);
  });
  it('goes to its last digit where the policy publishes no date of birth', async () => {
    for (const text of column(await published('student-aid', ...rows), 2).slice(0, -1))
      expect(text).toMatch(/^\*+$/);
    expect(column(await published('strict', ...rows), 2).slice(3, 5)).toEqual(['1993年', '1994']);
  });
});

describe('a home under its header, written as no rule knows it', () => {
  const rows = [
    ['姓名', '身份证号', '家庭住址'],
    ['张伟', '350102199003070012', '阳光小区5-1-301'],
    ['李娜', '350102199103070018', '白沙镇汤院村'],
    ['王芳', '350102199203070013', 'Room 502 No.12 Zhongshan Road'],
    ['刘洋', '350102199303070019', '福建省福州市鼓楼区 东街8号 2栋'],
    ['陈静', '350102199403070014', '鼓楼区东街街道'],
    ['赵敏', '350102199503070010', '福建省闽侯县'],
  ];
  it('is cut to its township', async () => {
    expect(column(await published('general', ...rows), 2)).toEqual([
      '*********',
      '白沙镇***',
      '************************',
      '福建省福州市鼓楼区***',
      '鼓楼区东街街道',
      '福建省闽侯县',
    ]);
  });
  it('goes whole where the policy publishes no address, and its words stay in the title', async () => {
    const [title, ...list] = await published(
      'student-aid',
      ['鼓楼区东街街道受助名单', '', ''],
      ...rows,
    );
    expect(title?.[0]).toBe('鼓楼区东街街道受助名单');
    for (const text of column(list, 2)) expect(text).toMatch(/^\*+$/);
  });
  it('is left alone where the column is about anything else', async () => {
    const shops = [
      ['企业名称', '法定代表人', '地址'],
      ['福州甲建设有限公司', '张三', '阳光小区5-1-301'],
    ];
    expect(await published('general', ...shops)).toEqual(shops);
  });
});

describe('a name under its header, where the policy hides names', () => {
  it('is hidden however it is written', async () => {
    const names = [
      '㛃小明',
      '𠮷野明',
      '阿卜杜热合曼',
      'Madonna',
      '王小二、李小三',
      '张明 (Zhang Ming)',
      '张三（女）',
      '合计',
    ];
    const rows = [['姓名', '金额'], ...names.map((name) => [name, '500'])];
    expect(column(await published('court', ...rows), 0)).toEqual([
      '㛃某',
      '𠮷某',
      '阿某',
      'M某',
      '王某',
      '张某甲',
      '张某乙（女）',
      '合计',
    ]);
  });
});
