import type { Span } from '../core/span.ts';
import { flags } from './context.ts';

/** Words, digits and strokes up to the next sign or blank. */
const STRETCH = /[\p{Script=Han}\d０-９A-Za-z#＃－-]{5,80}/gu;
const FIRST = new RegExp(`^(?:${STRETCH.source})`, 'u');
const LONGEST_NAME = 14;
const HAN_FIRST = 0x3400;
const HAN_LAST = 0x9fff;
/** One of them stands early in an address. */
const PLACES = flags('省市区县镇乡村路街巷道弄里屯寨小新公家苑');
const D = '[\\d０-９]';
/** Without one of these no door is told. */
const MAY_HOLD = /[号室栋幢座#＃]|单元|组/;
/** 12号3座502室, 2号楼1单元603, 前洋村3组18号, 东街口12号: down to a door, and nothing behind it. */
const DOOR = new RegExp(
  `(?:(?:号楼|[栋幢座#＃号]|单元)[-－\\dA-Za-z楼层单元号栋幢座]{0,16}${D}{1,4}[A-Z]?(?:室|房|户|号)?|` +
    `[村屯寨坪社]\\p{Script=Han}{0,6}${D}{0,3}组?\\p{Script=Han}{0,4}${D}{1,4}(?:[-－]${D}{1,4})?号|` +
    `(?:[路街巷弄里道口]|小区|花园|新村|公寓)${D}{1,4}(?:[-－]${D}{1,4})?号)$`,
  'u',
);
/** A district, a street or a village leads to it. */
const PLACE =
  /^\p{Script=Han}{1,12}?(?:[省市区县镇乡村路街巷道弄里屯寨]|小区|花园|新城|公寓|家园|苑)/u;
/** What is said of a home right before it. */
const LEAD =
  /^[^\d０-９]{0,16}?(?:地址|住址|住所|家住|租住|现住|居住|[现定]居|户籍|承租|位于|住)[为是在于]{0,2}/u;
/** What goes on behind a door: 18号的张三, 502室家中. */
const BEHIND = /(?<=[号室房户\d])(?:的|家|住|房屋|内|务农)/;
const NUMBERS = /^[\dXx０-９]{11,19}/;
/** Where offices, shops and works are; 车站路 and 店前村 are called after them. */
const PUBLIC =
  /局|委员会|公司|中心|政府|酒店|宾馆|饭店|医院|学校|大学|学院|中学|小学|幼儿园|银行|工地|园区|工业|法院|派出所|办公|教室|会议|考[点场]|窗口|服务|写字楼|停车|超市|仓库|村部|店面|(?:站|店|厂|厅|[市商]场|广场|码头)(?![路街巷道前后里村镇区])/;

/** The homes that a text names down to their doors, as far as their words tell: no office, shop or works. */
export function homesIn(text: string): readonly Span[] {
  if (!MAY_HOLD.test(text)) return NONE;
  const homes: Span[] = [];
  for (const { 0: stretch, index } of text.matchAll(STRETCH)) {
    const number = NUMBERS.exec(stretch)?.[0].length ?? 0;
    const lead = LEAD.exec(stretch.slice(number))?.[0].length ?? 0;
    const from = number + lead;
    const end = doorOf(stretch);
    if (isHome(stretch.slice(from, end))) homes.push({ start: index + from, end: index + end });
  }
  return homes;
}

/** Where a stretch goes on behind its door. */
function doorOf(stretch: string): number {
  const end = stretch.search(BEHIND);
  return end < 0 ? stretch.length : end;
}

const NONE: readonly Span[] = [];

const isHome = (words: string): boolean =>
  PLACE.test(words) && DOOR.test(words) && !PUBLIC.test(words);

/** Where a home ends that begins at `start`; -1 when none does. */
export function endOfHome(text: string, start: number): number {
  if (!mayBegin(text, start)) return -1;
  const [stretch = ''] = FIRST.exec(text.slice(start, start + LONGEST)) ?? [];
  const length = doorOf(stretch);
  return isHome(stretch.slice(0, length)) ? start + length : -1;
}

/** Whether a district, a street or a village is named soon: asked wherever somebody may live. */
function mayBegin(text: string, start: number): boolean {
  const last = Math.min(text.length, start + LONGEST_NAME);
  for (let at = start; at < last; at++) {
    const code = text.charCodeAt(at);
    if (code < HAN_FIRST || code > HAN_LAST) return false;
    if (PLACES[code] === 1) return true;
  }
  return false;
}

/** Where a home begins that ends at `end`, behind what is said before it; -1 when none does. */
export function startOfHome(text: string, end: number): number {
  const from = Math.max(0, end - LONGEST);
  const home = homesIn(text.slice(from, end)).at(-1);
  return home && from + home.end === end ? from + home.start : -1;
}

const LONGEST = 80;
