import type { Decision } from '../core/decision.ts';
import type { LoadedDocument } from '../core/document.ts';
import type { Mask } from '../core/mask.ts';
import { masked } from '../mask/mask.ts';
import { plainValue } from '../text/plain-value.ts';
import { NOTHING_SHOWN, placesOf, shownBy } from './knowledge.ts';
import { isIdentity, type Person } from './people.ts';
import { unionOf } from './recombine.ts';
import { textOf } from './text-of.ts';

/** How the numbers of one person are hidden: all by one mask, or each as the policy says of its kind. */
export type Hiding = Mask | 'as-usual';

export const FULL: Mask = { kind: 'full' };

const OLD_KIND = 'resident-id-15';
const NEW_LENGTH = 18;

/**
 * The mask for one of a person's numbers: one with an ID inside shows no more of it than the ID does, and the old
 * form of a number ends in other digits than the new one.
 */
export function maskFor(decision: Decision, hiding: Hiding, value: string): Mask {
  const own = decision.action === 'keep' ? FULL : decision.mask;
  const { ruleId } = decision.finding;
  if (hiding === 'as-usual') return own;
  if (ruleId === OLD_KIND && value.length === NEW_LENGTH) return FULL;
  if (isIdentity(ruleId)) return hiding;
  return own.kind === 'composite' ? { kind: 'composite', identity: hiding } : FULL;
}

/** The 18 places of somebody's ID that all of their numbers show together. */
export function shownOf(
  { value, decisions: indexes }: Person,
  hiding: Hiding,
  decisions: readonly Decision[],
  document: Pick<LoadedDocument, 'segment'>,
): string {
  if (hiding !== 'as-usual') return shownBy(value, hiding);
  return indexes.reduce((shown, index) => {
    const decision = decisions[index] as Decision;
    const mask = maskFor(decision, hiding, value);
    if (mask.kind === 'full') return shown;
    const here = isIdentity(decision.finding.ruleId)
      ? shownBy(value, mask)
      : shownInside(plainValue(textOf(decision.finding, document)), value, mask);
    return unionOf(shown, here);
  }, NOTHING_SHOWN);
}

/** What a mask over a longer number shows of the ID in it. */
function shownInside(plain: string, value: string, mask: Mask): string {
  if (mask.kind === 'composite') return shownBy(value, mask.identity);
  const left = masked(plain, mask);
  const start = plain.indexOf(value);
  // A text of its own length shows nothing of the number.
  return left.length === plain.length
    ? placesOf(left.slice(start, start + value.length))
    : NOTHING_SHOWN;
}

const hidesAll = (mask: Mask): boolean =>
  mask.kind === 'full' || (mask.kind === 'composite' && hidesAll(mask.identity));

/** Whether the policy says anything else of a person's numbers than to hide them whole. */
export const hasUsual = (
  { decisions: indexes, value }: Person,
  decisions: readonly Decision[],
): boolean =>
  indexes.some((index) => !hidesAll(maskFor(decisions[index] as Decision, 'as-usual', value)));
