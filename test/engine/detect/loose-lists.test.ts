import { describe, expect, it } from 'vitest';
import { detect } from '../../../src/engine/detect/detect.ts';
import { documentOf, tableOf } from '../document-of.ts';
import { book } from './book.ts';
import { markedText } from './marked.ts';

/** What was found, and what should be: only the header says that these are accounts. */
function both(document: ReturnType<typeof markedText>): [string[], string[]] {
  const cut = ({ segmentId, span }: (typeof document.pieces)[0]) =>
    document.segment(segmentId).text.slice(span.start, span.end);
  const { findings } = detect(document, book);
  return [findings.flatMap(({ pieces }) => pieces.map(cut)), document.pieces.map(cut)];
}

describe('a list whose columns nearly touch is read by the words of its header', () => {
  it.each([
    [
      'single blanks here and wide gaps there',
      '序号 姓名   金额     存折号\n1    林某甲 1000     [[67800578527185949]]\n2    林某   880     [[5597949425251]]',
    ],
    [
      'a column nobody knows',
      '序号 护照号 国籍/地区 姓名 备注\n1 [[EA9015815]] 某国 林某 无\n2 [[MA2230897]] 某国 林某甲 无',
    ],
    [
      'boxes with blanks in them',
      '│ 序号 │ 姓名   │ 国籍/地区 │ 护照号    │\n├───┼───┼───┼───┤\n│ 1    │ 林某甲 │ 某国      │ [[MA3577037]] │',
    ],
    [
      'a serial number that has no column',
      '序号  基本信息\n      姓名    年级    一卡通账号\n1     林某甲  高一    [[690291735520]]\n2     林某    高二    [[45963212206]]',
    ],
    [
      'two lists side by side',
      '姓名  面积  存折号         姓名  面积  存折号\n林某  8.90  [[55401540717732545]]  陈某  4.97  [[1307289803012]]',
    ],
    [
      'a header of two lines',
      '序号  农户      面积（      一折通\n      姓名      亩）        账号\n1     林某甲    14.79       [[71364913162444173]]',
    ],
    [
      'blanks of a page',
      '姓名\u00a0\u00a0面积\u00a0\u00a0存折号\n林某\u00a0\u00a08.9\u00a0\u00a0[[32269271922523022]]',
    ],
    [
      'wide blanks of a page',
      '姓名\u2003面积\u2003存折号\n林某\u20038.9\u2003“[[32269271922523022]]”',
    ],
    ['leaders', '姓名  面积  一折通账号\n林某____16.84____[[32269271922523022]]'],
    [
      'numbers that go on below, and words that do',
      '姓名    住址        账号\n林某甲  左海市前    [[7693588453]]\n        街15号      [[491234]]',
    ],
    [
      'villages between the rows',
      '姓名 年级 一卡通账号\n\n一、前进村（共6人）\n林某  高一  [[449955692090488]]\n陈某  高二  [[8036271405]]',
    ],
  ])('with %s', (_, lines) => {
    const [found, expected] = both(markedText(lines));
    expect(found).toEqual(expected);
  });

  it('whose identity numbers take three words', () => {
    const lines = '姓名 性别 身份证号 组别\n林某 女 110105 19491231 002X 8组';
    const { findings } = detect(markedText(lines), book);
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['resident-id']);
  });
});

describe('lines of one paragraph are rows of a list', () => {
  const found = (text: string) => {
    const document = documentOf([text]);
    return detect(document, book).findings.map(({ pieces }) =>
      pieces.map(({ span }) => text.slice(span.start, span.end)).join('+'),
    );
  };

  it.each([
    ['parted by tabs', '姓名\t金额\t存折号\n林某\t100\t67800578527\n陈某\t100\t5597949425251', 2],
    ['by gaps', '姓名  金额  存折号\n林某  100  67800578527\n陈某  100  5597949425251', 2],
  ])('%s', (_, text, count) => expect(found(text)).toHaveLength(count));

  it.each(['林某  前洋  32269271922523022', '林某  前洋  322692719\n陈某  前洋  待定'])(
    'a single number below a long introduction is enough: %s',
    (rows) => {
      const long = `${'为做好补贴发放工作，现将有关事项公示如下，请群众监督。'.repeat(40)}\n`;
      expect(found(`${long}姓名  村  存折号\n${rows}`)).toEqual(rows.match(/\d+/g));
    },
  );

  it('a list too long to be read at once stays below its header to its end', () => {
    const rows = Array.from(
      { length: 7000 },
      (_, at) => `林某  前洋  3226927${100_000_000 + at * 7}`,
    );
    expect(found(`姓名  村  存折号\n${rows.join('\n')}`)).toHaveLength(7000);
  });

  it('a number broken at the end of its line is one number', () =>
    expect(found('姓名  金额  存折号\n林某  1000  222\n64292161045046718')).toEqual([
      '222+64292161045046718',
    ]));

  it('halves of an identity number over one another are one number', () =>
    expect(found('姓名  身份证号      金额\n林某  110105194912  1000\n      31002X')).toEqual([
      '110105194912+31002X',
    ]));

  it('but amounts, years and the number of a page under a list stay', () =>
    expect(found('姓名  学校  金额\n林某  二中  1234567\n2024\n陈某  三中  7654321\n12')).toEqual(
      [],
    ));
});

describe('a PDF whose cells run together is read by its header', () => {
  it('where header and rows lost their gaps in other places', () => {
    const cells = tableOf([
      ['序号 姓名', '年级', '金额（元） 一卡通账号'],
      ['1 林某', '高一', '12,345.60 19666864759017626'],
    ]);
    expect(detect(documentOf(cells), book).findings.map(({ ruleId }) => ruleId)).toEqual([
      'bank-account',
    ]);
  });

  it('where an identity number is broken between two rows', () => {
    const cells = tableOf([
      ['姓名', '性别', '身份证号 组别'],
      ['林某', '女', '1980 4 5 110105194912'],
      ['31002X', '7', '组'],
    ]);
    const { findings } = detect(documentOf(cells), book);
    expect(findings.map(({ pieces }) => pieces.length)).toEqual([2]);
  });

  it('where an identity number lies in pieces of two cells', () => {
    const cells = tableOf([
      ['序号 姓名', '出生日期', '身份证号', '组别'],
      ['1', '林某', '1980年12月11日 110105', '19491231 002X 8组'],
    ]);
    const { findings } = detect(documentOf(cells), book);
    expect(findings.filter(({ ruleId }) => ruleId === 'resident-id')).toHaveLength(1);
  });
});

it('a label before a row of numbers names each of them where no header stands', () => {
  const cells = tableOf([
    ['姓名', '林某', '陈某', '林某甲'],
    ['开户账号', '56836257806079', '2107375720112', '8750205281201'],
    ['金额', '1000', '5000', '880'],
  ]);
  const { findings } = detect(documentOf(cells), book);
  expect(findings.map(({ ruleId }) => ruleId)).toEqual(Array(3).fill('bank-account'));
});

it('a telephone written apart right behind an identity number written apart is one', () => {
  const line = '左海一中 1101 0519 4912 3100 2X 133 8424 1186';
  const { findings } = detect(documentOf([line]), book);
  expect(findings.map(({ ruleId }) => ruleId)).toEqual(['resident-id', 'mobile']);
});
