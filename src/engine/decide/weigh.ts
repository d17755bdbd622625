import type { Candidates } from '../core/decision.ts';
import { type CandidateCounter, type Known, keyOf } from './candidates.ts';
import { becauseOf, type Setting, yearsOf } from './knowledge.ts';

/** One answer for all people of whom the same is known. */
export function weigher({
  setting,
  count,
}: {
  readonly setting: Setting;
  readonly count: CandidateCounter;
}): (known: Known) => Candidates {
  const remembered = new Map<string, Candidates>();
  return (known) => {
    const key = keyOf(known);
    const candidates = remembered.get(key) ?? weighed(known, setting, count);
    remembered.set(key, candidates);
    return candidates;
  };
}

/** What is assumed of everybody on a list gives way where no number fits it: somebody from elsewhere, or older. */
function weighed(known: Known, setting: Setting, count: CandidateCounter): Candidates {
  const anywhere = { ...known, region: '' };
  const { years, month } = known.birth;
  const isAssumed = month === undefined && years[0] !== years[1];
  const anybody = { years: yearsOf({ ...setting, ages: undefined }) };
  const ways = isAssumed ? [known, anywhere, { ...anywhere, birth: anybody }] : [known, anywhere];
  for (const way of ways) {
    const fitting = count(way);
    if (fitting > 0) return { count: fitting, because: becauseOf(way, setting) };
  }
  return { count: 0, because: becauseOf(known, setting) };
}
