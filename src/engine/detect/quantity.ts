import { classOf, DIGIT } from '../text/char-class.ts';
import { isCounted } from './units.ts';
import type { Value } from './value.ts';
import { isNameOfPage, isPageKey } from './web-address.ts';

const UNITS = new Set(
  '元万亿角分吨户人次株台辆亩平立公千克米个件项只支套条张头箱瓶桶根块片粒枚斤美港欧瓦度股份家批笔例册盒袋颗棵尾羽艘座枝幅盏樽%％‰℃㎡',
);
/** Behind a blank only a whole unit counts: 万 may begin a name. */
const UNIT_APART =
  /^ (?:件|次|人次|元|万元|亿元|吨|亩|平方米|公里|千米|米|户|株|台|套|册|字节|千瓦时|度|立方米)(?!\p{Script=Han})/u;
/** The year in brackets before a case's or a document's number. */
const CASE_YEAR = /[（(〔[【]\d{4}[）)〕\]】][^）)〕\]】]{0,8}$/;
/** The other half of a pair of coordinates. */
const COORDINATE = /^[,，、][ ]?-?\d{1,3}[.．]\d/;
const DECIMALS = /^[.．]\d{1,4}(?!\d|[.．]\d)/;
/** What stands before decimals; `1.` at the start of a line rather counts an item of a list. */
const WHOLE_PART = /(?:^|\D)0[.．]$|[^\s\d]\d{1,2}[.．]$|\d{3}[.．]$/;
const FAR = 16;
const COLON = /[\s:：]+$/;

/** Whether what stands around says that this is an amount, a count, a case, a page of the web, or one end of a range. */
export function isQuantity(text: string, { start, end }: Value): boolean {
  const after = text.charAt(end);
  return UNITS.has(after) || saysBefore(text, start) || saysAfter(text, start, end, after);
}

function saysBefore(text: string, start: number): boolean {
  switch (text.charAt(start - 1)) {
    case ',':
      return isDigit(text, start - 2);
    case ':':
    case '：':
    case ' ':
    case ')':
    case '）':
      return isCounted(text.slice(Math.max(0, start - FAR), start).replace(COLON, ''));
    case '.':
    case '．':
      return WHOLE_PART.test(text.slice(Math.max(0, start - FAR), start));
    case '至':
    case '到':
    case '~':
    case '～':
      return isDigit(text, start - 2) && isDigit(text, start - 7);
    case '=':
      return isPageKey(text, start - 1);
    default:
      return false;
  }
}

function saysAfter(text: string, start: number, end: number, after: string): boolean {
  switch (after) {
    case '字':
      return text.startsWith('字节', end);
    case ' ':
      return UNIT_APART.test(text.slice(end, end + FAR));
    case '.':
    case '．':
      return DECIMALS.test(text.slice(end, end + FAR)) || isNameOfPage(text, start, end);
    case ',':
    case '，':
    case '、':
      return COORDINATE.test(text.slice(end, end + FAR));
    case '号':
      return CASE_YEAR.test(text.slice(Math.max(0, start - FAR), start));
    case '至':
    case '到':
    case '~':
    case '～':
      return isDigit(text, end + 1) && isDigit(text, end + 6);
    default:
      return false;
  }
}

const isDigit = (text: string, at: number): boolean =>
  at >= 0 && (classOf(text.charCodeAt(at)) & DIGIT) !== 0;
