import { expect, it } from 'vitest';
import { candidateCounter, type Known } from '../../../src/engine/decide/candidates.ts';
import { weigher } from '../../../src/engine/decide/weigh.ts';
import { loadDivisions } from '../../../src/engine/rules/divisions.ts';

const { counties } = await loadDivisions('rules/data');
const setting = {
  year: 2024,
  ages: [15, 26],
  region: '350102',
  placeIn: () => '',
} as const;
const weigh = weigher({ setting, count: candidateCounter(counties) });
const known = (shown: string, years: readonly [number, number] = [1998, 2009]): Known => ({
  shown,
  birth: { years },
  sex: undefined,
  region: '350102',
});

it('counts what fits the place and the ages that the list tells of everybody', () => {
  const { count, because } = weigh(known('??????????????????'));
  expect(count).toBeGreaterThan(1_000_000);
  expect(because).toEqual(['ages:15-26', 'place:350102']);
});

it('somebody from elsewhere is weighed without the place of the list', () => {
  const { count, because } = weigh(known('1101??????????????'));
  expect(count).toBeGreaterThan(1_000_000);
  expect(because).toEqual(['shows:4', 'ages:15-26']);
});

it('somebody older than the list is weighed without its ages', () => {
  const { count, because } = weigh(known('350102195003070???'));
  expect(count).toBeGreaterThan(0);
  expect(because).toEqual(['shows:15']);
});

it('a year that the row itself tells does not give way', () => {
  expect(weigh(known('350102195003070???', [1990, 1990])).count).toBe(0);
});
