import type { LoadedDocument } from '../core/document.ts';
import type { Policy } from '../rules/policy.ts';
import { headingOf, openingOf } from './opening.ts';

/** The policy that a document's own words ask for. */
export interface Guess {
  readonly policy: Policy;
  /** The words of the policy file that were met, the most telling first; none for the fallback. */
  readonly because: readonly string[];
}

/** How much of a document is looked at: its title, its first lines, the header of its list. */
const LOOKED_AT = 1500;
const TITLE = 80;
const TITLE_WORTH = 3;
/** One passing word below the title says nothing: a telephone list names the land registry too. */
const ENOUGH = 2;

/** What is looked at, the title once with the lines below it and once alone. */
interface Looked {
  readonly opening: string;
  readonly title: string;
  readonly heading: string;
}

/**
 * Guesses from the title and the first lines. Longer words weigh more; what settles it in the title goes before all
 * others, and a title that is only about such lists makes none of them.
 * @param called the file's name, and what the sender calls the notice
 */
export function guessPolicy(
  document: LoadedDocument,
  called: string,
  policies: readonly Policy[],
  fallback: Policy,
): Guess {
  const opening = openingOf(document, LOOKED_AT);
  const title = `${called}\n${opening.slice(0, TITLE)}`;
  const looked = { opening, title, heading: `${called}\n${headingOf(opening)}` };
  const sure = policies.filter((policy) => sureOf(policy, looked).length > 0);
  const open = policies.filter((policy) => !isDenied(policy, looked));
  let best: Guess = { policy: fallback, because: [] };
  let most = 0;
  for (const policy of sure.length > 0 ? sure : open) {
    const met = metBy(policy, looked);
    const worth = met.reduce(
      (sum, word) => sum + word.length * (title.includes(word) ? TITLE_WORTH : 1),
      0,
    );
    if (worth <= most) continue;
    most = worth;
    best = { policy, because: met.toSorted((a, b) => b.length - a.length) };
  }
  return best;
}

/** The words of a policy that tell something; none when they are too few. */
function metBy(policy: Policy, looked: Looked): readonly string[] {
  const { opening, title } = looked;
  const all = [...policy.guess, ...sureOf(policy, looked)].filter(
    (word) => title.includes(word) || opening.includes(word),
  );
  // 公共租赁住房 is one word, and not 租赁住房 as well.
  const met = [...new Set(all)].filter(
    (word) => !all.some((longer) => longer !== word && longer.includes(word)),
  );
  return met.length >= ENOUGH || met.some((word) => title.includes(word)) ? met : [];
}

const sureOf = ({ guessSure }: Policy, { heading }: Looked): readonly string[] =>
  guessSure.filter((word) => heading.includes(word));

const isDenied = ({ guessNot, guessDespite }: Policy, { heading }: Looked): boolean =>
  guessNot.some((word) => heading.includes(word)) &&
  !guessDespite.some((word) => heading.includes(word));
