import type { Decision } from '../core/decision.ts';
import type { Mask } from '../core/mask.ts';
import type { Decided } from '../core/review.ts';
import { kindOf, type Policy, personsToKeep } from '../rules/policy.ts';

/** Waits for a second person: one alone may not publish this kind. */
export const SECOND_PERSON = 'second-person';

/**
 * A decision as people want it. To keep something needs a ground, a reason and as many different people
 * as the policy says; until then it stays under review and hidden.
 */
export function decidedAs(
  decision: Decision,
  decided: Decided | undefined,
  policy: Policy,
): Decision {
  if (!decided) return decision;
  const { finding, candidates } = decision;
  const { action, said } = decided;
  const about = {
    finding,
    decided: { action, said },
    ...(candidates && { candidates }),
  };
  const mask = maskOf(decision, policy);
  if (action === 'mask') return { ...about, action, mask };
  const grounded = said.filter(({ ground, reason }) => ground !== null && reason !== null);
  const persons = new Set(grounded.map(({ by }) => by)).size;
  if (persons < personsToKeep(policy, finding.ruleId))
    return { ...about, action: 'review', mask, reason: SECOND_PERSON };
  return { ...about, action, reason: `decided:${grounded.at(-1)?.ground ?? ''}` };
}

function maskOf(decision: Decision, policy: Policy): Mask {
  if (decision.action !== 'keep') return decision.mask;
  const kind = kindOf(policy, decision.finding.ruleId);
  return kind.action === 'keep' ? policy.default : kind.mask;
}
