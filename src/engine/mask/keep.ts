import { type Operator, overSignificant } from './characters.ts';

/**
 * `13800001234`, 3 + 4 → `138****1234`. A value too short for its mask is hidden whole: keeping most
 * of it would hide nothing.
 */
export const keep = (start: number, end: number): Operator =>
  overSignificant((characters) => {
    const [first, last] = hiddenOf(characters.length, start, end);
    return characters.map((char, index) => (index < first || index >= last ? char : '*'));
  });

/** Where the stars begin and end in a value of so many characters. */
export function hiddenOf(
  length: number,
  start: number,
  end: number,
): readonly [first: number, last: number] {
  const hidden = length - start - end;
  return hidden < start || hidden < end ? [0, length] : [start, length - end];
}
