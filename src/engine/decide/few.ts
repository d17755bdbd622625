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
  const { finding } = decision;
  const isEnough = candidates.count >= residualCandidates;
  if (isEnough && decision.action === 'mask' && !decision.decided)
    return { action: 'mask', finding, mask, candidates };
  if (isEnough) return { ...decision, mask, candidates };
  const reason = `few-candidates:${candidates.count}`;
  return { action: 'review', finding, mask, candidates, reason };
}
