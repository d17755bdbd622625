import type { Decision } from '../core/decision.ts';
import type { LoadedDocument } from '../core/document.ts';
import { NO_REVIEW, type Override, type Review } from '../core/review.ts';
import { ReviewError } from '../core/review-error.ts';
import { inReadingOrder } from '../decide/order.ts';
import { decidedAs } from '../decide/override.ts';
import type { Policy } from '../rules/policy.ts';
import { addedMasks } from './added-masks.ts';
import { maskEverywhere, type Settled, withAdded } from './everywhere.ts';
import type { FindingIds } from './finding-id.ts';
import { plainValueOf } from './values.ts';

/** What people decided, and how the findings are called that they decided about. */
export interface ReviewSettings {
  readonly review?: Review;
  readonly idOf: FindingIds;
}

/**
 * Puts what people decided in the place of what the policy says. Ids always name findings as the
 * policy alone sees them, so that no decision changes what another one means.
 */
export function settled(
  decided: readonly Decision[],
  document: LoadedDocument,
  policy: Policy,
  { review = NO_REVIEW, idOf }: ReviewSettings,
): Settled {
  const alone = maskEverywhere(decided, document);
  if (review.overrides.length === 0 && review.masks.length === 0) return alone;
  const overrides = overridesByDecision(review.overrides, alone, idOf);
  const own = decided.map((decision) => decidedAs(decision, overrides.get(decision), policy));
  const alike = alsoAboutTheSameValue(own, document, policy);
  const { decisions: added, literal } = addedMasks(review.masks, document);
  const all = added.length === 0 ? alike : withAdded(alike, added);
  const { decisions, hidden, sources } = maskEverywhere(inReadingOrder(all), document);
  return { decisions, hidden: { ...hidden, literal }, sources };
}

/** A value that is masked because it is found elsewhere is decided about where it was found. */
function overridesByDecision(
  overrides: readonly Override[],
  { decisions, sources }: Settled,
  idOf: FindingIds,
): ReadonlyMap<Decision, Override> {
  if (overrides.length === 0) return new Map();
  const byId = new Map(decisions.map((decision) => [idOf(decision.finding), decision]));
  return new Map(
    overrides.map((override) => {
      const decision = byId.get(override.findingId);
      if (!decision) throw new ReviewError('finding-unknown');
      return [sources.get(decision) ?? decision, override];
    }),
  );
}

/** What is said of a value settles the other doubts about that value; what was certain stays. */
function alsoAboutTheSameValue(
  decisions: readonly Decision[],
  document: LoadedDocument,
  policy: Policy,
): readonly Decision[] {
  const said = new Map(
    decisions.flatMap(({ finding, decided }) =>
      decided ? [[plainValueOf(finding, document), decided] as const] : [],
    ),
  );
  if (said.size === 0) return decisions;
  return decisions.map((decision) =>
    decision.action === 'review' && !decision.decided
      ? decidedAs(decision, said.get(plainValueOf(decision.finding, document)), policy)
      : decision,
  );
}
