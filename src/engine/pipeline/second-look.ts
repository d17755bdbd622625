import type { Confidence } from '../core/finding.ts';
import type { ReadText } from '../core/segment.ts';
import { decide } from '../decide/decide.ts';
import { detect } from '../detect/detect.ts';
import type { Policy } from '../rules/policy.ts';
import { askedBy } from './asked-by.ts';
import type { Settings } from './scan.ts';
import { documentOfTexts } from './texts.ts';
import { plainValueOf } from './values.ts';
import { SHORTEST, WorthALook } from './worth-a-look.ts';

/**
 * The plain numbers and addresses in some texts of the second reading that the policy would surely
 * mask. Words (a name, a date in words) are left out: a reader that runs cells together makes new
 * ones out of neighbours, and these would be nobody's.
 */
export function surelyPersonal(
  texts: readonly ReadText[],
  { rules }: Pick<Settings, 'rules'>,
  policy: Policy,
  isSure: (confidence: Confidence) => boolean = (confidence) => confidence === 'certain',
): string[] {
  const worth = new WorthALook();
  for (const { text } of texts) worth.see(text);
  if (!worth.is) return [];
  const document = documentOfTexts(texts);
  const { findings } = detect(document, rules, askedBy(policy, rules));
  const certain = findings.filter(({ confidence }) => isSure(confidence));
  return decide({ findings: certain, tables: [] }, policy, document)
    .filter(({ action }) => action === 'mask')
    .map(({ finding }) => plainValueOf(finding, document))
    .filter((value) => value.length >= SHORTEST && !HAN.test(value));
}

const HAN = /\p{Script=Han}/u;
