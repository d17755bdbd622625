// npm run bench:accuracy [seed] – how many people are found and how many look-alikes are left alone.
import { writeFileSync } from 'node:fs';
import { DEFAULT_LIMITS } from '../../src/engine/core/limits.ts';
import { compileRules } from '../../src/engine/detect/rule-book.ts';
import { loadRules } from '../../src/engine/rules/load.ts';
import { policyNamed } from '../../src/engine/rules/policy.ts';
import { loadPolicies } from '../../src/engine/rules/policy-load.ts';
import { Chance } from './chance.ts';
import { drafts } from './drafts.ts';
import { measure } from './measure.ts';
import { markdown } from './report.ts';

const SEED = 20171109;
const EACH = 60;

const given = process.argv[2];
const seed = given === undefined ? SEED : Number(given);
const settings = {
  rules: compileRules(await loadRules('rules')),
  policy: policyNamed(await loadPolicies(['rules/policies']), 'general'),
  limits: DEFAULT_LIMITS,
};
const report = markdown(await measure(drafts(new Chance(seed), EACH), settings), seed);
console.log(report);
// Another seed is a look at other people; only the usual one is the committed record.
if (given === undefined) writeFileSync(new URL('../accuracy.md', import.meta.url), report);
