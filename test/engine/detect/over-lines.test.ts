import { describe, expect, it } from 'vitest';
import { detect } from '../../../src/engine/detect/detect.ts';
import { book } from './book.ts';
import { markedText } from './marked.ts';

describe('what a label or an address says goes on in the next line', () => {
  it.each([
    ['an account below its label', '银行账号：\n[[12345678901]]'],
    ['an account below its label in a form', '姓名：张三\n存折号\n[[12345678901234]]'],
    [
      'an old identity number whose label is cut',
      '收款人张三，一代身份证\n号：[[350102900101001]]，属实',
    ],
    ['a permit whose label is cut', '往来港澳通行证号\n    码:[[C34293259]]'],
    ['an account behind a quote', '银行账号：“\n[[12345678901]]”'],
    ['a passport below its label, the colon before it', '张三，Passport No.\n： [[M-A507-8918]]'],
    ['a plate cut behind its first letter', '张三  车牌  [[京Ａ]]\n[[０１５Ｅ４]]'],
    ['a mailbox cut in its domain', '联系邮箱  [[wu_cai9994@hotmai]]\n[[l.com]]；微信 无'],
    ['a mailbox cut in its name', '张三（[[wu_cai]]\n[[9994@hotmail.com]]）'],
    ['a date of birth', '张三，出生日期\n[[1990年1月1日]]，备注'],
    ['an address below its label', '家庭住址：\n[[福州市鼓楼区五一中路509号14栋]]'],
    [
      'an address cut in two',
      '张三，家庭住址：[[福州市鼓楼区五一中]]\n[[路509号14栋6单元]]。另见附件',
    ],
  ])('%s', (_, lines) => {
    const { segments, segment, pieces } = markedText(lines);
    const { findings } = detect({ segments, segment }, book);
    expect(findings.flatMap((one) => one.pieces)).toEqual(pieces);
  });

  it('but a label further off says nothing of it', () => {
    const { findings } = detect(
      markedText(
        '证件号码：350102199001010016，地点在北\n12345678，权重一\n面积使用权\n号12345678901',
      ),
      book,
    );
    expect(findings).toHaveLength(1);
  });

  it('nor is a word before or behind a mailbox a part of it', () => {
    const { findings } = detect(
      markedText('E-mail\nzhang_1@163.com\nTel：87654321，办公邮箱见 office\nli_2@163.com'),
      book,
    );
    const mails = findings.filter(({ ruleId }) => ruleId === 'email');
    expect(mails.map(({ pieces }) => pieces.length)).toEqual([1, 1]);
  });

  it('an organisation’s account stays known as one', () => {
    const { findings } = detect(
      markedText(
        '保证金户名福州市公共资源交易中心，开户行甲银行乙支行，账\n号 35050161853900000277。',
      ),
      book,
    );
    expect(findings.every(({ evidence }) => evidence.includes('kept:organisation-account'))).toBe(
      true,
    );
  });
});
