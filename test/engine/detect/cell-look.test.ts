import { describe, expect, it } from 'vitest';
import {
  digitsIn,
  isFilled,
  isMixed,
  isNumber,
  isPart,
  isShort,
  isSingle,
  isWord,
  lookAt,
  mayBeDisguised,
  mayBeLabel,
  mayHold,
} from '../../../src/engine/detect/cell-look.ts';
import { book } from './book.ts';

/** What a glance at a text tells, in the order of the alphabet. */
const told = (text: string): string[] => {
  const look = lookAt(text, book.cellGlances);
  const questions = { isMixed, isNumber, isPart, isSingle, isWord, mayBeLabel, mayHold };
  return Object.entries(questions)
    .filter(([, asks]) => asks(look))
    .map(([name]) => name);
};

describe('a glance at a cell tells of', () => {
  it.each([
    ['', 'an empty cell', []],
    ['张伟', 'words', []],
    ['13800138000', 'a number', ['isNumber', 'isPart', 'isWord', 'mayHold']],
    ['１３８００', 'a full-width number', ['isPart', 'mayHold']],
    ['1101051949123100２X', 'a full-width digit in one', ['isMixed', 'mayHold']],
    ['110105194912310021', 'more digits than a part has', ['isNumber', 'isWord', 'mayHold']],
    ['11010519491231002X', 'an identity number', ['isMixed', 'isWord', 'mayHold']],
    ['31002X', 'the end of one', ['isMixed', 'isPart', 'isWord', 'mayHold']],
    ['31002x', 'the same in small', ['isMixed', 'isPart', 'mayHold']],
    ['7', 'one digit', ['isNumber', 'isPart', 'isSingle', 'isWord', 'mayHold']],
    ['B', 'one letter', ['isSingle', 'mayHold']],
    ['身份证号', 'a label', ['mayBeLabel']],
    ['12345身份证号', 'a label behind more digits than one has', ['mayHold']],
    ['住址：', 'words with a colon', ['mayBeLabel', 'mayHold']],
  ])('%s: %s', (text, _, what) => {
    expect(told(text)).toEqual(what);
    expect(isFilled(lookAt(text, book.cellGlances))).toBe(text !== '');
  });

  it('how many digits it saw, and that it saw not all', () => {
    const look = lookAt('1'.repeat(70), book.cellGlances);
    expect([digitsIn(look), isShort(look), mayHold(look), isNumber(look)]).toEqual([
      64,
      false,
      true,
      false,
    ]);
  });

  it('seven numerals in a row, and no fewer in a short cell', () => {
    const hides = (text: string) => mayBeDisguised(text, lookAt(text, book.cellGlances));
    expect(['一三八〇〇一三八〇〇〇', '一三八', '张三李四王五赵六'].map(hides)).toEqual([
      true,
      false,
      false,
    ]);
  });
});
