import type { LoadedDocument } from '../core/document.ts';
import type { Policy } from '../rules/policy.ts';
import { openingOf } from './opening.ts';

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

/**
 * Guesses from the title and the first lines. Longer words weigh more.
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
  let best: Guess = { policy: fallback, because: [] };
  let most = 0;
  for (const policy of policies) {
    const met = policy.guess.filter((word) => title.includes(word) || opening.includes(word));
    if (met.length < ENOUGH && !met.some((word) => title.includes(word))) continue;
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
