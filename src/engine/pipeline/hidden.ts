import type { Decision } from '../core/decision.ts';
import type { LoadedDocument } from '../core/document.ts';
import { plainOf } from '../verify/plain-text.ts';
import type { HiddenValues } from '../verify/residual.ts';
import { replacements } from './edits.ts';
import { piecesOf } from './values.ts';

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
    if (replacements(decision, document)?.join('') === value) continue;
    const plain = plainOf(value);
    for (const each of [plain, ...(plain.match(IDENTITY_INSIDE) ?? [])]) {
      if (decisionOf.get(each)?.action !== 'mask') decisionOf.set(each, decision);
    }
    if (decision.finding.pieces.length > 1) split.add(plain);
  }
  return { values: new Set(decisionOf.keys()), split, decisionOf };
}
