// Whole lists through the whole road, as a clerk would send them.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/engine/engine.ts';

const engine = await createEngine({ rulesFolder: 'rules' });
const A = '350102199003070012';
const B = '350102199103070028';

async function redact(lines: readonly string[], policy: string) {
  const bytes = new TextEncoder().encode(`${lines.join('\n')}\n`);
  const { report, output } = await engine.redact({ bytes, name: '名单.csv' }, { policy });
  return { report, text: new TextDecoder().decode(output) };
}

describe('a list with a column that nobody should see beside a name', () => {
  const list = ['姓名,病种,补助金额', '张伟,肺结核,300', '李娜,糖尿病,500'];
  it('is held, with one question for the whole column', async () => {
    const { report, text } = await redact(list, 'general');
    expect(report.verdict).toBe('review');
    expect(report.findings).toMatchObject([
      { type: 'sensitive-column', action: 'review', reason: 'sensitive:health' },
    ]);
    expect(text).not.toContain('肺结核');
    expect(text).not.toContain('糖尿病');
  });
  it('passes where the policy publishes that very column', async () => {
    const poor = ['姓名,低保类别,补助金额', '张伟,A类,300', '李娜,B类,500'];
    expect((await redact(poor, 'social-assistance')).report.verdict).toBe('clean');
    expect((await redact(poor, 'general')).report.verdict).toBe('review');
  });
  it('and passes when it counts cases instead of naming people', async () => {
    const { report } = await redact(['病种,人数', '肺结核,3', '糖尿病,5'], 'general');
    expect(report.verdict).toBe('clean');
  });
});

describe('what else stands in the row counts', () => {
  it('a student number with the date of birth in it, where somebody comes from and the sex leave few numbers: a person looks', async () => {
    const { report } = await redact(
      [
        '姓名,性别,籍贯,学号,身份证号',
        `张伟,女,福州市鼓楼区,201719900307,${A}`,
        '李娜,女,福州市鼓楼区,201719910307,350102199103070028',
      ],
      'general',
    );
    expect(report.verdict).toBe('review');
    // One day, one county, 500 sequences of women.
    expect(report.findings).toMatchObject([
      { type: 'resident-id', action: 'review', residualCandidates: 500 },
      { type: 'resident-id', action: 'review', residualCandidates: 500 },
    ]);
  });
  it('namesakes of one county get 甲 and 乙 where even two digits would say too much', async () => {
    const { report, text } = await redact(
      [
        '姓名,年龄,籍贯,身份证号',
        `张伟,36,福州市鼓楼区,${A}`,
        '张伟,36,福州市鼓楼区,350102199008070118',
      ],
      'general',
    );
    for (const finding of report.findings.filter(({ type }) => type === 'resident-id'))
      if ((finding.residualCandidates ?? 0) < 1000) expect(finding.action).toBe('review');
    expect(text).not.toContain('350102');
  });
});

it('a text whose columns are parted by tabs is a list like any other', async () => {
  const text = `公示\n姓名\t班级\t身份证号\n张伟\t一班\t${A}\n张伟\t一班\t${B}\n`;
  const { report, output } = await engine.redact(
    { bytes: new TextEncoder().encode(text), name: '名单.txt' },
    { policy: 'student-aid' },
  );
  expect(new TextDecoder().decode(output)).toContain(`张伟（甲）\t一班\t${'*'.repeat(18)}`);
  expect(report.findings.filter(({ type }) => type === 'namesake')).toHaveLength(2);
});

describe('two students of one name in one class', () => {
  const list = ['姓名,班级,身份证号', `张伟,一班,${A}`, `张伟,一班,${B}`, '李娜,一班,'];
  it('show two digits each under the general policy', async () => {
    const { text, report } = await redact(list, 'general');
    expect(text).toContain(`张伟,一班,${'*'.repeat(16)}12`);
    expect(text).toContain(`张伟,一班,${'*'.repeat(16)}28`);
    for (const { residualCandidates } of report.findings)
      expect(residualCandidates ?? 0).toBeGreaterThanOrEqual(1000);
  });
  it('are marked 甲 and 乙 under student aid, with no digit at all', async () => {
    const { text, report } = await redact(list, 'student-aid');
    expect(text).toContain(`张伟（甲）,一班,${'*'.repeat(18)}`);
    expect(text).toContain(`张伟（乙）,一班,${'*'.repeat(18)}`);
    expect(report.verdict).toBe('masked');
  });
});

