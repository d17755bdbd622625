import { describe, expect, it } from 'vitest';
import type { TableFacts } from '../../../../src/engine/core/table.ts';
import { detect } from '../../../../src/engine/detect/detect.ts';
import {
  halfMasked,
  tailsInColumns,
  withoutLeaders,
} from '../../../../src/engine/detect/half-masked/half-masked.ts';
import { keepingStarred, type Starred } from '../../../../src/engine/detect/half-masked/stars.ts';
import { documentOf, tableOf } from '../../document-of.ts';
import { book } from '../book.ts';

const NAMES = new Set(['name']);

function findingsIn(
  texts: Parameters<typeof documentOf>[0],
  tables: readonly TableFacts[] = [],
  asked = NAMES,
) {
  const document = documentOf(texts);
  const starred: Starred[] = [];
  for (const _ of keepingStarred(document.segments, starred));
  return [...halfMasked(starred, tables, book, asked), ...tailsInColumns(document, tables)].map(
    ({ ruleId, pieces: [{ segmentId, span }] }) =>
      `${ruleId} ${document.segment(segmentId).text.slice(span.start, span.end)}`,
  );
}

const inText = (text: string) => findingsIn([text]);
const inColumn = (kind: string, value: string) =>
  findingsIn(tableOf([['标题'], [value]]), [
    { table: 0, headerRow: 0, columns: new Map([[0, kind]]) },
  ]);

describe('sees that the draft had masked an ID', () => {
  it.each([
    ['350102********0018'],
    ['350102****0304****'],
    ['35010219900307****'],
    ['**************0018'],
    ['350102xxxxxxxx0018'],
    ['350102XXXXXXXX0018'],
    ['350102××××××××001X'],
    ['３５０１０２＊＊＊＊＊＊＊＊００１８'],
    ['350102●●●●●●●●0018'],
    ['350102________0018'],
    ['350102 ******** 0018'],
    ['350102********0018'.replaceAll('*', '■')],
    ['350102********0018'.replaceAll('*', '#')],
    ['350102********0018'.replaceAll('*', '口')],
    ['350102********0018'.replaceAll('*', '？')],
    ['350102********0018'.replaceAll('*', '-')],
    ['350102………………0018'],
    ['350102▓▓▓▓▓▓▓▓0018'],
    ['350102某某某某某某某某0018'],
    ['350102****0018'],
    ['35010219900307001*'],
    ['3501021990030700*8'],
    ['350102**** ****0018'],
    ['350102********   0018'],
    ['3501**********1234'],
    ['35****************'],
    ['3501****199003070012'],
    ['350102**199003070012'],
    ['3501021990030700xx'],
    ['3501021990030700XX'],
    ['350102/1990****/0012'],
    ['350102.1990****.0012'],
    ['350102199003【已脱敏】12'],
    ['350102199003（隐）12'],
    ['350102隐藏8位0018'],
    ['35010219900307@@@@'],
    ['35010219900307、、、、'],
  ])('%s', (id) => expect(inText(`张伟，${id}，三年级`)).toEqual([`masked-resident-id ${id}`]));
  it('of another length when a label says so', () =>
    expect(inText('身份证号：3501****0018')).toEqual(['masked-resident-id 3501****0018']));
  it('of another length in a column of IDs', () =>
    expect(inColumn('resident-id', '3501****0018')).toEqual(['masked-resident-id 3501****0018']));
  it.each([
    ['身份证后四位：0018'],
    ['（身份证号码后四位0018）'],
    ['身份证尾号 0018'],
    ['身份证后4位：0018'],
    ['身份证号（后四位）：0018'],
    ['身份证号码前六位为350102，后四位为0018'],
    ['尾号为0018的身份证'],
  ])('of which only the end stands there: %s', (text) =>
    expect(inText(text)).toEqual(['masked-resident-id 0018']),
  );
  it('of which only the end stands in a column that says so', () =>
    expect(inColumn('masked-number', '001X')).toEqual(['masked-resident-id 001X']));
  it('inside a student-status number', () =>
    expect(inText('学籍号：G350102********0018')).toEqual([
      'masked-student-registry G350102********0018',
    ]));
});

