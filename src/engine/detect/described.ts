import type { Belief } from './believe.ts';
import { flags } from './context.ts';
import { endOfHome, startOfHome } from './homes.ts';
import { lastName } from './names.ts';
import type { Place } from './place.ts';
import type { CompiledRule } from './rule-book.ts';

/** 1990年1月1日出生, 1990年1月1日生。, 1990-01-01出生, （19900101生） */
const DAY = '(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])';
const DATE = `(?:18|19|20)\\d{2}(?:年\\d{1,2}月\\d{1,2}日|[-./]\\d{1,2}[-./]\\d{1,2}|${DAY})`;
const BORN = new RegExp(`${DATE}(?=(?:左右)?(?:出生|生(?=$|[\\s，,。；;、）)])))`, 'y');
const DATE_BEFORE = new RegExp(`(?<!\\d)${DATE}$`);
const LONGEST_DATE = 10;
/** 原告张三，男，汉族， */
const PARTY =
  /原审|反诉|第三人|附带民事诉讼|申请执行人|被执行人|(?:被)?(?:上诉|申请|告|害)人|[原被]告|罪犯|(?:犯罪)?嫌疑人|(?:法定)?代理人|监护人|当事人|户主/g;
const NAMED =
  /(?<name>[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,8}(?:[·•][\u3400-\u9fff]{1,8}){1,3})(?:（[^（）]{1,20}）)?[，,][男女](?:性)?[，,](?:[\u3400-\u9fff]{1,5}族[，,])?$/;
const LIVES =
  /^(?:出生|生)?[，,](?:[^，,。；;]{1,32}[，,]){0,6}?(?:现|户籍地)?住(?:所地|址)?[:：在于]?/;
/** 张三， or 张三（反诉原告），曾用名张小三，right before the sex. */
const BEFORE_SEX =
  /(?<names>[\u3400-\u9fff·•]{2,20})(?:（[^（）]{1,20}）)?(?:[，,](?:曾用名|又名|别名|化名|绰号)[：:]?(?<other>[\u3400-\u9fff·•]{2,12}))?[，,]$/;
const AFTER_SEX = /^(?:性)?(?:[\s，,。；;、）)]|$)/;
/** The words that lead to a person whose date of birth is not told, and those that a year in Chinese numerals holds. */
export const SEXES = '男女';
const OF_YEARS = '九〇零';
const LIVE = '住';
/** 现居, 户籍 */
const AT_HOME = '居籍';
export const LEADS = SEXES + OF_YEARS + LIVE + AT_HOME;
const HAN_DATE =
  /[一二][一二三四五六七八九〇○零]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日/y;
const BORN_AFTER = /^(?:左右)?(?:出生|生(?=$|[\s，,。；;、）)]))/;
const LONGEST_HEAD = 60;
const LONGEST_TAIL = 160;
const NONE: readonly Belief[] = [];

/**
 * A person as courts describe one: `原告张三，男，1990年1月1日出生，汉族，住福州市…8号`. Led to by the year that
 * begins at `start`; the label stands after the date here, and the name before it.
 */
export function describedPerson(place: Place, start: number): readonly Belief[] {
  const { text, book, setting } = place;
  BORN.lastIndex = start;
  const date = BORN.exec(text)?.[0];
  if (date === undefined) return NONE;
  const end = start + date.length;
  const found: Belief[] = [];
  const tell = (id: string, span: Belief['span'], label: string) => {
    const rule = book.byId.get(id);
    if (rule && isWanted(rule, setting.asked)) found.push(beliefIn(rule, span, label));
  };
  const name = nameBefore(text, start);
  if (name) tell('name', name, '出生');
  tell('birth-date', { start, end }, '出生');
  const address = addressAfter(text, end, book.byId.get('address'));
  if (address) tell('address', address, '住');
  return found;
}

/** Where the date begins that 出生 or 生 right after `end` speaks of: 1990-01-01出生, 19900101生. */
export function bornBefore({ text }: Place, end: number): number {
  const from = Math.max(0, end - LONGEST_DATE - 1);
  const found = DATE_BEFORE.exec(text.slice(from, end));
  return found ? from + found.index : -1;
}

/** What the words tell that a character of `LEADS` is part of. */
export function describedAt(place: Place, at: number): readonly Belief[] {
  const lead = place.text.charAt(at);
  if (lead === LIVE) return livesAt(place, at);
  if (AT_HOME.includes(lead)) return maySayHome(place, at) ? homeAfter(place, at) : NONE;
  return SEXES.includes(lead) ? describedBySex(place, at) : bornInHan(place, at);
}

/** 张三，住福州市…8号；居住在…: behind a comma or 居, and a place right after it; elsewhere a home down to its door. */
function livesAt(place: Place, at: number): readonly Belief[] {
  const { text, book } = place;
  const rule = book.byId.get('address');
  const next = text.charAt(at + 1) || ' ';
  if (!rule) return NONE;
  if (next === WHERE) return homeBefore(text, at, rule);
  if (next === SEAT && text.charAt(at - 1) === FAMILY) return homeAfter(place, at);
  if (NO_LIVING.includes(next)) return NONE;
  if (!BEFORE_LIVE.includes(text.charAt(at - 1) || ' ')) return homeAfter(place, at);
  const start = at + 1 + (AT.includes(next) ? 1 : 0);
  const words = rule.pattern.exec(text.slice(start, start + LONGEST_TAIL))?.[0];
  if (words === undefined || !IS_PLACE.test(words)) return NONE;
  return [beliefIn(rule, { start, end: start + words.length }, LIVE)];
}

