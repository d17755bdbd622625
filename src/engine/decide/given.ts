import type { Birth } from './candidates.ts';
import type { PlaceFinder } from './place-names.ts';

/** What the other cells of a row give away of a person's number, such as a student number with the date of birth in it. */
export interface Given {
  readonly birth: Birth | undefined;
  /** The last digits. */
  readonly end: string;
  /** The first two, four or six digits. */
  readonly region: string;
}

const WHOLE = /^\d{17}[\dX]$/;
const RUN = /\d{6,}/g;
const ENDS = [6, 5, 4];

/**
 * Compares with the number itself: by chance a longer one holds a date of birth or an end of four digits once in
 * thousands, and then a person looks once too often.
 * @param numbers what other cells of the row show that has six digits in a row
 * @param places what they show of where the person lives or comes from
 */
export function givenBy(
  value: string,
  numbers: readonly string[],
  places: readonly string[],
  placeIn: PlaceFinder,
): Given | undefined {
  const region = places.map(placeIn).find((place) => place !== '' && fits(place, value)) ?? '';
  const isWhole = WHOLE.test(value);
  const runs = numbers.flatMap((text) => text.match(RUN) ?? []);
  const read = isWhole ? birthIn : dateIn;
  const birth = runs.map((run) => read(run, value)).find((one) => one !== undefined);
  if (!isWhole) return region === '' && !birth ? undefined : { birth, end: '', region };
  const end = ENDS.map((length) => value.slice(-length)).find((tail) =>
    runs.some((run) => run.endsWith(tail)),
  );
  return region === '' && !birth && end === undefined
    ? undefined
    : { birth, end: end ?? '', region };
}

/** Of a number that is half hidden the hidden digits fit any place. */
const fits = (place: string, value: string): boolean =>
  [...place].every((digit, at) => value[at] === digit || value[at] === '*');

function birthIn(run: string, value: string): Birth | undefined {
  const year = Number(value.slice(6, 10));
  const month = Number(value.slice(10, 12));
  if (run.includes(value.slice(6, 14)) || run.includes(value.slice(8, 14)))
    return { years: [year, year], month, day: Number(value.slice(12, 14)) };
  return run.includes(value.slice(6, 12)) ? { years: [year, year], month } : undefined;
}

/** A day on which somebody of age may be born, in a longer number: 2017 19900307. */
const DAY = /(?<year>19[3-9]\d|20(?:0\d|1[0-2]))(?<month>0[1-9]|1[0-2])(?<day>0[1-9]|[12]\d|3[01])/;
const LONGER = 9;
const BIRTH_AT = 6;

/** Whoever reads a half-hidden number tries such a day, where it fits what is shown. */
function dateIn(run: string, value: string): Birth | undefined {
  const { 0: date, groups } = (run.length >= LONGER && DAY.exec(run)) || {};
  if (date === undefined || !groups || !fitsAt(date, value)) return undefined;
  const { year, month, day } = groups;
  return { years: [Number(year), Number(year)], month: Number(month), day: Number(day) };
}

const fitsAt = (date: string, value: string): boolean =>
  value.length !== 18 ||
  [...date].every((digit, at) => ['*', digit].includes(value.charAt(BIRTH_AT + at)));
