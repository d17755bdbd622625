import { type Belief, proven } from './believe.ts';
import type { Place } from './place.ts';

const SHORTEST = 11;
/** Digits of an address on the web, some or all of them as `%31`. */
const CODED = /(?:\d|%3\d|%[57]8){11,}/g;
const ONE = /%(\w{2})|\w/g;
const NONE: readonly Belief[] = [];

/** Numbers that a web address writes as `%31%33%38…`: found where they are whole, by their own check or prefix. */
export function percentCoded(place: Place, start: number, end: number): readonly Belief[] {
  const stretch = place.text.slice(start, end);
  if (end - start < SHORTEST || !stretch.includes('%3')) return NONE;
  const found: Belief[] = [];
  for (const { 0: coded, index } of stretch.matchAll(CODED)) {
    if (!coded.includes('%')) continue;
    const plain = coded
      .replaceAll(ONE, (one, hex: string | undefined) =>
        hex === undefined ? one : String.fromCharCode(Number.parseInt(hex, 16)),
      )
      .toUpperCase();
    const from = start + index;
    const value = { plain, start: from, end: from + coded.length, shape: '' };
    const belief = proven(value, place);
    if (belief && belief.confidence !== 'possible') found.push(belief);
  }
  return found;
}
