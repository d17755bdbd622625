import { compileRules, type RuleBook } from '../../../src/engine/detect/rule-book.ts';
import { loadRules } from '../../../src/engine/rules/load.ts';

/** Every rule of the product, made ready. */
export const book: RuleBook = compileRules(await loadRules('rules'));
