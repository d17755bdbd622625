/** The youngest and the oldest. */
export type Ages = readonly [number, number];

/** A kind of list: words of its title, and the ages of the people on it. */
export interface ListKind {
  readonly words: readonly string[];
  readonly ages: Ages;
}

/**
 * How old everybody on a list is, as readers of its title assume; the narrowest of what title and policy say.
 * Undefined when neither says anything.
 */
export function agesOn(
  title: string,
  lists: readonly ListKind[],
  byPolicy: Ages | undefined,
): Ages | undefined {
  const told = lists
    .filter(({ words }) => words.some((word) => title.includes(word)))
    .map(({ ages }) => ages);
  return [...told, ...(byPolicy ? [byPolicy] : [])].toSorted((a, b) => width(a) - width(b))[0];
}

const width = ([youngest, oldest]: Ages): number => oldest - youngest;
