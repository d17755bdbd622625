import type { Candidates, Decision } from '../core/decision.ts';
import { halfMaskedKind, MASKED_ID } from '../core/kinds.ts';
import type { Policy } from '../rules/policy.ts';
import { withCandidates } from './few.ts';
import { digitsOf, draftValue, shownBy, shownInDraft } from './knowledge.ts';
import type { Wanted } from './people.ts';

const COMPOSITE = new Set(['student-registry', 'disability-certificate'].map(halfMaskedKind));

/** What the draft half hides is an ID, or a number with an ID inside. */
export const holdsId = (ruleId: string): boolean => ruleId === MASKED_ID || COMPOSITE.has(ruleId);

/** Bearers of numbers that the draft had masked: two that look alike may be two people. */
export const HALF_MASKED: Wanted = {
  plain: draftValue,
  isKind: (ruleId) => holdsId(ruleId),
  isValue: () => true,
  keyOf: (value, index) => `${value} ${index}`,
};

/** Class and grade behind the ID in a disability certificate. */
const TELLS_HEALTH = /^.{18}[*]?\d/;
const BIRTH_PLACES = { start: 6, end: 14 };

/**
 * A number that the draft had masked itself stays as it is where that is enough: it shows no part of
 * the birth date, and as many numbers fit as the policy asks. All others get the policy's mask.
 * @param united what several places of the document show of this person together
 */
export function repaired(
  decision: Decision,
  value: string,
  weigh: (shown: string) => Candidates,
  policy: Policy,
  united?: string,
): Decision {
  if (decision.action === 'keep') return decision;
  const shown = shownInDraft(value);
  const drafted = weigh(united ?? shown);
  const finding = decision.finding.saying(
    ...(united && united !== shown ? ['recombined'] : []),
    `left-candidates:${drafted.count}`,
  );
  const showsBirth = digitsOf(shown.slice(BIRTH_PLACES.start, BIRTH_PLACES.end)) > 0;
  const showsNoDigit = policy.namesakes.by === 'ordinal';
  if (
    !showsBirth &&
    !showsNoDigit &&
    !TELLS_HEALTH.test(value) &&
    drafted.count >= policy.residualCandidates
  )
    return { action: 'keep', finding, reason: 'masked-enough', candidates: drafted };
  const { mask } = decision;
  return withCandidates({ ...decision, finding }, mask, weigh(shownBy(value, mask)), policy);
}
