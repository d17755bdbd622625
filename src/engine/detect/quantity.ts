import { classOf, DIGIT } from '../text/char-class.ts';
import type { Value } from './value.ts';

const UNITS = new Set(
  '元万亿角分吨户人次株台辆亩平立公千克米个件项只支套条张头箱瓶桶根块片粒枚斤美港欧瓦度股份家批笔例册盒袋颗棵%％‰℃㎡',
);
const CASE_YEAR = /[（(〔[【]\d{4}[）)〕\]】][^）)〕\]】]{0,8}$/;
/** From this number to that one. */
const RANGE_AFTER = /^[至到~～]\d{6}/;
const RANGE_BEFORE = /\d{6}[至到~～]$/;
/** What stands before decimals; `1.` at the start of a line rather counts an item of a list. */
const WHOLE_PART = /(?:^|\D)0[.．]$|[^\s\d]\d{1,2}[.．]$|\d{3}[.．]$/;
/** The other half of a pair of coordinates. */
const COORDINATE = /^[,，、][ ]?-?\d{1,3}[.．]\d/;
const DECIMALS = /^[.．]\d{1,4}(?!\d|[.．]\d)/;

/** A case, or a range of meters, forms or tickets. */
function isNumbered(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 16), start);
  return (
    (text.charAt(end) === '号' && CASE_YEAR.test(before)) ||
    RANGE_AFTER.test(text.slice(end, end + 8)) ||
    RANGE_BEFORE.test(before)
  );
}

/** Whether what stands around says that this is an amount, a count or a case. */
export function isQuantity(text: string, { start, end }: Value): boolean {
  const after = text.charAt(end);
  if (UNITS.has(after) || isNumbered(text, start, end)) return true;
  if (COORDINATE.test(text.slice(end, end + 8))) return true;
  if (after === '.' && DECIMALS.test(text.slice(end, end + 7))) return true;
  if (text.charAt(start - 1) === ',') return (classOf(text.charCodeAt(start - 2)) & DIGIT) !== 0;
  return WHOLE_PART.test(text.slice(Math.max(0, start - 5), start));
}
