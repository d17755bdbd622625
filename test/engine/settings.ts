import { DEFAULT_LIMITS } from '../../src/engine/core/limits.ts';
import { compileRules } from '../../src/engine/detect/rule-book.ts';
import type { Settings } from '../../src/engine/pipeline/scan.ts';
import { loadRules } from '../../src/engine/rules/load.ts';
import { policyNamed } from '../../src/engine/rules/policy.ts';
import { loadPolicies } from '../../src/engine/rules/policy-load.ts';

const rules = await loadRules('rules');
const kinds = rules.rules.map(({ id }) => id);
export const policies = await loadPolicies(['rules/policies'], new Set(kinds));

export const policy = (id: string) => policyNamed(policies, id);

/** What the product does when nobody asks for anything else: every rule, the general policy. */
export const settings: Settings = {
  rules: compileRules(rules),
  policy: policy('general'),
  limits: DEFAULT_LIMITS,
};
