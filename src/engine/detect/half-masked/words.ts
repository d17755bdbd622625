import type { Span } from '../../core/span.ts';

/** `张*`, `张**`, `张*明`, `*小明`, `张XX`, `阿*·买买提`: a name with characters hidden. */
const NAME =
  /(?<![\p{Script=Han}*Xx])(?=[\p{Script=Han}·]{0,4}[*Xx])(?=[*Xx]{0,3}\p{Script=Han})(?:[\p{Script=Han}*Xx]{2,4}|(?=[\p{Script=Han}*Xx]*·)[\p{Script=Han}*Xx·]{4,10})(?![\p{Script=Han}*·\dA-Za-z])/gu;
/** `1990-**-**`, `1990年*月*日`, `****-03-07`, `1990****`. */
const DATE =
  /(?<![\d*A-Za-z])(?=[^日]{0,12}\*)(?=[^日]{0,12}\d)(?:[\d*]{4}[-./年][\d*]{1,2}(?:[-./月](?:[\d*]{1,2}日?)?)?|[\d*]{8}|[\d*]{6})(?![\d*A-Za-z])/g;
/** A plate after the character of its province. */
const PLATE =
  /\p{Script=Han}(?=[A-Z*][·• *]?[0-9A-Z*]{5,6}(?![0-9A-Z*]))(?<rest>[A-Z*][·• ]?[0-9A-Z*]+)/gu;
/** `zh***@qq.com`, `138****8000@163.com`. */
const MAIL =
  /(?<![\w.*+-])(?=[\w.+-]{0,40}\*)[\w.*+-]{2,64}@[\w*-]{1,63}(?:\.[\w*-]{1,63}){1,4}(?![\w*])/g;
/** `64774174……zhang_san@163.com`: what stands before leaders is no part of the address. */
const BEHIND_LEADERS = /^[^@]*\d{5}\*{2,}[^@*]{8,}@/;
/** `身份证后四位：0018`, `身份证号（后四位）：0018`, `身份证尾号 123X`, `身份证前六位350102，后四位为0018`. */
const TAIL =
  /身份证(?:号码?)?(?:[前首][^。；;\n]{0,40}?)?[(（]?(?:[后末][二三四五六2-6]位(?:数字?|号码)?|尾号)[)）]?\s*[:：为是]?\s*(?<value>\d{1,5}[\dX])(?![\dA-Z])/g;
/** `尾号为0018的身份证`. */
const TAIL_BEFORE =
  /(?:尾号|[后末]四位)\s*[:：为是]?\s*(?<value>\d{3}[\dX])(?=的?(?:居民)?身份证)/g;

export const halfMaskedNames = (text: string): Iterable<Span> => spansOf(text, NAME);

export const halfMaskedDates = (text: string): Iterable<Span> => spansOf(text, DATE);

export function* halfMaskedMails(text: string): Generator<Span> {
  for (const span of spansOf(text, MAIL))
    if (!BEHIND_LEADERS.test(text.slice(span.start, span.end))) yield span;
}

function* spansOf(text: string, pattern: RegExp): Generator<Span> {
  for (const { 0: value, index } of text.matchAll(pattern))
    yield { start: index, end: index + value.length };
}

export function* halfMaskedPlates(text: string, provinces: ReadonlySet<string>): Generator<Span> {
  for (const { 0: plate, index } of text.matchAll(PLATE)) {
    if (!provinces.has(plate.charAt(0))) continue;
    if (plate.includes('*') && /[0-9A-Z]/.test(plate.slice(2)))
      yield { start: index, end: index + plate.length };
  }
}

/** The last digits of an ID, where the words before them say that they are. */
export function* tailsOfIds(text: string): Generator<Span> {
  for (const found of [...text.matchAll(TAIL), ...text.matchAll(TAIL_BEFORE)]) {
    const value = found.groups?.value ?? '';
    const end = found.index + found[0].length;
    yield { start: end - value.length, end };
  }
}
