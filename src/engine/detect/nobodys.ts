import type { Label } from './label-index.ts';
import type { Place } from './place.ts';
import { namesIn } from './row-names.ts';
import type { CompiledRule } from './rule-book.ts';

/** A property that is sold or let is what the notice is for. */
const ON_SALE = /拍卖|变卖|拍品|标的|竞买|起拍|招租|挂牌(?:出让|转让)/;
/** Whose meter, flat or contract it is. */
const PERSON =
  /(?:户主|姓名|承租人|承租户|租户|租客|业主|住户|居民|农户)[\s:：为]{0,3}[\u4e00-\u9fff·]{2,4}(?![\u4e00-\u9fff])[^。；;\n]*$/;
const PERSON_BEHIND =
  /^[^。；;\n]{0,40}?(?:户主|姓名|承租人|承租户|租户|租客|业主|住户)[\s:：为]{0,3}[\u4e00-\u9fff·]{2,4}(?![\u4e00-\u9fff])/;
/** Who sells what everybody uses, and who keeps the registers of families. */
const OF_EVERYBODY =
  /(?:供电|电力|供水|自来水|水务|燃气|供热|热力|公安|派出)[\p{Script=Han}]{0,8}$/u;
/** What is lit and supplied for all. */
const PUBLIC =
  /(?:路灯|景观灯|公厕|泵站|村部|村委会?|办公楼|信号灯|监控)(?:照明|电费|水费|用电|用水)?[（(]?(?:户号)?[:：]?$/;
const SOMEBODYS = /名下|姓名|户主|身份/;
const HOLDER_IN_BRACKETS = /^[\dA-Za-z-]{4,30} ?[（(](\p{Script=Han}{3,30})[)）]/u;
const SENTENCE = /[^。；;\n]*$/;
const CHANNEL = /(?:公众|服务|订阅|视频)号[^。；;，,\n]{0,30}$/;
const FAR = 80;
const NEARBY = 400;

/**
 * Whether a number that people and organisations have alike is no person's here.
 * @param label the label that names it; undefined for what names itself
 */
export function isNobodys(
  { rule }: CompiledRule,
  label: Label | undefined,
  start: number,
  place: Place,
): boolean {
  const { shared, ofPeople } = rule;
  if (label && ofPeople?.includes(label.word)) return !isOfPeople(start, place);
  if (!shared || (label && !shared.includes(label.word))) return false;
  if (place.cell && namesFirm(place)) return true;
  if (place.cell && place.about !== undefined)
    return place.about === 'offices' && !standsBesideName(place);
  return isOrganisations(start, place) || (rule.isSold === true && isOnSale(start, place));
}

function isOfPeople(start: number, place: Place): boolean {
  const { cell, about, text } = place;
  if (cell) return about === 'people' || about === 'staff' || standsBesideName(place);
  return (
    PERSON.test(text.slice(Math.max(0, start - FAR), start)) ||
    PERSON_BEHIND.test(text.slice(start, start + FAR))
  );
}

const standsBesideName = ({ setting, book }: Place): boolean =>
  namesIn(setting.nearby(), book).isSomebodys;

const namesFirm = ({ setting, book }: Place): boolean => namesIn(setting.nearby(), book).isFirms;

/** 微信公众号“左海发布”（微信号：zhfb2012）: the channel of an office, whose name is no person's. */
export const isOfChannel = (start: number, { text }: Place): boolean =>
  CHANNEL.test(text.slice(Math.max(0, start - FAR), start));

const isOnSale = (start: number, { text, setting }: Place): boolean =>
  ON_SALE.test(text.slice(Math.max(0, start - NEARBY), start)) || ON_SALE.test(setting.nearby());

function isOrganisations(start: number, { text, book }: Place): boolean {
  const [, bracketed] = HOLDER_IN_BRACKETS.exec(text.slice(start, start + FAR)) ?? [];
  if (bracketed && book.organisation.test(bracketed)) return true;
  const [before = ''] = SENTENCE.exec(text.slice(Math.max(0, start - FAR), start)) ?? [];
  if (PUBLIC.test(before)) return true;
  const owner = book.owner.exec(before);
  if (!owner) return false;
  const rest = before.slice(owner.index).replace(owner[0], '');
  return !SOMEBODYS.test(rest) && !OF_EVERYBODY.test(before.slice(0, owner.index));
}
