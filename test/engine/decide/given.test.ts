import { describe, expect, it } from 'vitest';
import { givenBy } from '../../../src/engine/decide/given.ts';
import { placeFinder } from '../../../src/engine/decide/place-names.ts';
import { loadDivisions } from '../../../src/engine/rules/divisions.ts';

const { named } = await loadDivisions('rules/data');
const placeIn = placeFinder(named);
const ID = '350102199003070018';

describe('a place in a cell is read as its numbers begin', () => {
  it.each([
    ['福建省福州市鼓楼区东街街道***', '350102'],
    ['福州市鼓楼区', '350102'],
    ['福建福州', '3501'],
    ['福建省', '35'],
    ['福建闽侯', '350121'],
    ['鼓楼区', ''],
    ['', ''],
    ['汉族', ''],
  ])('%s: %s', (text, code) => expect(placeIn(text)).toBe(code));
});

describe('another number of the row gives away', () => {
  it.each([
    ['a whole date of birth', '201719900307', { birth: { years: [1990, 1990], month: 3, day: 7 } }],
    [
      'a date with two digits of the year',
      '17900307',
      { birth: { years: [1990, 1990], month: 3, day: 7 } },
    ],
    ['a month', '1990030001', { birth: { years: [1990, 1990], month: 3 } }],
    ['the last four digits', '20160018', { end: '0018' }],
    ['the last six digits', 'X070018', { end: '070018' }],
  ])('%s: %s', (_, number, given) =>
    expect(givenBy(ID, [number], [], placeIn)).toMatchObject(given),
  );
  it.each(['20171234', '8000', '第 1 组', '13812345678'])('nothing in %s', (number) =>
    expect(givenBy(ID, [number], [], placeIn)).toBeUndefined(),
  );
});

it('whoever reads a half-hidden number tries a day that another number holds', () => {
  const given = (value: string) => givenBy(value, ['201719900307'], [], placeIn)?.birth;
  expect(given('350102********0018')).toEqual({ years: [1990, 1990], month: 3, day: 7 });
  expect(given('3501021991****0018')).toBeUndefined();
  expect(givenBy('350102********0018', ['20171109', '202105060012'], [], placeIn)).toBeUndefined();
});

describe('where somebody comes from', () => {
  it('counts where the number begins so', () =>
    expect(givenBy(ID, [], ['福州市鼓楼区'], placeIn)?.region).toBe('350102'));
  it('says nothing where it does not', () =>
    expect(givenBy(ID, [], ['福州市仓山区'], placeIn)).toBeUndefined());
  it('counts for a number that is half hidden as far as it fits', () =>
    expect(givenBy('3501**********0018', [], ['福州市鼓楼区'], placeIn)?.region).toBe('350102'));
});
