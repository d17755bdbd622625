import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstCharacters } from '../../../src/engine/detect/first-characters.ts';
import { book } from './book.ts';

const listed = (pattern: string) =>
  Array.from(firstCharacters(pattern), (flag, code) =>
    flag ? String.fromCharCode(code) : '',
  ).join('');

describe('a rule is tried only on numbers that begin as its own do', () => {
  const patterns = book.rules
    .filter(({ takes = 'value' }) => takes === 'value')
    .map(({ id, pattern }) => [id, pattern] as const);

  it.each(patterns)('%s: every number that fits begins so', (_, pattern) =>
    fc.assert(
      fc.property(fc.stringMatching(new RegExp(`^(?:${pattern})$`)), (value) => {
        expect(listed(pattern)).toContain(value.charAt(0));
      }),
    ),
  );

  it.each([
    ['8[123]0000', '8'],
    ['(?:(?:00)?86|0)?(?<value>1\\d{10})', '018'],
    ['[A-C]?\\d+', '0123456789ABC'],
    ['(?:G|J)?L', 'GJL'],
    ['x{0,2}y', 'xy'],
  ])('%s begins with one of %s', (pattern, first) => expect(listed(pattern)).toBe(first));

  it.each(['', '(?=1)2', '\\w', '.', 'a*', 'ab|'])('%s may begin with anything', (pattern) =>
    expect(listed(pattern)).toHaveLength(128),
  );
});
