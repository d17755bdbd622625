import { DEFAULT_LIMITS } from '../../src/engine/core/limits.ts';
import type { Settings } from '../../src/engine/pipeline/scan.ts';
import { loadRules } from '../../src/engine/rules/load.ts';
import { GENERAL } from '../../src/engine/rules/policy.ts';

/** What the product does when nobody asks for anything else: every rule, the general policy. */
export const settings: Settings = {
  rules: await loadRules('rules'),
  policy: GENERAL,
  limits: DEFAULT_LIMITS,
};
