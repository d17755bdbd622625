import { BLIND_SPOTS, maskedRuleOf } from '../core/kinds.ts';
import type { Mask } from '../core/mask.ts';
import { WishError } from '../core/wish-error.ts';
import type { PolicyFile } from './policy-schema.ts';

/** What becomes of one kind of finding. */
export type KindPolicy =
  | { readonly action: 'mask' | 'review'; readonly mask: Mask }
  | { readonly action: 'keep'; readonly because: Bilingual };

interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** What one kind of notice must not show and what it is meant to show. Loaded from `rules/policies/`. */
export interface Policy
  extends Required<
    Omit<
      PolicyFile,
      | 'extends'
      | 'kinds'
      | 'guess'
      | 'guessSure'
      | 'guessNot'
      | 'guessDespite'
      | 'examples'
      | 'period'
      | 'people'
      | 'twoPersons'
      | 'retention'
    >
  > {
  /** By rule id; what is not named here is masked as `default` says. */
  readonly kinds: Readonly<Record<string, KindPolicy>>;
  readonly guess: readonly string[];
  readonly guessSure: readonly string[];
  readonly guessNot: readonly string[];
  readonly guessDespite: readonly string[];
  readonly twoPersons: readonly string[];
  /** How long such a notice may stay online; undefined when the basis names no time. */
  readonly period: PolicyFile['period'];
  /** How long the service keeps things; what is not said is as the operator says. */
  readonly retention: PolicyFile['retention'];
  /** The ages of the people listed, where the kind of notice tells them. */
  readonly people: PolicyFile['people'];
}

/**
 * What the policy says about findings of a rule. What the draft had masked itself is treated as what it
 * was. Fail closed: an unknown kind is masked.
 */
export function kindOf(policy: Policy, ruleId: string): KindPolicy {
  const { kinds, default: mask } = policy;
  const own = Object.hasOwn(kinds, ruleId) ? kinds[ruleId] : undefined;
  if (own) return own;
  const masked = maskedRuleOf(ruleId);
  return masked === undefined ? { action: 'mask', mask } : kindOf(policy, masked);
}

/** How many people must agree before a finding of a rule is published. */
export const personsToKeep = ({ twoPersons }: Policy, ruleId: string): 1 | 2 =>
  twoPersons.includes(ruleId) ? 2 : 1;

/**
 * How many people must answer for what could not be read, before the rest is published. Where something
 * was found that one person alone may not publish, more of it may stand in what nobody read.
 */
export const personsToRelease = (
  { twoPersons }: Policy,
  found: Iterable<{ readonly finding: { readonly ruleId: string } }>,
): 1 | 2 => {
  if (twoPersons.includes(BLIND_SPOTS)) return 2;
  for (const { finding } of found) if (twoPersons.includes(finding.ruleId)) return 2;
  return 1;
};

/** The policy with an id; a WishError names those that exist. */
export function policyNamed(policies: readonly Policy[], id: string): Policy {
  const policy = policies.find((one) => one.id === id);
  if (policy) return policy;
  const known = policies.map((one) => one.id).join(' ');
  throw new WishError(
    'policy',
    `没有这个发布规则；可用的有 auto ${known} · no such policy; known: auto ${known}`,
  );
}
