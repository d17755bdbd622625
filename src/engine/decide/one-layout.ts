import type { Decision } from '../core/decision.ts';
import type { LoadedDocument } from '../core/document.ts';
import { maskedRuleOf } from '../core/kinds.ts';
import { kindOf, type Policy } from '../rules/policy.ts';

/**
 * One publisher uses one layout: where some values of a column are masked by us, those that the draft
 * had masked well enough get the same mask, since two looks side by side tell more than either.
 */
export function inOneLayout(
  decisions: readonly Decision[],
  document: Pick<LoadedDocument, 'segment'>,
  policy: Policy,
): readonly Decision[] {
  if (!decisions.some(isEnough)) return decisions;
  const masked = new Set(
    decisions.flatMap((decision) =>
      decision.action === 'keep' ? [] : (columnOf(decision, document) ?? []),
    ),
  );
  return decisions.map((decision) => {
    if (decision.action !== 'keep' || !isEnough(decision)) return decision;
    const column = columnOf(decision, document);
    const kind = kindOf(policy, decision.finding.ruleId);
    if (column === undefined || !masked.has(column) || kind.action === 'keep') return decision;
    return { action: 'mask', finding: decision.finding.saying('one-layout'), mask: kind.mask };
  });
}

const isEnough = (decision: Decision): boolean =>
  decision.action === 'keep' && decision.reason === 'masked-enough';

/** The column of a decision and the rule that it is about; undefined outside tables. */
function columnOf(
  { finding: { ruleId, segmentId } }: Decision,
  document: Pick<LoadedDocument, 'segment'>,
): string | undefined {
  const { cell } = document.segment(segmentId);
  return cell && `${cell.table}:${cell.column} ${maskedRuleOf(ruleId) ?? ruleId}`;
}
