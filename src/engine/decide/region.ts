import type { Context } from '../core/context.ts';

interface Named {
  readonly code: string;
  readonly name: string;
}

/**
 * The digits that the numbers on a notice are likely to begin with: two, four or six of them, since
 * readers take the people of a county's list for people of that county. Empty when nothing tells.
 * @param opening title and first lines of the notice
 */
export function impliedRegion(
  { regionCode, publisher = '' }: Context,
  opening: string,
  divisions: readonly Named[],
): string {
  if (regionCode !== undefined) return prefixOf(regionCode);
  const text = `${publisher}\n${opening}`;
  const met = divisions.filter(({ name }) => text.includes(name)).map(({ code }) => prefixOf(code));
  // Many counties share a name (鼓楼区): one that stands beside its own prefecture is meant.
  const beside = met.filter((code) =>
    met.some((other) => other.length < code.length && code.startsWith(other)),
  );
  const candidates = beside.length > 0 ? beside : met;
  const longest = Math.max(0, ...candidates.map(({ length }) => length));
  const [first, ...others] = new Set(candidates.filter(({ length }) => length === longest));
  return first !== undefined && others.length === 0 ? first : commonPrefix(met);
}

/** `350100` → `3501`: a prefecture's code stands for all its counties, a village's for its county. */
const prefixOf = (code: string): string =>
  (code.slice(0, 6).match(/\d\d/g) ?? []).join('').replace(/(?:00){1,2}$/, '');

function commonPrefix(codes: readonly string[]): string {
  const [first = '', ...others] = codes;
  let length = 0;
  for (const end of [2, 4, 6]) {
    if (first.length >= end && others.every((code) => code.startsWith(first.slice(0, end)))) {
      length = end;
    }
  }
  return first.slice(0, length);
}
