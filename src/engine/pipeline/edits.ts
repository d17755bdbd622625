import type { Decision } from '../core/decision.ts';
import type { LoadedDocument } from '../core/document.ts';
import type { Edit } from '../core/edit.ts';
import { masked } from '../mask/mask.ts';

/** The edits that carry out every decision to mask, those still under review included. */
export function editsFor(decisions: readonly Decision[], document: LoadedDocument): Edit[] {
  return decisions.flatMap((decision) => {
    if (decision.action === 'keep') return [];
    return decision.finding.pieces.map(({ segmentId, span }) => {
      const value = document.segment(segmentId).text.slice(span.start, span.end);
      return { segmentId, span, replacement: masked(value, decision.mask) };
    });
  });
}
