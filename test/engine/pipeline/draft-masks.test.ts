// What the draft had masked itself, over the whole road: kept where it is enough, repaired where it is not.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/engine/engine.ts';

const engine = await createEngine({ rulesFolder: 'rules' });

async function redact(lines: readonly string[], policy = 'general', name = '名单.csv') {
  const bytes = new TextEncoder().encode(`${lines.join('\n')}\n`);
  const { report, output } = await engine.redact({ bytes, name }, { policy });
  return { report, text: new TextDecoder().decode(output) };
}

const column = (header: string, value: string) => [`姓名,班级,${header}`, `张伟,一班,${value}`];

describe('stays as it is, and the report says that it is enough', () => {
  it.each([
    ['手机号码', '138****1234', 'masked-mobile', 10_000],
    ['手机号码', '1380013****', 'masked-mobile', 10_000],
    ['银行卡号', '6222 **** **** 0123', 'masked-bank-card', 10_000_000],
    ['银行卡号', '622202*********0123', 'masked-bank-card', 100_000_000],
    ['存折账号', '9030****2210', 'masked-bank-account', 10_000],
    ['车牌号', '闽A***12', 'masked-vehicle-plate', 1000],
    ['电子邮箱', 'zh***@qq.com', 'masked-email', 1000],
    ['电子邮箱', '138****8000@163.com', 'masked-email', 10_000],
  ])('%s %s', async (header, value, type, count) => {
    const { report, text } = await redact(column(header, value));
    expect(text).toContain(value);
    expect(report.verdict).toBe('clean');
    expect(report.findings).toMatchObject([
      { type, action: 'keep', reason: 'masked-enough', residualCandidates: count },
    ]);
  });
  it.each([
    ['出生日期', '1990-**-**'],
    ['出生日期', '1990年**月**日'],
    ['出生日期', '1990-03-**'],
  ])('%s %s', async (header, value) => {
    const { report, text } = await redact(column(header, value));
    expect(text).toContain(value);
    expect(report.findings).toMatchObject([{ action: 'keep', reason: 'masked-enough' }]);
  });
});

it('a mask of four stars in plain text sets nothing off as Markdown does', async () => {
  const { report, text } = await redact(['银行卡号：6217****0122'], 'general', '公示.txt');
  expect(report.verdict).toBe('clean');
  expect(text).toContain('6217****0122');
});

it.each([
  ['手机13800138000……5000', '手机***********……5000'],
  [
    '张三…………11010519491231002X…………13800138000…………合格',
    '张三…………******************…………***********…………合格',
  ],
])('leaders between columns are no mask, and stay: %s', async (line, left) => {
  const { text } = await redact([line], 'general', '名单.txt');
  expect(text.trim()).toBe(left);
});

describe('is masked again, and the report says what it gave away', () => {
  it.each([
    ['手机号码', '138001312**', '***********', 'left-candidates:100'],
    ['手机号码', '138*0*31234', '***********', 'left-candidates:100'],
    ['银行卡号', '62220212345678**', '****************', 'left-candidates:10'],
    ['存折账号', '903012345**', '***********', 'left-candidates:100'],
    ['车牌号', '闽A12**5', '*******', 'left-candidates:100'],
    ['手机号码', '1380013800*', '***********', 'left-candidates:10'],
    [
      '身份证号',
      '3501****0219****9001****010016',
      '******************************',
      'left-candidates:1',
    ],
  ])('%s %s', async (header, value, hidden, left) => {
    const { report, text } = await redact(column(header, value));
    expect(text).toContain(`张伟,一班,${hidden}`);
    expect(report.verdict).toBe('masked');
    expect(report.findings).toHaveLength(1);
    expect(report.findings[0]?.evidence).toContain(left);
  });
  it.each(['zhang***@qq.com', 'zhangsan*@qq.com', '***zhangsan@qq.com'])(
    'a mailbox: %s',
    async (mail) => {
      const { text } = await redact(column('电子邮箱', mail));
      expect(text).toContain(`张伟,一班,${'*'.repeat(mail.replace('.', '').length)}`);
    },
  );
  it.each([
    ['general', '****-03-07', '********'],
    ['strict', '1990-03-**', '1990'],
    ['student-aid', '1990-**-**', '********'],
  ])('a date of birth under %s: %s', async (policy, value, hidden) => {
    const { text } = await redact(column('出生日期', value), policy);
    expect(text).toContain(`一班,${hidden}`);
    expect(text).not.toContain(value);
  });
  it.each([
    ['strict', '张*明', '张**'],
    ['strict', '*小明', '***'],
    ['court', '张*明', '张某'],
  ])('a name under %s: %s', async (policy, value, hidden) => {
    const { text } = await redact(['姓名,金额', `${value},300`], policy);
    expect(text).toContain(`${hidden},300`);
  });
  it.each([
    ['strict', '张*'],
    ['strict', '欧阳**'],
    ['court', '张某'],
  ])('a name that shows its surname only stays under %s: %s', async (policy, value) => {
    const { text } = await redact(['姓名,金额', `${value},300`], policy);
    expect(text).toContain(value.replace('张某', '张某'));
  });
});

