import type { Decision } from '../core/decision.ts';
import type { LoadedDocument } from '../core/document.ts';
import { isManyTexts } from '../core/kinds.ts';
import { maskedPieces } from '../mask/mask.ts';
import { plainOf } from '../verify/plain-text.ts';
import type { HiddenValues } from '../verify/residual.ts';
import { piecesOf, wholeOf } from './values.ts';

type Hiding = Exclude<Decision, { action: 'keep' }>;

const IDENTITY_LENGTH = 18;
const TELLING = 14;
const IDENTITY_INSIDE = /\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])[0-3]\d{4}[\dX]/g;

/** The values that the output must not show, those under review included: its bytes may be released. */
export function hiddenValues(
  decisions: readonly Decision[],
  document: LoadedDocument,
): HiddenValues & { readonly values: Map<string, Decision> } {
  const values = new Map<string, Decision>();
  const split = new Set<string>();
  for (const decision of decisions) {
    if (decision.action === 'keep') continue;
    const add = (plain: string) => {
      if (values.get(plain)?.action !== 'mask') values.set(plain, decision);
      if (decision.finding.pieces.length > 1) split.add(plain);
    };
    eachValueOf(decision, document, add);
  }
  return { values, split };
}

function eachValueOf(
  decision: Hiding,
  document: LoadedDocument,
  add: (plain: string) => void,
): void {
  const { finding } = decision;
  if (isManyTexts(finding.ruleId)) {
    // A value a cell, not one value over many.
    for (const piece of piecesOf(finding, document)) add(plainOf(piece));
    return;
  }
  const value = wholeOf(finding, document);
  if (hidesNothing(decision, value, document)) return;
  const plain = plainOf(value);
  add(plain);
  if (plain.length > IDENTITY_LENGTH)
    for (const inside of plain.match(IDENTITY_INSIDE) ?? []) add(inside);
  else if (hidesStart(decision, plain)) add(plain.slice(0, TELLING));
}

/**
 * Region and birth date leave a thousand candidates at most: the first fourteen digits of an ID must
 * not stand anywhere either, as when a spreadsheet kept fifteen and lost the rest.
 */
const hidesStart = ({ finding, mask }: Hiding, plain: string): boolean =>
  finding.ruleId === 'resident-id' &&
  plain.length === IDENTITY_LENGTH &&
  (mask.kind !== 'keep' || mask.start < TELLING);

/** A date that was no more precise than its mask leaves it, an address that ends at its township. */
function hidesNothing({ finding, mask }: Hiding, value: string, document: LoadedDocument): boolean {
  if (mask.kind === 'full') return false;
  return maskedPieces(piecesOf(finding, document), mask).join('') === value;
}
