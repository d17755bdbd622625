import type { Finding, Piece } from '../core/finding.ts';
import type { Belief } from './believe.ts';

/** The finding that a belief about one stretch of one segment amounts to. */
export const findingOf = (belief: Belief, segmentId: number): Finding =>
  findingIn(belief, [{ segmentId, span: belief.span }]);

/** The same for a value that lies over several segments. */
export const findingIn = (
  { rule, confidence, evidence }: Belief,
  pieces: readonly [Piece, ...Piece[]],
): Finding => ({ ruleId: rule.id, severity: rule.rule.severity, confidence, pieces, evidence });

/** Whether a text by itself, without a column to ask, is enough for this belief to be told. */
export const standsInProse = ({ standing, rule }: Belief): boolean =>
  standing !== 'denied' || rule.rule.against === 'review';
