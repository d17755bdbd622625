import type { Verdict } from '../core/verdict.ts';
import type { Verification } from '../report/report.ts';
import type { Scan } from './scan.ts';

/** The worst thing seen names the verdict: an unproven output, a leak, an open question, a mask. */
export function judge(
  { decisions, document }: Pick<Scan, 'decisions' | 'document'>,
  { residual, completed }: Verification,
  changed: boolean,
): Verdict {
  if (!completed || residual > 0) return 'refused';
  if (document.blindSpots.length > 0) return 'review';
  if (decisions.some(({ action }) => action === 'review')) return 'review';
  return changed ? 'masked' : 'clean';
}
