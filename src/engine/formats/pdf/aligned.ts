import { drawable } from './mask-font.ts';

/**
 * Which characters of a text change, and into what. Only drawn characters count: a space or a line
 * end that stands for a gap has nothing to replace. What stays the same stays as it is drawn; the
 * mask font draws the rest, and a star stands for what it does not have.
 */
export function aligned(
  before: string,
  after: string,
  isDrawn: (at: number) => boolean,
): [at: number, drawn: string][] {
  const places = Array.from({ length: before.length }, (_, at) => at).filter(isDrawn);
  const old = places.map((at) => before.charAt(at));
  const wanted = fitting(before, after, places);
  if (wanted.length === places.length)
    return places.flatMap((at, index): [number, string][] => {
      const char = wanted[index] ?? '*';
      return char === old[index] && !isHalf(char) ? [] : [[at, drawn(char)]];
    });
  return spread(places, old, wanted);
}

/** The new characters: one for each drawn character where the new text was made so. */
function fitting(before: string, after: string, places: readonly number[]): string[] {
  if (after.length === before.length) return places.map((at) => after.charAt(at));
  return [...after.replaceAll(/\s/g, '')];
}

/** A text of another length: equal beginnings and ends stay, the rest shares the room between them. */
function spread(
  places: readonly number[],
  old: readonly string[],
  wanted: readonly string[],
): [number, string][] {
  const shorter = Math.min(old.length, wanted.length);
  let start = 0;
  while (start < shorter && old[start] === wanted[start]) start++;
  let end = 0;
  while (end < shorter - start && old.at(-1 - end) === wanted.at(-1 - end)) end++;
  const changed = places.slice(start, places.length - end);
  const text = wanted.slice(start, wanted.length - end).map(drawn);
  const last = places[start - 1];
  // Nothing gives way to it: the label of a namesake stands behind the name.
  if (changed.length === 0 && text.length > 0 && last !== undefined)
    return [[last, BEHIND + text.join('')]];
  const share = (index: number): number => Math.floor((index * text.length) / changed.length);
  return changed.map((at, index) => [at, text.slice(share(index), share(index + 1)).join('')]);
}

/** Begins what is drawn behind a character that stays. */
export const BEHIND = '\u0001';

/** What the mask font writes for the labels of namesakes: （甲） as (A). */
const STAND_INS = new Map(
  [...'（）甲乙丙丁戊己庚辛壬癸'].map((char, index) => [char, '()ABCDEFGHIJ'.charAt(index)]),
);

const drawn = (char: string): string => (drawable(char) ? char : (STAND_INS.get(char) ?? '*'));

/** Half of a character beyond U+FFFF: alike halves do not make alike characters. */
const isHalf = (char: string): boolean => /[\ud800-\udfff]/.test(char);
