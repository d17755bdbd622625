import type { Decision } from '../core/decision.ts';
import type { LoadedDocument } from '../core/document.ts';
import { type Claim, Finding, type Piece } from '../core/finding.ts';
import { unseenKind } from '../core/kinds.ts';
import { kindOf, type Policy } from '../rules/policy.ts';
import { type CoveredSpans, coveredSpans } from './covered.ts';
import type { UnseenTexts } from './hidden-from-view.ts';

/** A text of which nothing but this is left says nothing. */
const WORD = /[\p{L}\p{N}]/u;

/**
 * A finding of its own for text that nobody sees and anyone can copy out, where other findings leave
 * some of it. Who drew a box over words wanted them gone: a person decides whether they go. What is
 * hidden otherwise (a column, white words) is often meant so: it stays, and the report tells of it.
 */
export function unseenTexts(
  texts: Iterable<UnseenTexts>,
  decisions: readonly Decision[],
  document: Pick<LoadedDocument, 'segment'>,
  policy: Policy,
): Decision[] {
  const covered = coveredSpans(decisions);
  const found: Decision[] = [];
  for (const { why, count, pieces } of texts) {
    const [first, ...others] = leftOf(pieces, covered, document);
    if (!first) continue;
    const asks = why === 'covered';
    const claim: Claim = {
      ruleId: unseenKind(why),
      severity: asks ? 'high' : 'low',
      confidence: 'likely',
      evidence: [why, `texts:${count}`],
    };
    const finding = Finding.over(claim, asks ? [first, ...others] : [first]);
    found.push(decided(finding, policy, asks));
  }
  return found;
}

function decided(finding: Finding, policy: Policy, asks: boolean): Decision {
  if (!asks) return { action: 'keep', finding, reason: 'unseen-kept' };
  const kind = kindOf(policy, finding.ruleId);
  if (kind.action === 'keep') return { action: 'keep', finding, reason: 'allowed' };
  if (Object.hasOwn(policy.kinds, finding.ruleId) && kind.action === 'mask')
    return { action: 'mask', finding, mask: kind.mask };
  return { action: 'review', finding, mask: kind.mask, reason: 'covered-words' };
}

/** The stretches of which some word is hidden by no other finding. */
const leftOf = (
  pieces: readonly Piece[],
  covered: CoveredSpans,
  { segment }: Pick<LoadedDocument, 'segment'>,
): Piece[] =>
  pieces.filter(({ segmentId, span: { start, end } }) => {
    const { text } = segment(segmentId);
    for (let at = start; at < end; at++)
      if (WORD.test(text.charAt(at)) && !covered.covers(segmentId, at, at + 1)) return true;
    return false;
  });
