import type { Day, PeriodLength } from '../../core/notice.ts';

/** A day that a text names, and where; `year` is undefined in 5月10日. */
export interface NamedDay {
  readonly year: number | undefined;
  /** Undefined in `15日`, the end of a stretch within one month. */
  readonly month: number | undefined;
  readonly day: number;
  readonly start: number;
  readonly end: number;
}

const NUMERAL = '[一二三四五六七八九十]{1,3}';
const WORDS = new RegExp(
  String.raw`(?:(?<year>(?:19|20)\d{2}|[一二][〇○零一二三四五六七八九]{3})\s*年\s*)?(?:(?<month>1[0-2]|0?[1-9]|${NUMERAL})\s*月\s*)?(?<day>3[01]|[12]\d|0?[1-9]|${NUMERAL})\s*[日号]`,
);
const FIGURES =
  /(?<![\d.])(?<year>(?:19|20)\d{2})(?<sign>[-/.])(?<month>1[0-2]|0?[1-9])\k<sign>(?<day>3[01]|[12]\d|0?[1-9])(?!\d)/;
const PACKED =
  /(?<!\d)(?<year>(?:19|20)\d{2})(?<month>0[1-9]|1[0-2])(?<day>0[1-9]|[12]\d|3[01])(?!\d)/;
const ANY = [WORDS, FIGURES, PACKED];

/** The days that a text names, in the order in which it names them. */
export function* daysIn(text: string): Generator<NamedDay> {
  for (let from = 0; ; ) {
    const next = firstIn(text.slice(from));
    if (!next) return;
    yield { ...next, start: next.start + from, end: next.end + from };
    from += next.end;
  }
}

function firstIn(text: string): NamedDay | undefined {
  const [first] = ANY.map((pattern) => pattern.exec(text))
    .filter((found) => found !== null)
    .toSorted((a, b) => a.index - b.index || b[0].length - a[0].length);
  const { year, month, day } = first?.groups ?? {};
  if (!first || day === undefined) return undefined;
  return {
    year: year === undefined ? undefined : numberOf(year),
    month: month === undefined ? undefined : numberOf(month),
    day: numberOf(day),
    start: first.index,
    end: first.index + first[0].length,
  };
}

const DIGITS = '〇一二三四五六七八九';

/** 2024, 二〇二四, 十五, 二十 … as a number. */
export function numberOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const digits = [...text.replaceAll(/[○零]/g, '〇')].map((char) => DIGITS.indexOf(char));
  const ten = text.indexOf('十');
  if (ten < 0) return digits.reduce((sum, digit) => sum * 10 + digit, 0);
  return (
    (ten === 0 ? 1 : (digits[0] ?? 0)) * 10 + (ten + 1 < text.length ? (digits.at(-1) ?? 0) : 0)
  );
}

/** `2024-05-06`; undefined when there is no such day. */
export function dayOf(year: number, month: number, day: number): Day | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? written(date) : undefined;
}

/** The last day of a stretch; the day it counts from is not counted (民法典 第二百零一条). */
export function dayAfter(from: Day, { count, unit }: PeriodLength): Day {
  const date = new Date(`${from}T00:00:00Z`);
  if (unit === 'years') date.setUTCFullYear(date.getUTCFullYear() + count);
  else if (unit === 'months') date.setUTCMonth(date.getUTCMonth() + count);
  else if (unit === 'days') date.setUTCDate(date.getUTCDate() + count);
  else
    for (let left = count; left > 0; ) {
      date.setUTCDate(date.getUTCDate() + 1);
      if (date.getUTCDay() % 6 !== 0) left--;
    }
  return written(date);
}

const written = (date: Date): Day => date.toISOString().slice(0, 10);
