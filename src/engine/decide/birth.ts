import { fold } from '../text/fold.ts';
import type { Birth } from './candidates.ts';

const WRITTEN =
  /(?<year>(?:18|19|20)\d{2})(?:\s*[年\-/.]\s*(?<month>1[0-2]|0?[1-9])(?!\d)(?:\s*[月\-/.]\s*(?<day>3[01]|[12]\d|0?[1-9])(?!\d))?)?/;
const PACKED = /^(?<year>(?:18|19|20)\d{2})(?<month>1[0-2]|0[1-9])(?<day>3[01]|[12]\d|0[1-9])?$/;

/** The date of birth that a cell shows, as precisely as it does; undefined when it shows none. */
export function birthIn(text: string): Birth | undefined {
  const plain = fold(text).text.trim();
  const { year, month, day } = (PACKED.exec(plain) ?? WRITTEN.exec(plain))?.groups ?? {};
  if (year === undefined) return undefined;
  return {
    years: [Number(year), Number(year)],
    ...(month !== undefined && { month: Number(month) }),
    ...(day !== undefined && { day: Number(day) }),
  };
}

/** Whichever of two says more. */
export const sharper = (a: Birth, b: Birth): Birth => (precision(b) > precision(a) ? b : a);

const precision = ({ years: [first, last], month, day }: Birth): number =>
  (month === undefined ? 0 : 1000) + (day === undefined ? 0 : 1000) - (last - first);
