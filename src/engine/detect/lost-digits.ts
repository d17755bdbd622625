import { plainValue } from '../text/plain-value.ts';
import type { Belief } from './believe.ts';
import { type CellLook, digitsIn, isMixed, isShort } from './cell-look.ts';
import type { Place } from './place.ts';

const SCIENTIFIC = /^\s*[1-9][.．]\d{2,14}[EeＥｅ][+＋]?1[4-9]\s*$/;

/** A region, a year of birth and perhaps a month and the first digit of a day. */
const CUT = /^[1-9]\d{5}(?:19|20)\d{2}(?:(?:0[1-9]|1[0-2])[0-3]?|[01])?$/;
const RESIDENT_ID = 'resident-id';

/** `3.50102E+17` under a label: a spreadsheet lost the tail, the first digits still point at a person. */
export function lostDigits({ text, cell }: Place): Belief | undefined {
  return SCIENTIFIC.test(text) ? underItsLabel(cell, text) : undefined;
}

/** `350102199003` or `350102-199003` under a label: a column too narrow for an identity number showed no more of it. */
export function cutShort({ text, cell }: Place, regions: ReadonlySet<string>): Belief | undefined {
  const plain = plainValue(text);
  if (!CUT.test(plain) || !regions.has(plain.slice(0, 6))) return undefined;
  const found = underItsLabel(cell, text);
  return found?.rule.id === RESIDENT_ID ? found : undefined;
}

/** Whether a cell holds so few digits, and at most what parts them. */
export const mayBeCut = (look: CellLook): boolean =>
  isShort(look) && !isMixed(look) && digitsIn(look) >= 10 && digitsIn(look) <= 13;

function underItsLabel(cell: Place['cell'], text: string): Belief | undefined {
  const label = [cell?.side, cell?.head].find((one) => one?.own.some(({ rule }) => rule.mistyped));
  const rule = label?.own.find((one) => one.rule.mistyped);
  if (!label || !rule) return undefined;
  return {
    rule,
    span: { start: 0, end: text.length },
    confidence: 'likely',
    evidence: [`header:${label.word}`, 'lost-digits'],
    standing: 'named',
  };
}
