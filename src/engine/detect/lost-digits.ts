import type { Belief } from './believe.ts';
import type { Place } from './place.ts';

const SCIENTIFIC = /^\s*[1-9][.．]\d{2,14}[EeＥｅ][+＋]?1[4-9]\s*$/;

/** A region, a year of birth and perhaps a month: no more digits are of other papers. */
const CUT = /^[1-9]\d{5}(?:19|20)\d{2}(?:(?:0[1-9]|1[0-2])|[01])?$/;
const RESIDENT_ID = 'resident-id';

/** `3.50102E+17` under a label: a spreadsheet lost the tail, the first digits still point at a person. */
export function lostDigits({ text, cell }: Place): Belief | undefined {
  return SCIENTIFIC.test(text) ? underItsLabel(cell, text) : undefined;
}

/** `350102199003` under a label: a column too narrow for an identity number showed no more of it. */
export function cutShort({ text, cell }: Place, regions: ReadonlySet<string>): Belief | undefined {
  if (!CUT.test(text) || !regions.has(text.slice(0, 6))) return undefined;
  const found = underItsLabel(cell, text);
  return found?.rule.id === RESIDENT_ID ? found : undefined;
}

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
