import { describe, expect, it } from 'vitest';
import { halfMaskedIds } from '../../../src/engine/detect/half-masked.ts';
import { documentOf, tableOf } from '../document-of.ts';

const inText = (text: string) => {
  const document = documentOf([text]);
  return halfMaskedIds(document.segments, []).map(({ pieces: [{ span }] }) =>
    text.slice(span.start, span.end),
  );
};

describe('sees that the draft had masked an ID', () => {
  it.each([
    ['350102********0018'],
    ['350102****0304****'],
    ['35010219900307****'],
    ['**************0018'],
    ['350102xxxxxxxx0018'],
    ['350102××××××××001X'],
    ['３５０１０２＊＊＊＊＊＊＊＊００１８'],
    ['350102●●●●●●●●0018'],
  ])('%s', (id) => expect(inText(`张伟，${id}，三年级`)).toEqual([id]));
  it('of another length when a label says so', () =>
    expect(inText('身份证号：3501****0018')).toEqual(['3501****0018']));
  it('of another length in a column of IDs', () => {
    const document = documentOf(
      tableOf([
        ['姓名', '身份证号'],
        ['张伟', '3501****0018'],
      ]),
    );
    const tables = [{ table: 0, headerRow: 0, columns: new Map([[1, 'resident-id']]) }];
    expect(halfMaskedIds(document.segments, tables)).toMatchObject([{ confidence: 'certain' }]);
  });
});

describe('and leaves alone what only looks like it', () => {
  it.each([
    ['a number that is hidden whole', '******************'],
    ['a card', '6222021*******45702'],
    ['a phone', '138****1234'],
    ['a line to fill in', '身份证号：__________________'],
    ['a product', '型号 ABCxxxx1234'],
    ['a rule of stars', '350102 ******************'],
  ])('%s', (_, text) => expect(inText(text)).toEqual([]));
});
