import { type CandidateCounter, HIDDEN, type Known } from './candidates.ts';

/** Ways in which one bearer's number is shown, each of 18 places with `?` where nothing stands, and what they add up to. */
export interface Recombination {
  /** Indexes of the forms that can be of one number; two at least. */
  readonly forms: readonly number[];
  /** The union: a place is `?` only where every form hides it. */
  readonly shown: string;
  /** How many numbers still fit the union. */
  readonly candidates: number;
}

/** What is known of everybody on a site: the years of birth that come into question, and where its people live. */
export type Everybody = Pick<Known, 'birth' | 'region'>;

/**
 * Adds up the masked forms in which several documents show the number of one bearer. Forms that
 * contradict each other are of two people with one name, and are added up apart; a form that fits
 * both counts with both, since a reader would try it with both.
 */
export const recombinationsOf = (
  forms: readonly string[],
  { birth, region }: Everybody,
  count: CandidateCounter,
): Recombination[] =>
  unionsOf(forms).map(({ forms: members, shown }) => ({
    forms: members.toSorted((a, b) => a - b),
    shown,
    candidates: count({
      shown,
      birth,
      sex: undefined,
      region,
    }),
  }));

/** Forms that can be of one number, two at least, and what they show together. */
export function unionsOf(
  forms: readonly string[],
): readonly { readonly forms: readonly number[]; readonly shown: string }[] {
  const unions: { forms: number[]; shown: string }[] = [];
  // Those that show most come first: they tell namesakes apart before a short suffix fits anyone.
  const byShown = [...forms.keys()].sort((a, b) => places(forms[b]) - places(forms[a]) || a - b);
  for (const index of byShown) {
    const form = forms[index] ?? '';
    const fitting = unions.filter(({ shown }) => agree(shown, form));
    if (fitting.length === 0) unions.push({ forms: [index], shown: form });
    for (const union of fitting) {
      union.forms.push(index);
      union.shown = unionOf(union.shown, form);
    }
  }
  return unions.filter((union) => union.forms.length > 1);
}

const places = (form = ''): number => form.replaceAll(HIDDEN, '').length;

const agree = (a: string, b: string): boolean =>
  [...a].every((char, index) => char === HIDDEN || b[index] === HIDDEN || char === b[index]);

/** A place is shown where either shows it; where both do, the first counts. */
export const unionOf = (a: string, b: string): string =>
  [...a].map((char, index) => (char === HIDDEN ? b[index] : char)).join('');
