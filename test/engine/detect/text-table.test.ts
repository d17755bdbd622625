import { describe, expect, it } from 'vitest';
import { detect } from '../../../src/engine/detect/detect.ts';
import { book } from './book.ts';
import { markedText } from './marked.ts';

const ACCOUNT = '[[12345678901]]';

/** What was found in lines of a text, and what should be: only the header says that these are accounts. */
function both(lines: string): [string[], string[]] {
  const document = markedText(lines);
  const cut = ({ segmentId, span }: (typeof document.pieces)[0]) =>
    document.segment(segmentId).text.slice(span.start, span.end);
  const { findings } = detect(document, book);
  return [findings.flatMap(({ pieces }) => pieces.map(cut)), document.pieces.map(cut)];
}

describe('a list written as lines of text is read by its header', () => {
  it.each([
    ['with blanks in its header', `序号  姓  名  银　行　账　号  金额\n1  张某某  ${ACCOUNT}  100`],
    ['with single wide blanks between', `序号　姓　名　银　行　账　号\n1　　张某某　　${ACCOUNT}`],
    ['with blanks in a name', `序号  姓名  银行账号\n1  张  三  ${ACCOUNT}`],
    [
      'with the names of villages and empty lines between the rows',
      `姓名  银行账号  金额\n一、前进村\n张三  ${ACCOUNT}  100\n\n（二）红旗村\n李四  ${ACCOUNT}  100`,
    ],
    ['of two columns', `姓名    银行账号\n张三    ${ACCOUNT}\n李四    ${ACCOUNT}`],
    ['of two columns with a tab', `姓名\t银行账号\n张三\t${ACCOUNT}`],
    [
      'with bars',
      `| 姓名 | 银行账号 |\n|------|------|\n| 张三 | ${ACCOUNT} |\n| 李四 | ${ACCOUNT} |`,
    ],
    ['with ruled lines', `┌──┬──┐\n│姓名│银行账号│\n├──┼──┤\n│张三│${ACCOUNT}│\n└──┴──┘`],
    ['with marks', `姓名、银行账号、备注\n张三、${ACCOUNT}、无\n李四、${ACCOUNT}、无`],
    [
      'with single blanks',
      `序号 姓名 银行账号 备注\n1 张某某 ${ACCOUNT} 无\n2 李某某 ${ACCOUNT}\n3 王某某 ${ACCOUNT} 低保`,
    ],
    ['with an empty first field', `序号，姓名，银行账号\n，张三，${ACCOUNT}\n2，李四，${ACCOUNT}`],
    ['with commas', `姓名，银行账号，备注\n张三，${ACCOUNT}，无\n李四，${ACCOUNT}，无`],
  ])('%s', (_, lines) => {
    const [found, expected] = both(lines);
    expect(found).toEqual(expected);
  });

  it('labels and values in turns, a value and the next label between two tabs', () => {
    const [found, expected] = both(`备注\t无;一卡通账号\t[[12345 67890 1]];VX\t[[zhang-san88]]`);
    expect(found).toEqual(expected);
  });

  it.each(['身份证号：[[350102]]\t[[19900307]]\t[[0012]]', '手机：[[138]]\t[[0013]]\t[[8000]]'])(
    'the parts of a number in fields of their own, the first behind its label: %s',
    (line) => {
      const [found, expected] = both(line);
      expect(found).toEqual(expected);
    },
  );

  it('a telephone and an amount in the next field are two numbers', () => {
    const [found, expected] = both('姓名：张三\t手机：[[13800138000]]\t4500');
    expect(found).toEqual(expected);
  });

  it('labels and values in turns, wide gaps between', () => {
    const [found, expected] = both(
      '姓名  张某某  权证号  [[350102001234]]  房屋坐落  [[福州市东街8号]]\n张某某  12345678901  无',
    );
    expect(found).toEqual(expected);
  });

  it('right behind a list whose columns another sign parts', () => {
    const [found, expected] = both(
      `姓名，学校，备注\n张三，二中，无\n附件2\n姓名、银行账号、备注\n李四、${ACCOUNT}、无`,
    );
    expect(found).toEqual(expected);
  });

  it('and what follows it is not', () => {
    const [found, expected] = both(
      `姓名  银行账号  金额\n张三  ${ACCOUNT}  100\n\n联系人：王某  电话：0591-87654321  编号：12345678902`,
    );
    expect(found.filter((text) => /^\d+$/.test(text))).toEqual(expected);
  });

  it('a sentence with commas is none', () => {
    const [found] = both('姓名，学校，金额均予公示。\n项目，编号12345678901，共三个');
    expect(found).toEqual([]);
  });
});
