import type { Decision } from '../core/decision.ts';
import type { Mask } from '../core/mask.ts';
import { masked } from '../mask/mask.ts';
import { fold } from '../text/fold.ts';
import { plainValue } from '../text/plain-value.ts';
import { starred } from '../text/stars.ts';
import { birthIn, sharper } from './birth.ts';
import { type Birth, HIDDEN, type Known } from './candidates.ts';
import type { PersonRow } from './person-row.ts';
import type { PlaceFinder } from './place-names.ts';
import { unionOf } from './recombine.ts';
import { bornInClass } from './schooling.ts';

/** What the notice as a whole tells about everyone on it. */
export interface Setting {
  /** Finds the place that a cell names. */
  readonly placeIn?: PlaceFinder;
  /** The year of today: nobody on the notice is born later. */
  readonly year: number;
  /** The ages such a notice lists, where its kind tells them. */
  readonly ages: readonly [number, number] | undefined;
  /** The digits every number is likely to begin with, from the issuer or the title. */
  readonly region: string;
}

/** What is decided about the cells beside a number: by segment. */
export type CellDecisions = ReadonlyMap<number, Decision>;

const OLDEST = 100;

/** What everybody may know of a number of which these places are shown. */
export function knownOf(
  rows: readonly PersonRow[],
  shown: string,
  cells: CellDecisions,
  setting: Setting,
): Known {
  let birth: Birth = { years: yearsOf(setting) };
  let sex: Known['sex'];
  let { region } = setting;
  let all = shown;
  for (const row of rows) {
    const { given } = row;
    birth = sharper(birth, shownBirth(row, cells, setting) ?? birth);
    sex ??= shownSex(row);
    if (!given) continue;
    birth = sharper(birth, given.birth ?? birth);
    if (given.region !== '') region = longest(region, given.region);
    all = withEnd(all, given.end);
  }
  return { shown: all, birth, sex, region };
}

/** Where somebody comes from says more than where a list is published, unless it is less particular. */
const longest = (place: string, own: string): string => (place.startsWith(own) ? place : own);

const withEnd = (shown: string, end: string): string =>
  end === '' ? shown : unionOf(shown, end.padStart(PLACES, HIDDEN));

/** The years in which the people of a list may be born. */
export const yearsOf = ({ ages, year }: Setting): Birth['years'] =>
  ages ? [year - ages[1], year - ages[0]] : [year - OLDEST, year];

/** Why so few numbers fit, as codes for the report. */
export function becauseOf({ shown, birth, sex, region }: Known, setting: Setting): string[] {
  const digits = digitsOf(shown);
  return [
    ...(digits > 0 ? [`shows:${digits}`] : []),
    ...bornCode(birth, setting),
    ...(sex === undefined ? [] : ['sex']),
    ...(region === '' ? [] : [`${region === setting.region ? 'place' : 'home'}:${region}`]),
  ];
}

/** How much is known of a date of birth, and whence; nothing where it is that of anybody. */
function bornCode({ years: [first, last], month, day }: Birth, setting: Setting): string[] {
  if (day !== undefined) return ['birth:day'];
  if (month !== undefined) return ['birth:month'];
  if (first === last) return ['birth:year'];
  const [earliest, latest] = yearsOf(setting);
  if (first !== earliest || last !== latest)
    return last - first < OLDEST ? [`born:${first}-${last}`] : [];
  return setting.ages ? [`ages:${setting.ages.join('-')}`] : [];
}

const PLACES = 18;
/** Of a number that a mask hides whole. */
export const NOTHING_SHOWN = HIDDEN.repeat(PLACES);
const NOT_SHOWN = /[^0-9X]/g;

/** How many places are shown. */
export const digitsOf = (shown: string): number => shown.replaceAll(HIDDEN, '').length;

/** The 18 places as the output shows them. A number of the old kind has no century and no check. */
export function shownBy(value: string, mask: Mask): string {
  if (mask.kind === 'full') return NOTHING_SHOWN;
  return placesOf(masked(value, mask));
}

/** The 18 places of a number of which a mask left this. */
export function placesOf(left: string): string {
  const shown = left.replaceAll(NOT_SHOWN, HIDDEN);
  if (shown.length === PLACES) return shown;
  if (shown.length !== 15) return NOTHING_SHOWN;
  return `${shown.slice(0, 6)}??${shown.slice(6)}?`;
}

const BIRTHDAY =
  /^[\d*]*\*\s*[年\-/.]\s*(?<month>1[0-2]|0?[1-9])\s*[月\-/.]\s*(?<day>3[01]|[12]\d|0?[1-9])(?!\d)/;
const LEADING_DIGITS = /^\d+/;
const TRAILING_DIGITS = /\d*[\dX]$/;

const COMPOSITE = /^[GJL](?=[\d*])|(?<=^.{18})[\d*]{2}(?:B\d?)?$/;
/** `0018` under 身份证后四位. */
const ONLY_ITS_END = /^\d{1,5}[\dX]$/;

const NEARLY_ALL = 15;

/** What a mask of the draft left of a number, with one star for each sign that hides. */
export const draftValue = (text: string): string => plainValue(starred(text));

/**
 * The places that a mask of the draft leaves, however many stars it has: what stands before the first
 * star is the beginning, what stands behind the last is the end.
 */
export function shownInDraft(draft: string): string {
  const value = draft.replace(COMPOSITE, '');
  if (value.length === PLACES) return value.replaceAll(NOT_SHOWN, HIDDEN);
  const digits = value.replaceAll('*', '');
  // Stars that only part the digits hide none.
  if (digits.length >= NEARLY_ALL) return digits.slice(0, PLACES).padEnd(PLACES, HIDDEN);
  const first = ONLY_ITS_END.test(value) ? '' : (LEADING_DIGITS.exec(value)?.[0] ?? '');
  const last = TRAILING_DIGITS.exec(value)?.[0] ?? '';
  const begun = first.slice(0, Math.max(0, PLACES - last.length));
  return (begun.padEnd(PLACES - last.length, HIDDEN) + last).slice(-PLACES);
}

function shownBirth(row: PersonRow, cells: CellDecisions, setting: Setting): Birth | undefined {
  const age = row.age && textAfter(row.age, cells);
  const years = age === undefined ? undefined : /^\s*(\d{1,3})\s*(?:周?岁)?\s*$/.exec(age)?.[1];
  const inClass = row.inClass === undefined ? undefined : bornInClass(row.inClass, setting.year);
  const byAge: Birth | undefined =
    years === undefined
      ? inClass && { years: inClass }
      : { years: [setting.year - Number(years), setting.year - Number(years)] };
  const date = row.birth && textAfter(row.birth, cells);
  return (date && (birthIn(date) ?? birthdayIn(date, byAge?.years ?? yearsOf(setting)))) || byAge;
}

/** Month and day of a date whose year the draft hides: `****-03-07`. */
function birthdayIn(text: string, years: Birth['years']): Birth | undefined {
  const { month, day } = BIRTHDAY.exec(starred(text))?.groups ?? {};
  return month === undefined ? undefined : { years, month: Number(month), day: Number(day) };
}

function shownSex({ sex }: PersonRow): Known['sex'] {
  const text = sex?.text.trim();
  return text === '男' ? 1 : text === '女' ? 0 : undefined;
}

/** What a cell shows once its own decision is carried out. */
function textAfter({ segmentId, text }: { segmentId: number; text: string }, cells: CellDecisions) {
  const decision = cells.get(segmentId);
  return fold(decision && decision.action !== 'keep' ? masked(text, decision.mask) : text).text;
}
