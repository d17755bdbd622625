import { asSeen, type SeenText } from '../text/as-seen.ts';
import type { Belief } from './believe.ts';
import type { Place } from './place.ts';

const NONE: readonly Belief[] = [];

/**
 * Numbers that are not written in plain digits, or backwards: read once more as they look, and believed for their
 * check digit or their label; what nothing but its shape speaks for is left to a person.
 * @param read tells what another text would be taken to hold
 */
export function disguisedNumbers(
  { text, codes }: Place,
  read: (text: string) => readonly Belief[],
): readonly Belief[] {
  const seen = asSeen(text, codes);
  if (!seen) return NONE;
  return read(seen.text).flatMap((belief) => {
    // A mailbox has letters of its own; only circled digits and the like hide anything in it.
    const isMail = belief.rule.rule.takes === 'mail';
    if (!(isMail ? seen.isDressed(belief.span) : seen.isChanged(belief.span))) return [];
    if (isSure(belief)) return asWritten(belief, seen);
    const isMeant = belief.standing === 'alone' && seen.isDressed(belief.span);
    return isMeant ? { ...asWritten(belief, seen), confidence: 'possible' } : [];
  });
}

const isSure = ({ standing, rule }: Belief): boolean =>
  standing === 'named' ||
  (standing === 'alone' && rule.isChecked && rule.rule.confidence === 'certain');

function asWritten(belief: Belief, seen: SeenText): Belief {
  const { parts, span } = belief;
  return {
    ...belief,
    span: seen.originalSpan(span),
    ...(parts && { parts: parts.map((part) => seen.originalSpan(part)) }),
    evidence: [...belief.evidence, 'disguised'],
  };
}