/** 现居福州市…8号, 户籍：福州市…8号, 张三住…. */
function homeAfter({ text, book }: Place, at: number): readonly Belief[] {
  const rule = book.byId.get('address');
  const start = at + 1 + (BETWEEN.exec(text.slice(at + 1, at + 5))?.[0].length ?? 0);
  if (OTHERWISE.test(text.charAt(start))) return NONE;
  const end = endOfHome(text, start);
  return rule && end > 0 ? [beliefIn(rule, { start, end }, text.charAt(at))] : NONE;
}

/** 在福州市…8号的住处, …的暂住处 */
function homeBefore(text: string, at: number, rule: CompiledRule): readonly Belief[] {
  const end = at - (OF_HOME.exec(text.slice(Math.max(0, at - 3), at))?.[0].length ?? 0);
  const start = startOfHome(text, end);
  return start < 0 ? NONE : [beliefIn(rule, { start, end }, LIVE)];
}

const BEFORE_LIVE = '，,；;、居现暂';
const AT = '在于';
const WHERE = '处';
/** 家庭住所 */
const FAMILY = '庭';
const SEAT = '所';
/** 住所, 住址 are labels of their own; 住房, 住建局 … speak of nobody. */
const NO_LIVING = '所址房宅建院宿户保';
const BETWEEN = /^(?:[在于]|所?(?:为?[:：]|为))\s?/;
/** 居住, 户籍所在地, 居民: other words. */
const OTHERWISE = /^[所地住民委登注]/;
const OF_HOUSEHOLD = 0x6237;
const BEFORE_RESIDE = flags('现定暂旅寓长常租');
const AFTER_RESIDE = flags('所于在');

/** 户籍, 现居, 居所: most others are 学籍, 居民, 居留证 … */
const maySayHome = ({ codes: { units } }: Place, at: number): boolean =>
  AFTER_RESIDE[units[at + 1] as number] === 1 ||
  (at > 0 && (units[at - 1] === OF_HOUSEHOLD || BEFORE_RESIDE[units[at - 1] as number] === 1));
const OF_HOME = /[的其]?[暂租居]?$/;
/** 住院号 and 住宿费8号 are no places. */
const IS_PLACE = /^[\u3400-\u9fff]{1,12}?[省市区县镇乡村路街巷道弄里]/;

/** 一九六五年三月二日出生, 出生日期：一九六五年三月二日. */
function bornInHan(place: Place, at: number): readonly Belief[] {
  const { text, book } = place;
  HAN_DATE.lastIndex = at - 1;
  const date = HAN_DATE.exec(text)?.[0];
  const rule = book.byId.get('birth-date');
  if (date === undefined || !rule) return NONE;
  const span = { start: at - 1, end: at - 1 + date.length };
  const label = place.labelBefore(span.start);
  const isBorn = label?.words.includes(rule) || BORN_AFTER.test(text.slice(span.end, span.end + 5));
  return isBorn ? [beliefIn(rule, span, label?.word ?? '出生')] : NONE;
}

/** The same where no date of birth is told: `原告：张三，男，汉族，住福州市…8号`. Led to by the sex at `at`. */
function describedBySex({ text, book, setting }: Place, at: number): readonly Belief[] {
  const after = text.slice(at + 1, at + 3);
  if (!AFTER_SEX.test(after) || !COMMAS.includes(text.charAt(at - 1))) return NONE;
  const found: Belief[] = [];
  const rule = book.byId.get('name');
  if (rule && isWanted(rule, setting.asked))
    for (const span of namesBeforeSex(text, at, book.data.surnames))
      found.push(beliefIn(rule, span, text.charAt(at)));
  const end = after.startsWith('性') ? at + 2 : at + 1;
  const home = book.byId.get('address');
  const address = addressAfter(text, end, home);
  if (address && home) found.push(beliefIn(home, address, '住'));
  return found;
}

const COMMAS = '，,';

function namesBeforeSex(text: string, at: number, surnames: ReadonlySet<string>): Belief['span'][] {
  const from = Math.max(0, at - LONGEST_HEAD);
  const head = text.slice(from, at).replaceAll(PARTY, (role) => '，'.repeat(role.length));
  const match = BEFORE_SEX.exec(head);
  const { names, other } = match?.groups ?? {};
  if (!match || names === undefined) return [];
  const last = lastName(names, surnames);
  if (last === undefined) return [];
  const start = from + match.index + names.length - last.length;
  const spans = [{ start, end: start + last.length }];
  if (other !== undefined) {
    const second = from + match.index + match[0].lastIndexOf(other);
    spans.push({ start: second, end: second + other.length });
  }
  return spans;
}

const isWanted = ({ id, rule }: CompiledRule, asked: ReadonlySet<string>): boolean =>
  !rule.publishable || asked.has(id);

const beliefIn = (rule: CompiledRule, span: Belief['span'], label: string): Belief => ({
  rule,
  span,
  confidence: 'certain',
  evidence: ['pattern', `label:${label}`],
  standing: 'named',
});

function nameBefore(text: string, end: number): Belief['span'] | undefined {
  const from = Math.max(0, end - LONGEST_HEAD);
  // The role goes first: 原告张三 is no name of four characters.
  const head = text.slice(from, end).replaceAll(PARTY, (role) => '，'.repeat(role.length));
  const match = NAMED.exec(head);
  const name = match?.groups?.name;
  if (!match || name === undefined) return undefined;
  return { start: from + match.index, end: from + match.index + name.length };
}

function addressAfter(
  text: string,
  end: number,
  rule: CompiledRule | undefined,
): Belief['span'] | undefined {
  const tail = text.slice(end, end + LONGEST_TAIL);
  const lead = LIVES.exec(tail)?.[0];
  const words = lead === undefined ? undefined : rule?.pattern.exec(tail.slice(lead.length))?.[0];
  if (lead === undefined || words === undefined) return undefined;
  return { start: end + lead.length, end: end + lead.length + words.length };
}