describe('sees that the draft had masked a part of', () => {
  it.each([
    ['a phone', '电话138****1234，', 'masked-mobile 138****1234'],
    ['a phone', '张伟 1380013**** 李娜', 'masked-mobile 1380013****'],
    ['a phone', '138 **** 1234', 'masked-mobile 138 **** 1234'],
    ['a phone', '138-****-1234', 'masked-mobile 138-****-1234'],
    ['a phone', '138xxxx1234', 'masked-mobile 138xxxx1234'],
    ['a phone', '１３８＊＊＊＊１２３４', 'masked-mobile １３８＊＊＊＊１２３４'],
    ['a phone under its label', '手机：****1234', 'masked-mobile ****1234'],
    ['a landline', '宅电 0591-8711****', 'masked-landline 0591-8711****'],
    ['a card', '卡号6222 **** **** 0123', 'masked-bank-card 6222 **** **** 0123'],
    ['a card', '6222021*******45702', 'masked-bank-card 6222021*******45702'],
    ['a card', '622202********0123', 'masked-bank-card 622202********0123'],
    ['a card', '6222****0123', 'masked-bank-card 6222****0123'],
    ['an account', '账号：3507****2210', 'masked-bank-account 3507****2210'],
    ['a plate', '闽A12**5号车', 'masked-vehicle-plate 闽A12**5'],
    ['a plate', '闽A·***12', 'masked-vehicle-plate 闽A·***12'],
    ['a plate', '蒙F•F04674', 'masked-vehicle-plate 蒙F•F04674'],
    ['a plate', '闽AD12***', 'masked-vehicle-plate 闽AD12***'],
    ['a passport', '护照号：E1234567*', 'masked-passport E1234567*'],
    ['a phone but for one digit', '张三1380013800*', 'masked-mobile 1380013800*'],
    ['a phone but for its second digit', '张三1*800138000', 'masked-mobile 1*800138000'],
    ['a card but for one digit', '622202140201234567*', 'masked-bank-card 622202140201234567*'],
    [
      'a card in groups but for one digit',
      '6222 0214 0201 234*',
      'masked-bank-card 6222 0214 0201 234*',
    ],
    [
      'a student-status number but for one digit',
      'G35010219900307001*',
      'masked-student-registry G35010219900307001*',
    ],
    [
      'a disability certificate but for its grade',
      '3501021990030700124*',
      'masked-disability-certificate 3501021990030700124*',
    ],
    ['a phone', '138####1234', 'masked-mobile 138####1234'],
    ['a mailbox', '邮箱：zh***@qq.com', 'masked-email zh***@qq.com'],
    ['a mailbox', '138****8000@163.com', 'masked-email 138****8000@163.com'],
    ['a WeChat name', '微信号：wx_***88', 'masked-wechat wx_***88'],
    ['a passport', '护照号码：E12****78', 'masked-passport E12****78'],
    ['a date of birth', '出生日期：1990-**-**', 'masked-birth-date 1990-**-**'],
    ['a date of birth', '张伟，男，1990年*月*日出生', 'masked-birth-date 1990年*月*日'],
    ['a date of birth', '出生年月：****-03-07', 'masked-birth-date ****-03-07'],
    ['a name', '姓名：张*明', 'masked-name 张*明'],
    ['a name', '申请人：张**，', 'masked-name 张**'],
    ['a name', '户主：欧阳*', 'masked-name 欧阳*'],
    ['a name', '姓名：张XX', 'masked-name 张XX'],
  ])('%s: %s', (_, text, found) => expect(inText(text)).toEqual([found]));

  it.each([
    ['mobile', '****1234', 'masked-mobile ****1234'],
    ['bank-card', '6222****0123', 'masked-bank-card 6222****0123'],
    ['bank-account', '9030****12', 'masked-bank-account 9030****12'],
    ['birth-date', '1990****', 'masked-birth-date 1990****'],
    ['name', '张*', 'masked-name 张*'],
    ['name', '*小明', 'masked-name *小明'],
    [
      'disability-certificate',
      '350102********001843',
      'masked-disability-certificate 350102********001843',
    ],
  ])('a value of a column of %s: %s', (kind, value, found) =>
    expect(inColumn(kind, value)).toEqual([found]),
  );

  it('a number in the cell to the right of its label', () =>
    expect(findingsIn(tableOf([['联系电话', '****1234']]))).toEqual(['masked-mobile ****1234']));
  it('names only where somebody asks for names', () =>
    expect(findingsIn(['姓名：张*明'], [], new Set())).toEqual([]));
  it('two numbers side by side are two', () =>
    expect(inText('张伟 138****1234 350102********0018')).toEqual([
      'masked-mobile 138****1234',
      'masked-resident-id 350102********0018',
    ]));
});

describe('and leaves alone what only looks like it', () => {
  it.each([
    ['a number that is hidden whole', '******************'],
    ['a line to fill in', '身份证号：__________________'],
    ['a product', '型号 ABCxxxx1234'],
    ['a rule of stars', '350102 ******************'],
    ['sizes', '长120×宽80×高60，共12×3件'],
    ['a multiplication', '5*3*200=3000'],
    ['a starred heading', '*姓名 *联系电话'],
    ['boxes to tick', '□是 □否 □12至18岁'],
    ['a document of a year to be filled in', '榕教〔2017〕××号'],
    ['a sum to be filled in', '金额：xxxx元'],
    ['a figure of stars', '★★★ 三星级酒店 2017年'],
    ['a placeholder of a date', 'xxxx年xx月xx日'],
    ['a leader of dots', '第三章 3501........12'],
    ['a range of years', '2016----2018'],
    ['a remark', '350102？？'],
    ['a length of time', '2016～～2018'],
    ['a title', '#350102 ## 2017'],
    ['a wildcard', '*.xlsx 2017*.docx'],
    ['a footnote behind a hotline', '监督电话：87654321*'],
    ['a colour', '底色 12345678xxab'],
    ['a size of a screen', '12345678x2 台'],
    ['a hidden remark', '2017（隐患排查）12 处'],
    ['sums side by side', '3501//2017//12'],
    ['a share', '占比 12%%'],
    ['a path', '350102//199003//12.html'],
  ])('%s', (_, text) => expect(inText(text)).toEqual([]));
});

describe('leaders between the columns of a list hide nothing', () => {
  const left = (line: string) => {
    const document = documentOf([line]);
    const starred: Starred[] = [];
    for (const _ of keepingStarred(document.segments, starred));
    const half = halfMasked(starred, [], book, new Set());
    return withoutLeaders(half, detect(document, book).findings, document).map(
      ({ ruleId }) => ruleId,
    );
  };

  it.each([
    ['张某某……11010519491231002X……64774174……zhang_san@163.com……二班'],
    ['身份证11010519491231002X……64774174……三班'],
    ['账号12345678901234……5000元'],
    ['张某某____13800138000____3000'],
  ])('%s', (line) => expect(left(line)).toEqual([]));

  it.each([
    ['身份证350102………………0018', 'masked-resident-id'],
    ['账号：62220211001******1234', 'masked-bank-account'],
    ['邮箱：64774174******an@163.com', 'masked-email'],
  ])('but what they do hide is seen: %s', (line, kind) => expect(left(line)).toEqual([kind]));
});
