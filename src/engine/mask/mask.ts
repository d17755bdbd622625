import type { Mask } from '../core/mask.ts';
import { address } from './address.ts';
import type { Operator } from './characters.ts';
import { composite } from './composite.ts';
import { date } from './date.ts';
import { fixed } from './fixed.ts';
import { full } from './full.ts';
import { keep } from './keep.ts';
import { maskedPlain } from './plain.ts';
import { surname } from './surname.ts';

/** The text that stands where `value` stood. */
export const masked = (value: string, mask: Mask): string => maskedPieces([value], mask).join('');

/** One value that lies in several pieces, masked as one: what stands in place of each piece. */
export function maskedPieces(pieces: readonly string[], mask: Mask): readonly string[] {
  const plain = pieces.length === 1 ? maskedPlain(pieces[0] as string, mask) : undefined;
  if (plain !== undefined) return [plain];
  const replaced = operatorOf(mask)(pieces.flatMap((piece) => [...piece])).values();
  return pieces.map((piece) => [...piece].map(() => replaced.next().value ?? '').join(''));
}

function operatorOf(mask: Mask): Operator {
  switch (mask.kind) {
    case 'full':
      return full;
    case 'keep':
      return keep(mask.start, mask.end);
    case 'fixed':
      return fixed(mask.text);
    case 'surname':
      return surname(mask.hidden, mask.ordinal);
    case 'date':
      return date(mask.keep);
    case 'address':
      return address;
    case 'composite':
      return composite(operatorOf(mask.identity));
  }
}