it('the same person twice keeps one look', async () => {
  const list = ['姓名,班级,身份证号', `张伟,一班,${A}`, `张伟,一班,${A}`];
  const { text } = await redact(list, 'student-aid');
  expect(text).not.toContain('（甲）');
});

it('a mistyped ID that passes for a credit code is masked in a column of IDs', async () => {
  const mistyped = '350102199103070026';
  const list = ['姓名,班级,身份证号', `张伟,一班,${A}`, `李娜,二班,${mistyped}`];
  const { text } = await redact(list, 'general');
  expect(text).not.toContain(mistyped);
});

describe('a number that the draft had masked itself', () => {
  const list = (id: string) => ['姓名,出生日期,身份证号', `张伟,1990-03-07,${id}`];
  it('badly is masked again, and the report says what it gave away', async () => {
    const { text, report } = await redact(list('350102****0307****'), 'general');
    expect(text).toContain('张伟,1990-03,******************');
    expect(report.findings.find(({ type }) => type === 'masked-resident-id')).toMatchObject({
      action: 'mask',
      evidence: expect.arrayContaining(['already-masked', 'left-candidates:1000']),
    });
  });
  it('well enough stays as it is', async () => {
    const { text, report } = await redact(['姓名,身份证号', '张伟,****************12'], 'general');
    expect(text).toContain('张伟,****************12');
    expect(report.verdict).toBe('clean');
    expect(report.findings).toMatchObject([{ action: 'keep', reason: 'masked-enough' }]);
  });
  it('showing a year of birth is masked again, however many numbers fit', async () => {
    const { text } = await redact(['姓名,身份证号', '张伟,******1990********'], 'general');
    expect(text).toContain('张伟,******************');
  });
  it('well enough for others still shows digits that student aid does not allow', async () => {
    const { text } = await redact(['姓名,身份证号', '张伟,****************12'], 'student-aid');
    expect(text).toContain('张伟,******************');
  });
});

it('the output of one run is clean in the next', async () => {
  const list = ['姓名,班级,身份证号', `张伟,一班,${A}`, `张伟,一班,${B}`];
  const once = await redact(list, 'general');
  const twice = await redact(once.text.trimEnd().split('\n'), 'general');
  expect(twice.text).toBe(once.text);
  expect(twice.report.verdict).toBe('clean');
});

it('a second list further down does not speak for the columns of the first', async () => {
  const list = [
    '姓名,性别,班级,身份证号',
    `张伟,男,一班,${A}`,
    `张伟,男,二班,${B}`,
    '困难补助,,,',
    '学生姓名,学校,监护人姓名,监护人身份证号',
    '李娜,闽都大学,李强,350102199103070036',
  ];
  const { text, report } = await redact(list, 'student-aid');
  expect(text).not.toContain('（甲）');
  expect(report.findings[0]?.residualBecause).toContain('sex');
});

describe('a list of children', () => {
  it('under fourteen is held for a person', async () => {
    const { report } = await redact(
      ['姓名,年龄,学校,奖项', '张伟,9,实验小学,一等奖', '李娜,15,第一中学,二等奖'],
      'general',
    );
    expect(report.findings).toMatchObject([
      { type: 'sensitive-column', reason: 'sensitive:under-14' },
    ]);
  });
  it('of fourteen and more is not', async () => {
    const { report } = await redact(
      ['姓名,年龄,学校,奖项', '张伟,14,第一中学,一等奖', '李娜,15,第一中学,二等奖'],
      'general',
    );
    expect(report.verdict).toBe('clean');
  });
});
