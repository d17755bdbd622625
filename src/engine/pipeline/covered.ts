import type { Decision } from '../core/decision.ts';
import { overlaps, type Span } from '../core/span.ts';

/** The stretches of a document that decisions hide. */
export interface CoveredSpans {
  /** Whether one hidden stretch holds all of [start, end). */
  covers(segmentId: number, start: number, end: number): boolean;
  /** Whether any hidden stretch shares a character with `span`. */
  touches(segmentId: number, span: Span): boolean;
}

export function coveredSpans(decisions: readonly Decision[]): CoveredSpans {
  const spans = new Map<number, Span | Span[]>();
  for (const { action, finding } of decisions) {
    if (action === 'keep') continue;
    for (const { segmentId, span } of finding.pieces) {
      const there = spans.get(segmentId);
      // Nearly every cell holds one finding: no list for it.
      if (there === undefined) spans.set(segmentId, span);
      else if (Array.isArray(there)) there.push(span);
      else spans.set(segmentId, [there, span]);
    }
  }
  const some = (segmentId: number, test: (span: Span) => boolean): boolean => {
    const there = spans.get(segmentId);
    if (there === undefined) return false;
    return Array.isArray(there) ? there.some(test) : test(there);
  };
  return {
    covers: (id, start, end) => some(id, (span) => span.start <= start && end <= span.end),
    touches: (id, span) => some(id, (other) => overlaps(span, other)),
  };
}
