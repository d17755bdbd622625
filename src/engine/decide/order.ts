import type { Decision } from '../core/decision.ts';

/** Decisions in the order in which a reader meets what they are about. */
export const inReadingOrder = (decisions: readonly Decision[]): Decision[] =>
  decisions.toSorted(
    ({ finding: a }, { finding: b }) => a.segmentId - b.segmentId || a.start - b.start,
  );
