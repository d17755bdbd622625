import type { Decision } from '../core/decision.ts';
import type { LoadedDocument } from '../core/document.ts';
import { isUnseen, type Unseen } from '../core/segment.ts';
import type { Rule } from '../rules/rule.ts';
import { aboutKind } from './own-kinds.ts';
import type { Summary, TypeSummary } from './report.ts';

const COUNTED = { mask: 'masked', keep: 'kept', review: 'review' } as const;
type Counts = Record<'found' | 'masked' | 'kept' | 'review', number>;
const none = (): Counts => ({ found: 0, masked: 0, kept: 0, review: 0 });

/** The totals over every finding, listed or not. */
export function summarise(
  decisions: readonly Decision[],
  document: Pick<LoadedDocument, 'blindSpots' | 'removals'>,
  rules: ReadonlyMap<string, Pick<Rule, 'name' | 'basis'>>,
  unlisted: number,
): Summary {
  const all = none();
  const byType = new Map<string, Counts>();
  const byDisguise: Partial<Record<Unseen, number>> = {};
  for (const { action, finding } of decisions) {
    const counts = byType.get(finding.ruleId) ?? none();
    byType.set(finding.ruleId, counts);
    const disguise = finding.evidence.find(isUnseen);
    if (disguise) byDisguise[disguise] = (byDisguise[disguise] ?? 0) + 1;
    for (const each of [all, counts]) {
      each.found++;
      each[COUNTED[action]]++;
    }
  }
  const types = [...byType].map(
    ([type, counts]): TypeSummary => ({
      type,
      name: aboutKind(type, rules)?.name ?? { zh: type, en: type },
      ...counts,
    }),
  );
  return {
    ...all,
    unlisted,
    blindSpots: document.blindSpots.length,
    removals: document.removals.length,
    byType: Object.fromEntries(types.map(({ type, found }) => [type, found])),
    byDisguise,
    types: types.toSorted((a, b) => b.found - a.found),
  };
}
