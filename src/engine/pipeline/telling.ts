import { ReviewError } from '../core/review-error.ts';
import { decide } from '../decide/decide.ts';
import { detect } from '../detect/detect.ts';
import type { RuleBook } from '../detect/rule-book.ts';
import type { Policy } from '../rules/policy.ts';
import { occurrences } from '../verify/occurrences.ts';
import { plainOf } from '../verify/plain-text.ts';
import type { HiddenValues } from '../verify/residual.ts';
import { indexValues } from '../verify/value-index.ts';
import { askedBy } from './asked-by.ts';
import { documentOfTexts } from './texts.ts';

/**
 * Throws a ReviewError when a reason that somebody wrote holds an identifier, or anything that is
 * hidden in this draft: reasons stand in reports and in the audit trail for years.
 */
export function refuseTelling(
  texts: readonly string[],
  hidden: HiddenValues,
  policy: Policy,
  rules: RuleBook,
): void {
  if (texts.length === 0) return;
  const document = documentOfTexts(
    texts.map((text) => ({ text, location: { channel: 'body', part: '', address: '' } })),
  );
  const { findings } = detect(document, rules, askedBy(policy, rules));
  const decisions = decide({ findings, tables: [] }, policy, document);
  const isPersonal = decisions.some(({ action }) => action !== 'keep');
  if (isPersonal || texts.some((text) => shows(text, hidden)))
    throw new ReviewError('reason-tells');
}

function shows(text: string, { values, literal = new Set() }: HiddenValues): boolean {
  const [first] = occurrences(text, indexValues(values));
  const plain = plainOf(text);
  return first !== undefined || [...literal].some((value) => plain.includes(value));
}
