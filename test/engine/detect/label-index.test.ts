// Headers are set wide: 姓 名, 身 份 证 号 码. Whatever is a label is one with blanks in it too.
import { expect, it } from 'vitest';
import { Codes } from '../../../src/engine/text/codes.ts';
import { book } from './book.ts';

const words = [
  ...new Set([
    ...book.rules.flatMap(({ labels = [], headers = [] }) => [...labels, ...headers]),
    ...Object.values(book.data.words.fields).flatMap(({ labels = [], headers = [] }) => [
      ...labels,
      ...headers,
    ]),
  ]),
];

const found = (text: string) => book.labels.endingAt(new Codes(text), text.length, true)?.word;
const plain = (word: string | undefined) => word?.replaceAll(/[\s()（）]/g, '').toUpperCase();

it.each([' ', '\u3000', '  '])('every label is found with “%s” between its characters', (blank) => {
  const lost = words.filter((word) => {
    const wide = [...word.replaceAll(/\s/g, '')].join(blank);
    return wide.length < 24 && plain(found(wide)) !== plain(word);
  });
  expect(lost).toEqual([]);
});
