import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WorthALook } from '../../../src/engine/pipeline/worth-a-look.ts';

function isWorth(texts: readonly string[]): boolean {
  const worth = new WorthALook();
  for (const text of texts) worth.see(text);
  return worth.is;
}

describe('a second look is taken wherever a number could stand', () => {
  it.each([
    ['a telephone number', ['电话13800001234。']],
    ['one in groups', ['138 0000-1234']],
    ['one in full width', ['１３８００００１２３４']],
    ['a mail address', ['zhang@b.cn']],
    ['a number parted by signs', ['13/80/00/01/234']],
    ['a number over two lines', ['号码1380', '0001234']],
    ['a number over cells of a row', ['\t1380\t0001234']],
    ['a mask that shows too much', ['138****1234']],
    ['a digit a cell across', [[...'13800001234'].map((digit) => `\t${digit}`).join('')]],
    ['a digit a cell down', [...'350102199003070018'].map((digit) => `\t张三\t${digit}\t男`)],
  ])('%s', (_, texts) => expect(isWorth(texts)).toBe(true));

  it('however it is cut into texts', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 11 }), { maxLength: 4 }), (cuts) => {
        const places = [0, ...cuts.toSorted((a, b) => a - b), 11];
        const parts = places.map((from, index) => '13800001234'.slice(from, places[index + 1]));
        expect(isWorth(['电话', ...parts])).toBe(true);
      }),
    ));
});

describe('no second look is needed', () => {
  it.each([
    ['at rows whose numbers are stars', ['\t1\t张三\t******************\t4班\t42736\n']],
    ['at a short number after another row', ['\t张三\t42736\n', '\t10001\t李四\t42737\n']],
    ['at words', ['信息学院1', '计算机2', '一等']],
    ['at a few counts down a column', [...'12345'].map((digit) => `\t张三\t${digit}\t男`)],
  ])('%s', (_, texts) => expect(isWorth(texts)).toBe(false));
});
