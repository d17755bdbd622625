import type { Candidates, Decision } from '../core/decision.ts';
import { MASKED_ID } from '../core/kinds.ts';
import type { Policy } from '../rules/policy.ts';
import type { Known } from './candidates.ts';
import { withCandidates } from './few.ts';
import { shownBy, shownInDraft } from './knowledge.ts';
import type { Wanted } from './people.ts';

/** Bearers of numbers that the draft had masked: two that look alike may be two people. */
export const HALF_MASKED: Wanted = {
  isKind: (ruleId) => ruleId === MASKED_ID,
  isValue: () => true,
  keyOf: (value, index) => `${value} ${index}`,
};

const BIRTH_PLACES = { start: 6, end: 14 };

/**
 * A number that the draft had masked itself stays as it is where that is enough: it shows no part of
 * the birth date, and as many numbers fit as the policy asks. All others get the policy's mask.
 */
export function repaired(
  decision: Decision,
  value: string,
  weigh: (shown: Known['shown']) => Candidates,
  policy: Policy,
): Decision {
  if (decision.action === 'keep') return decision;
  const shown = shownInDraft(value);
  const drafted = weigh(shown);
  const finding = {
    ...decision.finding,
    evidence: [...decision.finding.evidence, `left-candidates:${drafted.count}`],
  };
  const showsBirth = shown
    .slice(BIRTH_PLACES.start, BIRTH_PLACES.end)
    .some((digit) => digit !== undefined);
  const showsNoDigit = policy.namesakes.by === 'ordinal';
  if (!showsBirth && !showsNoDigit && drafted.count >= policy.residualCandidates)
    return { action: 'keep', finding, reason: 'masked-enough', candidates: drafted };
  const { mask } = decision;
  return withCandidates({ ...decision, finding }, mask, weigh(shownBy(value, mask)), policy);
}
