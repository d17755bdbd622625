import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/engine/engine.ts';
import { placesTold } from '../../../src/engine/report/html/alike.ts';
import { reportPage } from '../../../src/engine/report/html/page.ts';

const engine = await createEngine({ rulesFolder: 'rules' });

/** What the report about a list says, and its page. */
async function told(rows: readonly string[][], policy = 'general') {
  const bytes = new TextEncoder().encode(`${rows.map((row) => row.join(',')).join('\n')}\n`);
  const { report } = await engine.redact({ bytes, name: '名单.csv' }, { policy });
  return { report, page: reportPage(report), english: reportPage(report, 'en') };
}

const NAMES = '张伟 李娜 王芳 刘洋 陈静 赵敏 孙丽 周涛'.split(' ');
const list = (header: readonly string[], cell: (index: number) => string) => [
  [...header],
  ...NAMES.map((name, index) => [name, cell(index)]),
];
const phones = list(['姓名', '手机号码'], (index) => `1381234567${index}`);

describe('a list of many alike', () => {
  it('is told in one card with all its places, and counted in full', async () => {
    const { page, english, report } = await told(phones);
    expect(report.findings).toHaveLength(NAMES.length);
    expect(page.match(/<article/g)).toHaveLength(1);
    expect(page).toContain('共 8 处');
    expect(english).toContain('8 places');
    expect(page).toContain('第 2–9 行第 2 列');
  });

  it('says that the others are left otherwise where masks leave something', async () => {
    const { page } = await told(list(['姓名', '出生日期'], (index) => `1990-0${index + 1}-07`));
    expect(page).toContain('已遮盖为 1990-01</code> 等，方式相同');
  });

  it('tells what waits for a person one by one', async () => {
    const { page } = await told(
      list(['姓名', '项目编号'], () => '').concat(
        NAMES.map((_, index) => [
          `项目编号:35010219900307${['0012', '0039', '0055', '0071'][index % 4]}`,
          '',
        ]),
      ),
    );
    const cards = page.match(/<article class="finding is-review"/g) ?? [];
    expect(cards.length).toBe(page.match(/<article/g)?.length);
    expect(cards.length).toBeGreaterThan(1);
  });

  it('adds up what was found', async () => {
    const { page } = await told([...phones, ['邮箱', 'zhangsan@163.com']]);
    expect(page).toMatch(/合计<\/th><td class="count">9<\/td><td class="count">9<\/td>/);
  });
});

it.each([
  [['C5', 'C6', 'C7', 'C9', 'D9'], 'C5–C7、C9、D9'],
  [
    ['表 1 第 2 行第 6 列', '表 1 第 3 行第 6 列', '表 2 第 4 行第 6 列'],
    '表 1 第 2–3 行第 6 列、表 2 第 4 行第 6 列',
  ],
  [['第 3 段', '第 4 段', '第 4 段'], '第 3–4 段、第 4 段'],
  [['9', '10', '12'], '9–10、12'],
  [['第 1 行第 1 列', '第 1 行第 2 列', '第 2 行第 2 列'], '第 1 行第 1–2 列、第 2 行第 2 列'],
])('tells places one behind the other in one stretch: %j', async (addresses, text) => {
  const { report } = await told(phones);
  const [first, ...rest] = addresses.map((address) => {
    const [one] = report.findings;
    if (!one) throw new Error('nothing was found');
    return { ...one, location: { ...one.location, address } };
  });
  if (!first) throw new Error('no place');
  expect(placesTold([first, ...rest])).toEqual({ told: text, left: 0 });
});

it('cites the letter about student aid where the policy follows it, and nowhere else', async () => {
  const aid = await told(phones, 'student-aid');
  expect(aid.report.findings[0]?.basis).toContain('教财厅函〔2017〕28号');
  const land = await told(phones, 'land');
  expect(land.report.findings[0]?.basis).toEqual(['政府信息公开条例第十五条']);
});

it('says that a namesake keeps the name and gets a label', async () => {
  const { page, english } = await told(
    [
      ['姓名', '身份证号'],
      ['张伟', '350102199003070012'],
      ['张伟', '350102199103070018'],
    ],
    'student-aid',
  );
  expect(page).toContain('姓名保留，后面加标注');
  expect(page).not.toContain('原样保留');
  expect(english).toContain('the name stays and gets a label');
});

it('says that a file under review is not to be had yet', async () => {
  const { page, report } = await told([['项目编号:350102199003070012']]);
  expect(report.verdict).toBe('review');
  expect(page).toContain('暂不放行，复核后才能取用');
  expect((await told(phones)).page).not.toContain('暂不放行');
});

it('calls the properties of a file as an office does', async () => {
  const { report } = await told(phones);
  const [finding] = report.findings;
  const page = reportPage({
    ...report,
    findings: finding
      ? [
          {
            ...finding,
            location: { channel: 'metadata', part: '文档属性', address: 'lastModifiedBy' },
          },
          { ...finding, location: { channel: 'metadata', part: '工作簿', address: 'sheet' } },
        ]
      : [],
  });
  expect(page).toContain('文件属性 · 文档属性 · 最后修改者');
  expect(page).toContain('文件属性 · 工作簿 · 工作表名称');
});
