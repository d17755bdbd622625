import { classOf, DIGIT } from '../text/char-class.ts';
import type { Value } from './value.ts';

const UNITS = new Set('元万亿角吨户人次株台辆亩平立公千克米个件项%％‰℃㎡');
/** What stands before decimals; `1.` at the start of a line rather counts an item of a list. */
const WHOLE_PART = /(?:^|\D)0[.．]$|[^\s\d]\d{1,2}[.．]$|\d{3}[.．]$/;
/** The other half of a pair of coordinates. */
const COORDINATE = /^[,，、][ ]?-?\d{1,3}[.．]\d/;
const DECIMALS = /^[.．]\d{1,4}(?!\d|[.．]\d)/;

/** Whether what stands around says that this is an amount or a count. */
export function isQuantity(text: string, { start, end }: Value): boolean {
  const after = text.charAt(end);
  if (UNITS.has(after)) return true;
  if (COORDINATE.test(text.slice(end, end + 8))) return true;
  if (after === '.' && DECIMALS.test(text.slice(end, end + 7))) return true;
  if (text.charAt(start - 1) === ',') return (classOf(text.charCodeAt(start - 2)) & DIGIT) !== 0;
  return WHOLE_PART.test(text.slice(Math.max(0, start - 5), start));
}
