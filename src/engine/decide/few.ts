import type { Candidates, Decision } from '../core/decision.ts';
import type { Mask } from '../core/mask.ts';
import type { Policy } from '../rules/policy.ts';

/** A decision with its count; where too few numbers fit even so, a person must look. */
export function withCandidates(
  decision: Decision,
  mask: Mask,
  candidates: Candidates,
  { residualCandidates }: Policy,
): Decision {
  if (decision.action === 'keep') return decision;
  if (candidates.count >= residualCandidates) return { ...decision, mask, candidates };
  const { finding } = decision;
  const reason = `few-candidates:${candidates.count}`;
  return { action: 'review', finding, mask, candidates, reason };
}
