import { DEFAULT_LIMITS } from '../../src/engine/core/limits.ts';
import { compileRules } from '../../src/engine/detect/rule-book.ts';
import type { Settings } from '../../src/engine/pipeline/scan.ts';
import { loadRules } from '../../src/engine/rules/load.ts';
import { GENERAL } from '../../src/engine/rules/policy.ts';

/** What the product does when nobody asks for anything else: every rule, the general policy. */
export const settings: Settings = {
  rules: compileRules(await loadRules('rules')),
  policy: GENERAL,
  limits: DEFAULT_LIMITS,
};
