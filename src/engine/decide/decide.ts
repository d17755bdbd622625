import type { Decision } from '../core/decision.ts';
import type { Finding } from '../core/finding.ts';
import { kindOf, type Policy } from '../rules/policy.ts';

const PUBLIC = 'kept:';
/** It belongs to an office and still looks like a person's, such as a mobile among office numbers. */
const ASK = 'office-contact';

/** Decides about every finding of a document. Pure: the same findings always get the same decisions. */
export const decide = (findings: readonly Finding[], policy: Policy): Decision[] =>
  findings.map((finding) => decideOne(finding, policy));

function decideOne(finding: Finding, policy: Policy): Decision {
  const kind = kindOf(policy, finding.ruleId);
  if (kind.action === 'keep') return { action: 'keep', finding, reason: 'allowed' };
  const keptAs = finding.evidence.find((code) => code.startsWith(PUBLIC));
  if (keptAs !== undefined && isHonoured(keptAs.slice(PUBLIC.length), finding, policy))
    return { action: 'keep', finding, reason: keptAs };
  const { mask } = kind;
  if (finding.evidence.includes(ASK)) return { action: 'review', finding, mask, reason: ASK };
  if (kind.action === 'review') return { action: 'review', finding, mask, reason: 'policy' };
  if (finding.confidence === 'possible')
    return { action: 'review', finding, mask, reason: 'doubtful' };
  return { action: 'mask', finding, mask };
}

/** What is public by its very kind (a hotline, a credit code) needs no word of the policy. */
const isHonoured = (keptAs: string, { ruleId }: Finding, { keeps }: Policy): boolean =>
  keptAs === ruleId || Object.hasOwn(keeps, keptAs);