describe('the end of an ID in a column that says so', () => {
  it('stays where thousands fit', async () => {
    const { report, text } = await redact(column('身份证后四位', '0018'));
    expect(text).toContain('0018');
    expect(report.findings).toMatchObject([{ type: 'masked-resident-id', action: 'keep' }]);
  });
  it('goes beside a date of birth and the name of the county', async () => {
    const list = [
      '福州市鼓楼区临时救助公示,,',
      '姓名,出生日期,身份证后四位',
      '张伟,1990-03-07,0018',
    ];
    const { text } = await redact(list);
    expect(text).not.toContain('0018');
  });
});

describe('one person, half hidden in one way here and in another way there', () => {
  const first = '350102********1234';
  const second = '3501021990********';
  const loose = '35************1234';
  it('gives away what both show together, in two lists', async () => {
    const list = [
      '姓名,身份证号',
      `张小明,${first}`,
      `李娜,${first.replace('1234', '5678')}`,
      '困难补助,',
      '学生姓名,证件号码',
      '张小明,350102****0307****',
    ];
    const { text, report } = await redact(list);
    expect(text).not.toContain('1234');
    // One column, one look: whoever stands beside is hidden in the same way.
    expect(text).not.toContain('5678');
    const [found] = report.findings;
    expect(found?.evidence).toContain('recombined');
    expect(found?.evidence.join()).toMatch(/left-candidates:\d{1,2}(?:,|$)/);
  });
  it('and in running text', async () => {
    const { text } = await redact(
      [`张小明（${first}）获一等奖。`, `另，张小明，身份证号${second}，获二等奖。`],
      'general',
      'notice.txt',
    );
    expect(text).not.toContain('1234');
    expect(text).not.toContain('1990');
  });
  it('two people who only share a name are not mistaken for one', async () => {
    const list = ['姓名,班级,身份证号', `张小明,一班,${loose}`, '张小明,二班,35************5678'];
    const { text } = await redact(list);
    expect(text).toContain(loose);
  });
});

describe('one telephone or card, half hidden in one way here and in another way there', () => {
  it.each([
    ['in two columns', ['姓名,手机号码,联系电话', '陈志强,138****8000,1380013****']],
    [
      'in two lists',
      ['姓名,手机', '陈志强,1380013****', '', '姓名,联系电话', '陈志强,*******8000'],
    ],
    ['with stars of another number', ['姓名,手机,联系电话', '陈志强,138****8000,1380013***']],
    [
      'of a card, in two lists',
      [
        '姓名,银行卡号',
        '陈志强,62220214020123*****',
        '',
        '姓名,开户卡号',
        '陈志强,**************45674',
      ],
    ],
    [
      'of a card and an account, in a row',
      ['姓名,银行卡号,账号', '陈志强,62220214020123*****,**************45674'],
    ],
  ])('%s: goes, since both together give it away', async (_, list) => {
    const { text, report } = await redact(list);
    expect(text).not.toMatch(/\d{3}/);
    expect(report.findings[0]?.evidence).toContain('recombined');
  });
  it('in running text', async () => {
    const { text } = await redact(
      ['联系人陈志强，电话138****8000。', '另，陈志强，手机1380013****，获二等奖。'],
      'general',
      'notice.txt',
    );
    expect(text).not.toMatch(/\d{3}/);
  });
  it.each([
    ['of two numbers', ['姓名,手机号码,联系电话', '陈志强,138****8000,1390013****']],
    ['in the same way', ['姓名,手机', '陈志强,138****8000', '', '姓名,电话', '陈志强,138****8000']],
    ['of two people', ['姓名,手机', '陈志强,138****8000', '', '姓名,电话', '林晓燕,1380013****']],
    ['that still leave thousands', ['姓名,手机号码,联系电话', '陈志强,138********,*******8000']],
  ])('%s: stays', async (_, list) => {
    const { text } = await redact(list);
    expect(text).toContain(list[1]);
  });
});

it('one column has one look: where one number is masked again, all are', async () => {
  const list = ['姓名,手机号码', '张伟,138****1234', '李娜,1390013**89', '王强,13700137000'];
  const { text, report } = await redact(list);
  expect(text).not.toMatch(/\d{3}/);
  expect(report.findings[0]?.evidence).toContain('one-layout');
});

describe('a number with an ID inside', () => {
  it('shows no class of disability behind stars', async () => {
    const { text } = await redact(column('残疾证号', '******************43'));
    expect(text).not.toContain('43');
  });
  it('is judged by the ID inside', async () => {
    const { text, report } = await redact(column('学籍号', 'G350102199003****18'));
    expect(text).toContain(`一班,${'*'.repeat(19)}`);
    expect(report.findings[0]?.evidence.join()).toContain('left-candidates:');
  });
});

it('people under one hidden name are no namesakes: no digit is shown for them', async () => {
  const list = ['姓名,身份证号', '张*,350102199003070012', '张*,350102199103070028'];
  const { text } = await redact(list);
  expect(text).not.toMatch(/\d{2}/);
});

it('a date of birth that hides only its year counts with its month and day', async () => {
  const list = ['姓名,性别,出生日期,身份证号', '张伟,男,****-03-07,350102199003070012'];
  const keeps = { policy: 'general' };
  const { report } = await redact(list, keeps.policy);
  expect(report.findings.find(({ type }) => type === 'masked-birth-date')?.action).toBe('mask');
});
