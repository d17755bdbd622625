import type { Decision } from '../core/decision.ts';
import type { LoadedDocument } from '../core/document.ts';
import { masked } from '../mask/mask.ts';
import { ordinal } from './namesakes.ts';
import { textOf } from './text-of.ts';

/**
 * 刘某甲, 刘某乙: where several people of one document would be called alike, each gets an ordinal,
 * the same one wherever the name stands. Who is alone keeps a plain 刘某.
 */
export function tellSurnamesApart(
  decisions: readonly Decision[],
  document: Pick<LoadedDocument, 'segment'>,
): readonly Decision[] {
  const called = new Map<string, string[]>();
  const nameOf = ({ finding }: Decision) => textOf(finding, document).replaceAll(/\s/g, '');
  const isCalled = (decision: Decision) =>
    decision.action !== 'keep' && decision.mask.kind === 'surname' && decision.mask.hidden === '某';
  for (const decision of decisions) {
    if (decision.action === 'keep' || !isCalled(decision)) continue;
    const name = nameOf(decision);
    const alike = masked(name, decision.mask);
    const names = called.get(alike) ?? [];
    if (!names.includes(name)) called.set(alike, [...names, name]);
  }
  if ([...called.values()].every(({ length }) => length < 2)) return decisions;
  return decisions.map((decision) => {
    if (decision.action === 'keep' || !isCalled(decision)) return decision;
    const name = nameOf(decision);
    const names = called.get(masked(name, decision.mask)) ?? [];
    if (names.length < 2) return decision;
    return {
      ...decision,
      mask: { kind: 'surname', hidden: '某', ordinal: ordinal(names.indexOf(name)) },
    };
  });
}
