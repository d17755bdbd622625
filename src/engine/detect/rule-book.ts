import type { Rule } from '../rules/rule.ts';

/** The rules made ready for matching: compiled once, used for every document. */
export interface RuleBook {
  readonly rules: readonly Rule[];
}

/** Makes rules ready. */
export const compileRules = (rules: readonly Rule[]): RuleBook => ({ rules });
