import type { Finding, Piece } from '../core/finding.ts';
import type { Span } from '../core/span.ts';
import type { Belief } from './believe.ts';

/** The finding that a belief about one stretch of one segment amounts to. */
export function findingOf(belief: Belief, segmentId: number): Finding {
  if (!belief.parts) return findingIn(belief, [{ segmentId, span: belief.span }]);
  const [first, ...rest] = belief.parts;
  if (!first) throw new RangeError('a number of no parts');
  return findingIn(belief, [
    pieceOf(first, segmentId),
    ...rest.map((one) => pieceOf(one, segmentId)),
  ]);
}

const pieceOf = ({ start, end }: Span, segmentId: number): Piece => ({
  segmentId,
  span: { start, end },
});

/** The same for a value that lies over several segments. */
export const findingIn = (
  { rule, confidence, evidence }: Belief,
  pieces: readonly [Piece, ...Piece[]],
): Finding => ({ ruleId: rule.id, severity: rule.rule.severity, confidence, pieces, evidence });

/** Whether a text by itself, without a column to ask, is enough for this belief to be told. */
export const standsInProse = ({ standing, rule }: Belief): boolean =>
  standing !== 'denied' || rule.rule.against === 'review';
