import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlainCodes } from '../../../src/engine/verify/plain-codes.ts';
import { leakCounter } from '../../../src/engine/verify/residual.ts';
import { indexValues } from '../../../src/engine/verify/value-index.ts';
import { ValueTable } from '../../../src/engine/verify/value-table.ts';

const ID = '11010519491231002X';
const PHONE = '13800001234';
const location = { channel: 'body', part: '正文', address: '' } as const;

const leaks = (
  values: readonly string[],
  texts: readonly string[],
  split: readonly string[] = [],
) => {
  const counter = leakCounter({
    values: ValueTable.of(values),
    split: new Set(split),
    words: new Set(),
  });
  for (const text of texts) counter.see({ text, location });
  return counter.found;
};

describe('a hidden number is met however a reader shows it', () => {
  it.each([
    ['as it was', ID],
    ['in a sentence', `身份证号:${ID}。`],
    ['in lower case', '11010519491231002x'],
    ['in full width', '１１０１０５１９４９１２３１００２Ｘ'],
    ['with spaces', '1101 0519 4912 3100 2X'],
    ['with a line break inside', '110105194912\n31002X'],
    ['with zero-width characters', '1101051949\u200B1231002X'],
    ['glued to other digits', `2017${ID}99`],
    ['in groups and glued to other digits', '9110105 19491231 002X9'],
    ['as numeric entities', [...ID].map((char) => `&#${char.charCodeAt(0)};`).join('')],
    ['as hexadecimal entities', [...ID].map((c) => `&#x${c.charCodeAt(0).toString(16)};`).join('')],
    ['as JavaScript escapes', [...ID].map((c) => `\\u00${c.charCodeAt(0).toString(16)}`).join('')],
    ['percent-encoded', [...ID].map((c) => `%${c.charCodeAt(0).toString(16)}`).join('')],
  ])('%s', (_, text) => expect(leaks([ID], [text])).toBe(1));

  it('one digit a cell', () => expect(leaks([ID], [...ID])).toBe(1));
  it('over three runs', () => expect(leaks([ID], ['号110105', '19491231', '002X号'])).toBe(1));
  it('with empty runs between', () =>
    expect(leaks([ID], ['110105', '', ' ', '19491231002X'])).toBe(1));
  it('not when words stand between', () =>
    expect(leaks([ID], ['110105', '出生', '19491231002X'])).toBe(0));
});

describe('short values do not cry wolf', () => {
  it('a phone is met with spaces', () => expect(leaks([PHONE], ['138 0000 1234'])).toBe(1));
  it('a phone is met between letters', () => expect(leaks([PHONE], [`A${PHONE}B`])).toBe(1));
  it('two amounts side by side are no phone', () =>
    expect(leaks([PHONE], ['1380', '0001234'])).toBe(0));
  it('a phone that the draft wrote over two cells is one', () =>
    expect(leaks([PHONE], ['138', '00001234'], [PHONE])).toBe(1));
  it('digits of a longer grouped number are no phone', () =>
    expect(leaks([PHONE], ['5138 0000 12345'])).toBe(0));
  it('a QQ number is met on its own', () => expect(leaks(['12345'], ['QQ:12345'])).toBe(1));
  it('a QQ number is not met inside an amount', () =>
    expect(leaks(['12345'], ['912345.00'])).toBe(0));
  it('a name of two characters is met in a cell', () => expect(leaks(['高山'], ['高山'])).toBe(1));
  it('a name of two characters is met before a title', () =>
    expect(leaks(['高山'], ['被告人与高山同在'])).toBe(1));
  it('a name of two characters is not met inside a word', () =>
    expect(leaks(['高山'], ['这里高山族同胞'])).toBe(0));
  it('a name of three characters is met in prose', () =>
    expect(leaks(['张小明'], ['学生张小明获奖'])).toBe(1));
});

it('finds exactly the planted values among any number of them', () =>
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string({ unit: fc.constantFrom(...'0123'), minLength: 2, maxLength: 9 })),
      fc.string({ unit: fc.constantFrom(...'0123'), maxLength: 40 }),
      (values, text) => {
        const found = indexValues(ValueTable.of(values)).matches(new PlainCodes().read(text));
        const expected = values.flatMap((value) => {
          const starts = [...text].keys().filter((start) => text.startsWith(value, start));
          return [...starts].map((start) => `${value}@${start}`);
        });
        expect(found.map(({ value, start }) => `${value}@${start}`).toSorted()).toEqual(
          expected.toSorted(),
        );
      },
    ),
  ));

it('takes one pass however many values are hidden', () => {
  const values = Array.from({ length: 200_000 }, (_, index) => `3501021990${index + 10_000_000}`);
  const counter = leakCounter({
    values: ValueTable.of(values),
    split: new Set(),
    words: new Set(),
  });
  for (const value of values) counter.see({ text: `${value.slice(0, 17)}* 金额 300`, location });
  expect(counter.found).toBe(0);
});
