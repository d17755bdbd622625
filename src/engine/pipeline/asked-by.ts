import type { RuleBook } from '../detect/rule-book.ts';
import { kindOf, type Policy } from '../rules/policy.ts';

/** What a notice is meant to show is looked for only where the policy does not keep it. */
export const askedBy = (policy: Policy, { rules }: RuleBook): ReadonlySet<string> =>
  new Set(
    rules
      .filter(({ id, publishable }) => publishable && kindOf(policy, id).action !== 'keep')
      .map(({ id }) => id),
  );
