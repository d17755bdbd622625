import type { Day, PeriodLength, PublicationPeriod } from '../../core/notice.ts';
import { dayAfter, dayOf, daysIn, type NamedDay, numberOf } from './day.ts';

/** 公示, 公告 and what it is called when its time is told. */
const SAYS = /公示|公告(?:期|时间|之日)|公开(?:期限|时间)/g;
const FAR = 60;
const BEFORE = 40;
const SENTENCE = /[。；;！!\n]/;
/** `至`, `—` or nothing but blanks and a bracket between two days make them a stretch. */
const TO =
  /^(?:\s|[日起]|开始|[上下]午|\d{1,2}[:：时点]\d{0,2}分?|[（(][^（）()]{1,8}[)）])*(?:至|到|—{1,2}|–|－|-{1,2}|~|～|―)\s*$/;
const LENGTH =
  /(?:公示|公告|公开)(?:期限?|时间|天数)?[^。；;\n]{0,10}?(?<![月年\d.\-/])(?<count>\d{1,3}|[一二三四五六七八九十]{1,3})\s*(?<unit>个?工作日|个?自然日|日|天|个月|年)/;
/** `公示期满5日内`, `于公示期后3个工作日`: what is to happen later. */
const LATER = /期满|期后|结束/;

/**
 * When a notice is on display, as its words say it: 公示期为2024年5月6日至5月10日, 公示5个工作日.
 * @param lines texts of the notice that may speak of it
 * @param since the day a length counts from: that of publication, or of the signature
 */
export function periodIn(
  lines: Iterable<string>,
  since: Day | null,
): PublicationPeriod | undefined {
  let length: PeriodLength | undefined;
  for (const line of lines) {
    for (const { index } of line.matchAll(SAYS)) {
      const stretch = stretchNear(line, index, since);
      if (stretch)
        return {
          ...stretch,
          length: lengthIn(line.slice(index)) ?? null,
          source: 'text',
          counted: false,
        };
      length ??= lengthIn(line.slice(index));
    }
  }
  return length && counted(length, since, 'text');
}

/** The time that the policy gives such a notice. */
export const periodOf = (length: PeriodLength, since: Day | null): PublicationPeriod =>
  counted(length, since, 'policy');

const counted = (
  length: PeriodLength,
  start: Day | null,
  source: PublicationPeriod['source'],
): PublicationPeriod => ({
  start,
  end: start && dayAfter(start, length),
  length,
  source,
  counted: true,
});

/** Two days with a sign between them, in the sentence that says 公示. */
function stretchNear(line: string, at: number, since: Day | null) {
  const head =
    line
      .slice(Math.max(0, at - BEFORE), at)
      .split(SENTENCE)
      .at(-1) ?? '';
  const tail = line.slice(at, at + FAR).split(SENTENCE)[0] ?? '';
  return stretchIn(tail, since) ?? stretchIn(head, since);
}

function stretchIn(text: string, since: Day | null): { start: Day; end: Day } | undefined {
  const days = [...daysIn(text)];
  for (const [index, first] of days.entries()) {
    const second = days[index + 1];
    if (!second || !TO.test(text.slice(first.end, second.start))) continue;
    return between(first, second, since);
  }
  return undefined;
}

/** The second day leaves out what it shares with the first; the first may leave out the year. */
function between(first: NamedDay, second: NamedDay, since: Day | null) {
  const year =
    first.year ?? second.year ?? (since === null ? undefined : Number(since.slice(0, 4)));
  if (year === undefined || first.month === undefined) return undefined;
  const month = second.month ?? first.month;
  const start = dayOf(year, first.month, first.day);
  // From December into January.
  const next = second.year ?? (month < first.month ? year + 1 : year);
  const end = dayOf(next, month, second.day);
  return start && end && start <= end ? { start, end } : undefined;
}

function lengthIn(text: string): PeriodLength | undefined {
  const found = LENGTH.exec(text.slice(0, FAR));
  const { count = '', unit = '' } = found?.groups ?? {};
  if (!found || LATER.test(found[0])) return undefined;
  const number = numberOf(count);
  // 公示2024年 …: a year is no length.
  if (number === 0 || (unit === '年' && number > 10)) return undefined;
  return { count: number, unit: UNITS[unit.replace('个', '')] ?? 'days' };
}

const UNITS: Readonly<Record<string, PeriodLength['unit']>> = {
  工作日: 'working-days',
  月: 'months',
  年: 'years',
};
