import { expect, it } from 'vitest';
import { asSeen } from '../../../src/engine/text/as-seen.ts';
import { Codes } from '../../../src/engine/text/codes.ts';
import { glancesFor } from '../../../src/engine/text/glances.ts';
import { Stretches } from '../../../src/engine/text/stretches.ts';

const seenIn = (text: string) => {
  const codes = new Codes(text);
  const stretches = new Stretches();
  stretches.find(codes, glancesFor(''), 4);
  return stretches.areOdd ? asSeen(text, codes) : undefined;
};

it.each([
  ['手机：一三八〇〇一三八〇〇〇', '手机：13800138000'],
  ['手机：138〇〇138〇〇〇', '手机：13800138000'],
  ['①③⑧⓪⓪①③⑧⓪⓪⓪', '13800138000'],
  ['🄂🄄🄉🄁🄁🄂🄄🄉🄁🄁🄁', '13800138000'],
  ['🯱🯳🯸🯰🯰🯱🯳🯸🯰🯰🯰', '13800138000'],
  ['I38OOl38OOO', '13800138000'],
  ['11010519491231002Х', '11010519491231002X'],
  ['号\u202e00083100831\u202c。', '号\u202e13800138000\u202c。'],
])('a reader takes %s for %s', (written, read) => expect(seenIn(written)?.text).toBe(read));

it.each([
  '13800138000',
  '①13800138000',
  '面积 12345678m²',
  '第一、二、三条',
  'Illinois 2017',
  '尺寸 1000×2000×3000',
  '二〇一七年十一月九日',
])('%s is read as it stands', (text) => expect(seenIn(text)).toBeUndefined());

it('finds the way back to what was written, whole pictures and all', () => {
  const seen = seenIn('甲🄂🄄🄉🄁🄁🄂🄄🄉🄁🄁🄁乙');
  expect(seen?.originalSpan({ start: 1, end: 12 })).toEqual({ start: 1, end: 23 });
  expect(seen?.isChanged({ start: 0, end: 1 })).toBe(false);
  expect(seen?.isChanged({ start: 0, end: 2 })).toBe(true);
});

it('tells what was dressed up on purpose from what may mean itself', () => {
  const circled = seenIn('①③⑧⓪⓪①③⑧⓪⓪⓪');
  const numerals = seenIn('一三八〇〇一三八〇〇〇');
  expect(circled?.isDressed({ start: 0, end: 11 })).toBe(true);
  expect(numerals?.isDressed({ start: 0, end: 11 })).toBe(false);
});
