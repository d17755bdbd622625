// What a remark or a year of birth beside a name gives away: for a person to decide about.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/engine/engine.ts';

const engine = await createEngine({ rulesFolder: 'rules' });

async function reasons(rows: readonly string[], policy = 'general'): Promise<(string | null)[]> {
  const bytes = new TextEncoder().encode(`${rows.join('\n')}\n`);
  const { report } = await engine.redact({ bytes, name: '名单.csv' }, { policy });
  return report.findings.filter(({ action }) => action === 'review').map(({ reason }) => reason);
}
const year = new Date().getFullYear();
const list = (header: string, ...values: readonly string[]) => [
  `序号,姓名,村别,${header}`,
  ...values.map((value, at) => `${at + 1},左某${'甲乙丙丁'.charAt(at)},左海村,${value}`),
];

describe('a remark beside a name', () => {
  it.each([
    ['患尿毒症', 'health'],
    ['肢体二级残疾', 'disability'],
    ['建档立卡户', 'poverty'],
    ['离异', 'family'],
    ['社区矫正', 'convictions'],
  ])('%s is for a person to decide about', async (remark, kind) =>
    expect(await reasons(list('备注', '无', remark))).toEqual([`sensitive:${kind}`]),
  );

  it('each for its own reason', async () =>
    expect(await reasons(list('备注', '低保户', '患癌症'))).toEqual([
      'sensitive:poverty',
      'sensitive:health',
    ]));

  it('says nothing of the kind mostly, and nothing where the notice is about it', async () => {
    expect(await reasons(list('备注', '退役大学生士兵', '递补', '已发放'))).toEqual([]);
    expect(await reasons(list('备注', '低保户'), 'social-assistance')).toEqual([]);
  });

  it('is nobody’s in a list of things', async () =>
    expect(await reasons(['序号,药品名称,备注', '1,左氧氟沙星,用于肺结核'])).toEqual([]));
});

describe('a year of birth beside a name', () => {
  it('says that somebody is younger than fourteen', async () =>
    expect(await reasons(list('出生年月', '1980年3月', `${year - 9}年5月`))).toEqual([
      'sensitive:under-14',
    ]));

  it('and says nothing of grown people', async () =>
    expect(await reasons(list('出生年月', '1980年3月', `${year - 15}年5月`))).toEqual([]));
});
