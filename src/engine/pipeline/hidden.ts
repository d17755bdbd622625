import type { Decision } from '../core/decision.ts';
import type { LoadedDocument } from '../core/document.ts';
import { SENSITIVE_COLUMN } from '../core/kinds.ts';
import { plainOf } from '../verify/plain-text.ts';
import type { HiddenValues } from '../verify/residual.ts';
import { replacements } from './edits.ts';
import { piecesOf } from './values.ts';

const IDENTITY_LENGTH = 18;
const TELLING = 14;
const IDENTITY_INSIDE = /\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])[0-3]\d{4}[\dX]/g;

/** The values that the output must not show, those under review included: its bytes may be released. */
export function hiddenValues(
  decisions: readonly Decision[],
  document: LoadedDocument,
): HiddenValues & { readonly decisionOf: ReadonlyMap<string, Decision> } {
  const decisionOf = new Map<string, Decision>();
  const split = new Set<string>();
  for (const decision of decisions) {
    if (decision.action === 'keep') continue;
    for (const plain of valuesOf(decision, document)) {
      if (decisionOf.get(plain)?.action !== 'mask') decisionOf.set(plain, decision);
      if (decision.finding.pieces.length > 1) split.add(plain);
    }
  }
  return { values: new Set(decisionOf.keys()), split, decisionOf };
}

function valuesOf(decision: Decision, document: LoadedDocument): readonly string[] {
  const pieces = piecesOf(decision.finding, document);
  // A value a cell, not one value over many.
  if (decision.finding.ruleId === SENSITIVE_COLUMN) return pieces.map(plainOf);
  const value = pieces.join('');
  if (hidesNothing(decision, value, document)) return [];
  const plain = plainOf(value);
  const inside = plain.length > IDENTITY_LENGTH ? plain.match(IDENTITY_INSIDE) : null;
  return [plain, ...(inside ?? []), ...tellingStart(decision, plain)];
}

/**
 * Region and birth date leave a thousand candidates at most: the first fourteen digits of an ID must
 * not stand anywhere either, as when a spreadsheet kept fifteen and lost the rest.
 */
function tellingStart({ finding, ...decision }: Decision, plain: string): readonly string[] {
  if (finding.ruleId !== 'resident-id' || plain.length !== IDENTITY_LENGTH) return [];
  if (decision.action !== 'keep' && decision.mask.kind === 'keep' && decision.mask.start >= TELLING)
    return [];
  return [plain.slice(0, TELLING)];
}

/** A date that was no more precise than its mask leaves it, an address that ends at its township. */
const hidesNothing = (decision: Decision, value: string, document: LoadedDocument): boolean =>
  decision.action !== 'keep' &&
  decision.mask.kind !== 'full' &&
  replacements(decision, document)?.join('') === value;
