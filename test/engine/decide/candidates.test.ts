import { describe, expect, it } from 'vitest';
import { type Birth, candidateCounter, type Known } from '../../../src/engine/decide/candidates.ts';
import { isResidentId } from '../../../src/engine/detect/validators/resident-id.ts';
import { loadDivisions } from '../../../src/engine/rules/divisions.ts';

const { counties } = await loadDivisions('rules/data');
const count = candidateCounter(counties);

const ANY: Birth = { years: [1925, 2025] };
const STUDENTS: Birth = { years: [1990, 2001] };
/** `35010219______0018`: the digits that stand there, `_` for those that do not. */
const known = (shown: string, more: Partial<Known> = {}): Known => ({
  shown: shown.replaceAll('_', '?'),
  birth: ANY,
  sex: undefined,
  region: '',
  ...more,
});
const near = (value: number, wanted: number) => Math.abs(value - wanted) / wanted;

describe('counts what the design page measured', () => {
  it('knows the 5,892 counties there ever were', () => expect(counties.length).toBe(5892));

  // Any one number lies a little off the mean, since remainders are not spread quite evenly.
  it.each<[string, Known, number]>([
    ['first six and last four', known('350102________0018'), 3350],
    ['first six and last four of a student', known('350102________0018', { birth: STUDENTS }), 399],
    [
      'first six, last four, year of birth',
      known('350102________0018', { birth: { years: [1990, 1990] } }),
      33,
    ],
    ['first ten and last four', known('3501021990____0018'), 33],
    [
      'last four where the county is implied',
      known('______________0018', { region: '350102' }),
      3350,
    ],
    [
      'last three, county implied, student',
      known('_______________018', { region: '350102', birth: STUDENTS }),
      3985,
    ],
    [
      'last two, county implied, student',
      known('________________18', { region: '350102', birth: STUDENTS }),
      39_845,
    ],
  ])('%s', (_, one, wanted) => expect(near(count(one), wanted)).toBeLessThan(0.05));

  const born: Birth = { years: [1990, 1990], month: 3, day: 7 };
  it.each<[string, Known, number, number]>([
    ['first six, last four and the birth date', known('350102________0018', { birth: born }), 0, 1],
    [
      'birth date, county and last three',
      known('_______________018', { region: '350102', birth: born }),
      0,
      1,
    ],
    [
      'birth date, county and last two',
      known('________________18', { region: '350102', birth: born }),
      9,
      10,
    ],
    [
      'birth date, county and last one',
      known('_________________8', { region: '350102', birth: born }),
      90,
      92,
    ],
    ['first fourteen', known('35010219900307____'), 1000, 1000],
    ['first fourteen and the sex', known('35010219900307____', { sex: 1 }), 500, 500],
    ['one digit masked', known('350102199_03070018'), 0, 1],
    ['the check character masked', known('35010219900307001_'), 1, 1],
  ])('%s', (_, one, least, most) => {
    expect(count(one)).toBeGreaterThanOrEqual(least);
    expect(count(one)).toBeLessThanOrEqual(most);
  });

  it('first two and last three leave millions', () =>
    expect(count(known('35_____________018'))).toBeGreaterThan(2_000_000));

  it('nothing shown and nothing known leave every number there can be', () =>
    expect(count(known('__________________'))).toBe(5892 * 36_890 * 1000));
});

describe('agrees with trying every number', () => {
  const few = ['350102', '350103', '110105', '440524'];
  const small = candidateCounter(few);
  /** All numbers of four counties, one month and the sequences 000–999. */
  const everyone = few.flatMap((code) =>
    Array.from({ length: 31 * 1000 }, (_, index) => {
      const day = String(Math.floor(index / 1000) + 1).padStart(2, '0');
      const front = `${code}199003${day}${String(index % 1000).padStart(3, '0')}`;
      return [...'0123456789X'].map((check) => front + check).find(isResidentId) ?? '';
    }),
  );
  const tried = ({ shown, birth, sex, region }: Known): number =>
    everyone.filter(
      (whole) =>
        (sex === undefined || Number(whole[16]) % 2 === sex) &&
        (birth.day === undefined || Number(whole.slice(12, 14)) === birth.day) &&
        whole.startsWith(region) &&
        [...whole].every((char, index) => shown[index] === '?' || shown[index] === char),
    ).length;
  const month: Birth = { years: [1990, 1990], month: 3 };

  it.each<[string, Known]>([
    ['nothing shown', known('__________________', { birth: month })],
    ['a man', known('__________________', { birth: month, sex: 1 })],
    ['last four', known('______________0018', { birth: month })],
    ['last two with X', known('________________3X', { birth: month })],
    ['the province', known('35______________21', { birth: month, sex: 0 })],
    ['the region implied', known('_______________018', { birth: month, region: '3501' })],
    ['a day of birth', known('________________18', { birth: { ...month, day: 7 } })],
    ['digits in the middle', known('3_0_0___9__3___0__', { birth: month })],
  ])('%s', (_, one) => expect(small(one)).toBe(tried(one)));
});
