import type { Day, NoticeFacts } from '../../core/notice.ts';
import type { Policy } from '../../rules/policy.ts';
import { fold } from '../../text/fold.ts';
import { dayOf, daysIn } from './day.ts';
import { periodIn, periodOf } from './period.ts';

const GAP = String.raw`[】\]）)]?\s*[:：]?\s*`;
const PUBLISHER = new RegExp(
  `(?:发布机构|发布单位|发文机关|发文单位|制发机关|公开机关|公开主体|信息来源|公示单位|ContentSource)${GAP}(?<value>[\\p{Script=Han}（）()、]{4,40})`,
  'u',
);
const ORGANISATION =
  /(?:局|厅|委|委员会|政府|办公室|办事处|中心|学院|大学|学校|中学|小学|医院|法院|检察院|公司|处|院|部|署|会|队|所|馆|站)$/;
/** 00318-2200-2017-00012, 11350100003612345H/2017-00035: parts with signs between, one of them a year. */
const INDEX = new RegExp(
  `(?:信息)?索\\s*引\\s*号?${GAP}(?<value>[0-9A-Za-z]{1,18}(?:[-/—][0-9A-Za-z]{1,8}){1,6})(?![0-9A-Za-z])`,
);
const HAS_YEAR = /(?<!\d)(?:19|20)\d{2}(?!\d)/;
/** The code of an office, in which no date of birth stands. */
const OFFICE_CODE = /^1[12]\d{4}(?!(?:19|20)\d{2})[\dA-Z]{12}(?![0-9A-Z])/;
const PERSONS_NUMBER = /\d{10}/;
const PUBLISHED = new RegExp(`(?:发布日期|发布时间|公开日期|公布日期|PubDate)${GAP}`);
const WRITTEN = new RegExp(`(?:成文日期|发文日期|生成日期|印发日期|制发日期)${GAP}`);
const SOON = 40;

/** What a notice says of itself, from those of its texts that may say it, in reading order. */
export function noticeFacts(
  texts: readonly string[],
  { period }: Pick<Policy, 'period'>,
): NoticeFacts {
  const lines = texts.map((text) => fold(text).text);
  const all = lines.join('\n');
  const signed = signatureIn(lines);
  const published = dayBehind(all, PUBLISHED);
  const written = dayBehind(all, WRITTEN) ?? signed?.day ?? null;
  const since = published ?? written;
  return {
    publisher: publisherIn(all) ?? signed?.name ?? null,
    indexNumber: indexIn(all),
    published,
    written,
    period:
      periodIn(joined(lines), since) ??
      (period ? periodOf({ count: period.length, unit: period.unit }, since) : null),
  };
}

/** A line may break within a date, a label and its value lie in two cells. */
const joined = (lines: readonly string[]): string[] =>
  lines.map((line, at) => `${line}${lines[at + 1] ?? ''}`);

function publisherIn(text: string): string | undefined {
  const name = PUBLISHER.exec(text)?.groups?.value;
  return name !== undefined && ORGANISATION.test(name) ? name : undefined;
}

function indexIn(text: string): string | null {
  const number = INDEX.exec(text)?.groups?.value;
  if (number === undefined || !HAS_YEAR.test(number)) return null;
  return PERSONS_NUMBER.test(number.replace(OFFICE_CODE, '')) ? null : number;
}

function dayBehind(text: string, label: RegExp): Day | null {
  const found = label.exec(text);
  if (!found) return null;
  const from = found.index + found[0].length;
  return firstDay(text.slice(from, from + SOON)) ?? null;
}

function firstDay(text: string): Day | undefined {
  const [{ year, month, day } = { year: undefined, month: undefined, day: 0 }] = daysIn(text);
  return year === undefined || month === undefined ? undefined : dayOf(year, month, day);
}

/** The last line that is nothing but a date under an office's name: any other date may be a person's. */
function signatureIn(lines: readonly string[]): { day: Day; name: string } | undefined {
  for (let at = lines.length - 1; at > 0; at--) {
    const line = (lines[at] ?? '').replaceAll(/\s/g, '');
    if (line.length > LONGEST_DAY) continue;
    const [found] = daysIn(line);
    const day = firstDay(line);
    if (!found || !day || line.length !== found.end - found.start) continue;
    const name = (lines.slice(0, at).findLast((one) => one.trim() !== '') ?? '').replaceAll(
      /\s/g,
      '',
    );
    if (OFFICE.test(name) && ORGANISATION.test(name) && !SCHOOL.test(name)) return { day, name };
  }
  return undefined;
}

const LONGEST_DAY = 14;
const OFFICE = /^[\p{Script=Han}（）()]{4,25}$/u;
/** Pupils have schools, and dates of birth beside them. */
const SCHOOL = /[中小]学$/;
