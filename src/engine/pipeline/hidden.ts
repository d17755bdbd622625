import type { Decision } from '../core/decision.ts';
import type { LoadedDocument } from '../core/document.ts';
import { isManyTexts } from '../core/kinds.ts';
import { textOf } from '../decide/text-of.ts';
import { maskedPieces } from '../mask/mask.ts';
import { PlainCodes } from '../verify/plain-codes.ts';
import { plainOf } from '../verify/plain-text.ts';
import type { HiddenValues } from '../verify/residual.ts';
import { ValueTable } from '../verify/value-table.ts';
import { piecesOf } from './values.ts';

type Hiding = Exclude<Decision, { action: 'keep' }>;

const IDENTITY_LENGTH = 18;
const TELLING = 14;
const IDENTITY_INSIDE = /\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])[0-3]\d{4}[\dX]/g;

/**
 * The values that the output must not show, those under review included: its bytes may be released.
 * Each is about a decision, by its index.
 */
export function hiddenValues(
  decisions: readonly Decision[],
  document: LoadedDocument,
): HiddenValues {
  const values = new ValueTable();
  const split = new Set<string>();
  const words = new Set<string>();
  const plain = new PlainCodes();
  let at = 0;
  const add = (start: number, end: number) => {
    const known = values.find(plain, start, end);
    if (known < 0 || decisions[values.about(known)]?.action !== 'mask')
      values.put(plain, start, end, at);
    if ((decisions[at]?.finding.others.length ?? 0) > 0) split.add(plain.slice(start, end));
    if (known < 0 && hasHan(plain, start, end)) words.add(plain.slice(start, end));
  };
  for (const decision of decisions) {
    if (decision.action !== 'keep') eachValueOf(decision, document, plain, add);
    at++;
  }
  return { values, split, words };
}

/** Calls `add` for every value of a decision with its place in `plain`. */
function eachValueOf(
  decision: Hiding,
  document: LoadedDocument,
  plain: PlainCodes,
  add: (start: number, end: number) => void,
): void {
  const { finding } = decision;
  if (isManyTexts(finding.ruleId)) {
    // A value a cell, not one value over many.
    for (const piece of piecesOf(finding, document)) add(0, plain.read(piece).length);
    return;
  }
  const value = textOf(finding, document);
  if (hidesNothing(decision, value, document)) return;
  const { length } = plain.read(value);
  add(0, length);
  if (length > IDENTITY_LENGTH) eachInside(plainOf(value), add);
  else if (hidesStart(decision, length)) add(0, TELLING);
}

/** Calls `add` for every identity number inside a longer one. */
function eachInside(plain: string, add: (start: number, end: number) => void): void {
  if (plain.search(IDENTITY_INSIDE) < 0) return;
  for (const { 0: inside, index } of plain.matchAll(IDENTITY_INSIDE))
    add(index, index + inside.length);
}

const HAN = /\p{Script=Han}/u;

/** A look at the codes first: nearly all values are digits. */
function hasHan(plain: PlainCodes, start: number, end: number): boolean {
  for (let at = start; at < end; at++)
    if ((plain.codes[at] as number) > 0x2000) return HAN.test(plain.slice(start, end));
  return false;
}

/**
 * Region and birth date leave a thousand candidates at most: the first fourteen digits of an ID must
 * not stand anywhere either, as when a spreadsheet kept fifteen and lost the rest.
 */
const hidesStart = ({ finding, mask }: Hiding, length: number): boolean =>
  finding.ruleId === 'resident-id' &&
  length === IDENTITY_LENGTH &&
  (mask.kind !== 'keep' || mask.start < TELLING);

/** A date that was no more precise than its mask leaves it, an address that ends at its township. */
function hidesNothing({ finding, mask }: Hiding, value: string, document: LoadedDocument): boolean {
  if (mask.kind === 'full') return false;
  return maskedPieces(piecesOf(finding, document), mask).join('') === value;
}
