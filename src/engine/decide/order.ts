import type { Decision } from '../core/decision.ts';

/** Decisions in the order in which a reader meets what they are about. */
export const inReadingOrder = (decisions: readonly Decision[]): Decision[] =>
  decisions.toSorted((a, b) => {
    const [first] = a.finding.pieces;
    const [second] = b.finding.pieces;
    return first.segmentId - second.segmentId || first.span.start - second.span.start;
  });
