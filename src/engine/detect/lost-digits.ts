import type { Belief } from './believe.ts';
import type { Place } from './place.ts';

const SCIENTIFIC = /^\s*[1-9][.．]\d{2,14}[EeＥｅ][+＋]?1[4-9]\s*$/;

/** `3.50102E+17` under a label: a spreadsheet lost the tail, the first digits still point at a person. */
export function lostDigits({ text, cell }: Place): Belief | undefined {
  if (!SCIENTIFIC.test(text)) return undefined;
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
