// A text that somebody made to be slow: every rule meets its own examples without end, and the strangest of texts.
// No clock decides here: work that grew with the square of a text would never end.
import { describe, expect, it } from 'vitest';
import { detect } from '../../../src/engine/detect/detect.ts';
import { book } from './book.ts';
import { markedRows, markedText } from './marked.ts';

const SHORT = 10_000;
const LONG = SHORT * 8;
const ID = '350102199001010016';
const NO_MARKS = /\[\[|\]\]/g;

const STRANGE = [
  '1',
  '1 ',
  '1-',
  '1,',
  '1，2/',
  '1…',
  '一…',
  '1\u200b',
  ' ',
  '，',
  '((((',
  '（1）',
  '1.1.1/1',
  '*',
  '3501**',
  'A1',
  'AB 12-',
  '三',
  '三、',
  '①',
  'Il',
  '\u202e1',
  '\ud83c',
  'a@',
  '@',
  'a@b.',
  '：',
  '汉',
  '身份证号',
  '身份证号：',
  '户名',
  '户名：市',
  '住址',
  '住址：1',
  '地',
  '第',
  `${ID} `,
  ID,
  '138 0013 8000 ',
  '6217 ',
  '6217/',
  '350102/19900101/',
  '³⁵',
  '\ud835\udfd1',
  '\ud835',
  '1\t',
  '姓名\t',
];

const endless = (unit: string, length: number) =>
  unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

function reads(unit: string): void {
  for (const length of [SHORT, LONG]) {
    const text = endless(unit, length);
    for (const layout of [
      markedText(text),
      markedRows([
        ['姓名', '身份证号'],
        [text, text],
      ]),
    ]) {
      const { findings } = detect(layout, book, new Set(['name']));
      expect(findings.filter(({ pieces }) => pieces.length === 0)).toEqual([]);
    }
  }
}

describe('the work grows with the length of a text and no faster', { timeout: 60_000 }, () => {
  it.each(book.rules.map((rule) => [rule.id, rule] as const))(
    'with the examples of %s without end',
    (_, { examples }) => {
      const all = [...(examples.match ?? []), ...(examples.keep ?? []), ...examples.ignore];
      for (const example of all.slice(0, 5))
        reads(
          ('text' in example ? example.text : example.rows.flat().join('')).replace(NO_MARKS, ''),
        );
    },
  );

  it.each(STRANGE)('with nothing but %j', reads);

  it.each([
    ['one digit', '1'],
    ['half a number', '35010219'],
    ['a label', '身份证号'],
    ['a number', ID],
  ])('with eighty thousand cells of %s', (_, text) => {
    const rows = Array.from({ length: 10_000 }, () => Array.from({ length: 8 }, () => text));
    expect(detect(markedRows(rows), book).tables).toHaveLength(1);
  });
});

it.each([
  ['numbers', ['12']],
  ['numbers and names', ['12', '张三']],
  ['halves of numbers', ['张三 350102', '19900101 李四']],
])('a cell of a hundred thousand lines of %s', (_, lines) => {
  const cell = { table: 0, row: 0, column: 0 };
  const location = { channel: 'body', part: '正文', address: '' } as const;
  const segments = Array.from({ length: SHORT * 10 }, (_, id) => ({
    id,
    text: lines[id % lines.length] as string,
    location,
    cell,
  }));
  const segment = (id: number) => segments[id] as (typeof segments)[0];
  const { findings } = detect({ segments, segment }, book);
  expect(findings.filter(({ pieces }) => pieces.length === 0)).toEqual([]);
});
