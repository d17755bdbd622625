import type { Decision } from '../core/decision.ts';
import type { LoadedDocument } from '../core/document.ts';
import { plainOf } from '../verify/plain-text.ts';
import type { HiddenValues } from '../verify/residual.ts';
import { replacements } from './edits.ts';
import { piecesOf } from './values.ts';

const IDENTITY_LENGTH = 18;
const IDENTITY_INSIDE = /\d{17}[\dX]/g;

/** The values that the output must not show, those under review included: its bytes may be released. */
export function hiddenValues(
  decisions: readonly Decision[],
  document: LoadedDocument,
): HiddenValues & { readonly decisionOf: ReadonlyMap<string, Decision> } {
  const decisionOf = new Map<string, Decision>();
  const split = new Set<string>();
  for (const decision of decisions) {
    if (decision.action === 'keep') continue;
    const value = piecesOf(decision.finding, document).join('');
    if (hidesNothing(decision, value, document)) continue;
    const plain = plainOf(value);
    const inside = plain.length > IDENTITY_LENGTH ? plain.match(IDENTITY_INSIDE) : null;
    for (const each of [plain, ...(inside ?? [])]) {
      if (decisionOf.get(each)?.action !== 'mask') decisionOf.set(each, decision);
    }
    if (decision.finding.pieces.length > 1) split.add(plain);
  }
  return { values: new Set(decisionOf.keys()), split, decisionOf };
}

/** A date that was no more precise than its mask leaves it, an address that ends at its township. */
const hidesNothing = (decision: Decision, value: string, document: LoadedDocument): boolean =>
  decision.action !== 'keep' &&
  decision.mask.kind !== 'full' &&
  replacements(decision, document)?.join('') === value;
