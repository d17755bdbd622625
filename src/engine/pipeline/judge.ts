import type { Verdict } from '../core/verdict.ts';
import type { Scan } from './scan.ts';

/** The worst thing seen names the verdict: a leak, then an open question, then a mask. */
export function judge(
  { decisions, document }: Scan,
  residual: number,
  rewritten: boolean,
): Verdict {
  if (residual > 0) return 'refused';
  if (document.blindSpots.length > 0) return 'review';
  if (decisions.some(({ action }) => action === 'review')) return 'review';
  return rewritten ? 'masked' : 'clean';
}
