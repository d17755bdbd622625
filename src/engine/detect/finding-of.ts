import { type Claim, Finding, type Piece, type Pieces } from '../core/finding.ts';
import type { Span } from '../core/span.ts';
import type { Belief } from './believe.ts';

/** The finding that a belief about one stretch of one segment amounts to. */
export function findingOf(belief: Belief, segmentId: number): Finding {
  const { start, end } = belief.span;
  if (!belief.parts) return new Finding(claimOf(belief), segmentId, start, end);
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
export const findingIn = (belief: Belief, pieces: Pieces): Finding =>
  Finding.over(claimOf(belief), pieces);

/** What each rule claimed last: findings that claim the same share it, and few labels are in use at a time. */
const latest: Claim[][] = [];
const MOST_KEPT = 8;

function claimOf({ rule, confidence, evidence }: Belief): Claim {
  const { id: ruleId, index } = rule;
  const { severity } = rule.rule;
  latest[index] ??= [];
  const known = latest[index];
  for (let at = 0; at < known.length; at++) {
    const one = known[at] as Claim;
    if (
      one.evidence === evidence &&
      one.confidence === confidence &&
      one.ruleId === ruleId &&
      one.severity === severity
    )
      return one;
  }
  const claim = { ruleId, severity, confidence, evidence };
  if (known.length === MOST_KEPT) known.shift();
  known.push(claim);
  return claim;
}

/** A label or a check of its own: no column can speak against it. */
export const isSettled = ({ standing, rule, confidence }: Belief): boolean =>
  standing === 'named' ||
  (standing === 'alone' && rule.rule.confidence === 'certain' && confidence === 'certain');

/** Whether a text by itself, without a column to ask, is enough for this belief to be told. */
export const standsInProse = ({ standing, rule }: Belief): boolean =>
  (standing !== 'denied' && standing !== 'excluded') || rule.rule.against === 'review';
