import type { LoadedDocument } from '../core/document.ts';
import { neighbours } from '../verify/neighbours.ts';
import { occurrences } from '../verify/occurrences.ts';
import { PlainCodes } from '../verify/plain-codes.ts';
import { indexValues } from '../verify/value-index.ts';
import { ValueTable } from '../verify/value-table.ts';
import type { Scan } from './scan.ts';
import { plainValueOf } from './values.ts';

/** The addresses that stand in the document on purpose. */
export const keptAddresses = ({ decisions, document }: Pick<Scan, 'decisions' | 'document'>) =>
  decisions
    .filter(({ action, finding }) => action === 'keep' && finding.ruleId === 'email')
    .map(({ finding }) => plainValueOf(finding, document));

/**
 * Which of the values that detection met in the second reading the first reader never saw. What it
 * did see was decided about with the whole document in view, so it is no surprise here.
 */
export function unseenValues(
  suspects: ReadonlySet<string>,
  document: LoadedDocument,
  kept: () => readonly string[],
): ReadonlySet<string> {
  if (suspects.size === 0) return suspects;
  const values = ValueTable.of(suspects);
  const wanted = indexValues(values);
  const joined = neighbours(values, suspects);
  const seen = new Set<string>();
  const plain = new PlainCodes();
  for (const { text } of document.segments) {
    plain.read(text);
    for (const { value } of occurrences(text, wanted, plain)) seen.add(value);
    for (const value of joined.next(plain)) seen.add(value);
  }
  const unseen = suspects.difference(seen);
  if (![...unseen].some(isAddress)) return unseen;
  const known = kept();
  return new Set([...unseen].filter((value) => !known.some((address) => isGlued(value, address))));
}

const isAddress = (value: string) => value.includes('@');

/**
 * Whether a value is no more than a kept address with what stood in the cells beside it: a reader that runs cells
 * together puts a post code in front, letters behind. Letters in front make another mailbox, many digits a number.
 */
function isGlued(value: string, address: string): boolean {
  const at = value.indexOf(address);
  if (at < 0) return false;
  return POST_CODE.test(value.slice(0, at)) && !NUMBER.test(value.slice(at + address.length));
}

const POST_CODE = /^\d{0,6}$/;
const NUMBER = /\d{7}/;
