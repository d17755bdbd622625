import type { Verdict } from '../core/verdict.ts';
import type { Verification } from '../report/report.ts';
import type { Scan } from './scan.ts';

/**
 * The worst thing seen names the verdict: an unproven output, a leak, an open question, a mask. What
 * nobody could read is never clean: a person may answer for it, and the verdict is then `masked`.
 */
export function judge(
  { decisions, document, accepted }: Pick<Scan, 'decisions' | 'document' | 'accepted'>,
  { residual, completed }: Verification,
  changed: boolean,
): Verdict {
  if (!completed || residual > 0) return 'refused';
  const isBlind = document.blindSpots.length > 0;
  if (isBlind && !accepted) return 'review';
  if (decisions.some(({ action }) => action === 'review')) return 'review';
  return changed || isBlind ? 'masked' : 'clean';
}
