import { expect, it } from 'vitest';
import { candidateCounter } from '../../../src/engine/decide/candidates.ts';
import { recombinationsOf } from '../../../src/engine/decide/recombine.ts';
import { loadDivisions } from '../../../src/engine/rules/divisions.ts';

const { counties } = await loadDivisions('rules/data');
const count = candidateCounter(counties);
const everybody = { birth: { years: [1925, 2025] }, region: '' } as const;
const added = (...forms: string[]) => recombinationsOf(forms, everybody, count);

it('gives the whole number back from two masks that each looked safe', () => {
  const [both] = added('350102199003??????', '??????????????0019');
  expect(both).toMatchObject({ forms: [0, 1], shown: '350102199003??0019' });
  // The check digit leaves about 31 / 11 days.
  expect(both?.candidates).toBeLessThanOrEqual(3);
  expect(both?.candidates).toBeGreaterThan(0);
});

it('leaves what every form hides', () => {
  const [both] = added('350102????????????', '3501??????????????');
  expect(both?.shown).toBe('350102????????????');
  expect(both?.candidates).toBeGreaterThan(1_000_000);
});

it('keeps two people of one name apart where their forms contradict each other', () => {
  expect(added('350102????????????', '350103????????????')).toEqual([]);
  expect(
    added('350102????????????', '350103????????????', '350102??????????11').map(
      ({ forms, shown }) => ({ forms, shown }),
    ),
  ).toEqual([{ forms: [0, 2], shown: '350102??????????11' }]);
});

it('tries a form that fits two namesakes with both', () => {
  const unions = added('350102????????????', '350103????????????', '??????????????0019');
  expect(unions.map(({ forms }) => forms)).toEqual([
    [0, 2],
    [1, 2],
  ]);
});

it('makes nothing of one form alone', () => {
  expect(added('350102199003070018')).toEqual([]);
});
