import type { Verdict } from '../core/verdict.ts';
import type { Verification } from '../report/report.ts';
import { personsToRelease } from '../rules/policy.ts';
import type { Scan } from './scan.ts';

/**
 * The worst thing seen names the verdict: an unproven output, a leak, an open question, a mask. What
 * nobody could read is never clean: people may answer for it, as many as the policy wants, and the verdict
 * is then `masked`.
 */
export function judge(
  {
    decisions,
    document,
    policy,
    accepted,
  }: Pick<Scan, 'decisions' | 'document' | 'policy' | 'accepted'>,
  { residual, completed }: Verification,
  changed: boolean,
): Verdict {
  if (!completed || residual > 0) return 'refused';
  const isBlind = document.blindSpots.length > 0;
  const persons = new Set(accepted.map(({ by }) => by)).size;
  if (isBlind && persons < personsToRelease(policy, decisions)) return 'review';
  if (decisions.some(({ action }) => action === 'review')) return 'review';
  return changed || isBlind ? 'masked' : 'clean';
}
