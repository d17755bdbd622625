import { describe, expect, it } from 'vitest';
import { agesOn } from '../../../src/engine/decide/list-ages.ts';
import { bornInClass } from '../../../src/engine/decide/schooling.ts';
import { createEngine } from '../../../src/engine/engine.ts';
import { settings } from '../settings.ts';

const { lists } = settings.rules.data.words;
const engine = await createEngine({ rulesFolder: 'rules' });
const NAMESAKES = ['350102199003070012', '350102199103070018', '350102199203070013'];

/** The report about a list of three who share a name. */
async function told(title: string, name = '名单.csv', foot = '', policy = 'general') {
  const rows = NAMESAKES.map((id) => `张伟,${id}`).join('\n');
  const text = `${title},\n姓名,身份证号\n${rows}\n${foot}`;
  const bytes = new TextEncoder().encode(text);
  const { report } = await engine.redact({ bytes, name }, { policy });
  return report.findings.find(({ type }) => type === 'resident-id');
}

describe('how old the people of a list are', () => {
  it.each([
    ['2024年高龄津贴发放名单', [80, 105]],
    ['普通高中国家助学金公示', [14, 19]],
    ['关于奖学金的公示', [15, 26]],
    ['2024年惠农补贴公示', undefined],
  ])('%s', (title, ages) => expect(agesOn(title, lists, undefined)).toEqual(ages));

  it('is as the policy says where the title tells less', () => {
    expect(agesOn('关于拟资助名单的公示', lists, [15, 26])).toEqual([15, 26]);
    expect(agesOn('孤儿助学名单', lists, [15, 26])).toEqual([15, 26]);
  });

  it('narrows down what numbers fit, whatever the policy', async () => {
    const plain = await told('名单');
    const old = await told('2024年高龄津贴发放名单');
    expect(old?.residualBecause).toContain('ages:80-105');
    expect((old?.residualCandidates ?? 0) * 3).toBeLessThan(plain?.residualCandidates ?? 0);
  });

  it('gives way where no number fits: somebody older than the list', async () => {
    const bytes = new TextEncoder().encode(
      '奖学金名单,\n姓名,身份证号\n张伟,350102********001*\n李娜,3501021950********\n',
    );
    const { report } = await engine.redact({ bytes, name: '名单.csv' }, { policy: 'general' });
    for (const { evidence } of report.findings) expect(evidence).not.toContain('left-candidates:0');
  });
});

describe('when the pupils of a class were born', () => {
  it.each([
    ['三年级（2）班', [2016, 2018]],
    ['七年级', [2012, 2014]],
    ['初二', [2011, 2013]],
    ['高一（3）班', [2009, 2011]],
    ['大三', [2005, 2007]],
    ['2019级计算机1班', [1998, 2002]],
    ['计算机1班', undefined],
  ])('%s', (text, years) => expect(bornInClass(text, 2026)).toEqual(years));
});

describe('where the people of a list live', () => {
  const place = (finding: Awaited<ReturnType<typeof told>>) =>
    finding?.residualBecause.find((code) => code.startsWith('place:'));
  it('is told by the title, the name of the file, or who signs below', async () => {
    expect(place(await told('福州市鼓楼区补贴名单'))).toBe('place:350102');
    expect(place(await told('补贴名单', '福州市鼓楼区补贴名单.csv'))).toBe('place:350102');
    expect(place(await told('补贴名单', '名单.csv', '福州市鼓楼区民政局,\n2024年5月6日,\n'))).toBe(
      'place:350102',
    );
    expect(place(await told('补贴名单'))).toBeUndefined();
  });

  it.each(['学校', '单位', '所属街道'])('and of one person by the column %s', async (header) => {
    // What stands among the first words of a notice is told of everybody on it.
    const others = Array.from({ length: 40 }, (_, index) => `李娜${index},未填写任何内容,`);
    const own = '张伟,福州市鼓楼区东街,350102199003070012';
    const text = ['名单,,', `姓名,${header},身份证号`, ...others, own].join('\n');
    const bytes = new TextEncoder().encode(text);
    const { report } = await engine.redact({ bytes, name: '名单.csv' }, { policy: 'student-aid' });
    const because = report.findings.find(({ type }) => type === 'resident-id')?.residualBecause;
    expect(because).toContain('home:350102');
  });
});

it('digits on one sheet and a month of birth on the next are weighed together', async () => {
  const page = (cells: string, second: string) =>
    `<html><body><h1>福州市鼓楼区名单</h1><table><tr><th>姓名</th><th>身份证号</th></tr>${cells}</table><table><tr><th>姓名</th><th>出生日期</th></tr>${second}</table></body></html>`;
  // Their last two digits are alike: three have to be shown.
  const ids = ['350102199003070012', '350102199203070312'];
  const cells = ids.map((id) => `<tr><td>张伟</td><td>${id}</td></tr>`).join('');
  const dates = ['1990-03-07', '1992-03-07']
    .map((date) => `<tr><td>张伟</td><td>${date}</td></tr>`)
    .join('');
  const read = async (second: string) => {
    const bytes = new TextEncoder().encode(page(cells, second));
    const { report } = await engine.redact({ bytes, name: '名单.html' }, { policy: 'general' });
    return report.findings.filter(({ type }) => type === 'resident-id');
  };
  for (const { masked } of await read('<tr><td>李娜</td><td>1990-03-07</td></tr>'))
    expect(masked).toMatch(/\d/);
  for (const { masked, residualBecause, residualCandidates } of await read(dates)) {
    expect(masked).not.toMatch(/\d/);
    expect(residualBecause).toContain('birth:month');
    expect(residualCandidates).toBe(31 * 1000);
  }
});
