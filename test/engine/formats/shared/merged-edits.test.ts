import { expect, it } from 'vitest';
import { merged } from '../../../../src/engine/formats/shared/merged-edits.ts';

const edit = (start: number, end: number, replacement: string) => ({
  span: { start, end },
  replacement,
});

it('counts an edit once that two readings of one place ask for', () =>
  expect(merged([edit(5, 8, '***'), edit(0, 2, '**'), edit(5, 8, '***')])).toEqual([
    edit(0, 2, '**'),
    edit(5, 8, '***'),
  ]));

it('takes away all that either of two edits wants gone', () => {
  expect(merged([edit(0, 4, '****'), edit(2, 6, 'xx**')])).toEqual([edit(0, 6, '******')]);
  expect(merged([edit(2, 4, '**'), edit(0, 6, '')])).toEqual([edit(0, 6, '')]);
});
