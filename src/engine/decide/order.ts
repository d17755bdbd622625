import type { Decision } from '../core/decision.ts';
import { readingOrder } from '../core/finding.ts';

/** Decisions in the order in which a reader meets what they are about. */
export const inReadingOrder = (decisions: readonly Decision[]): Decision[] =>
  decisions.toSorted((a, b) => readingOrder(a.finding, b.finding));
