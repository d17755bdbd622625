import type { Decision } from '../core/decision.ts';
import type { LoadedDocument } from '../core/document.ts';
import type { Finding } from '../core/finding.ts';
import { kindOf, type Policy } from '../rules/policy.ts';
import { type BesideAPerson, besideAPerson } from './beside.ts';

const PUBLIC = 'kept:';
/** It belongs to an office and still looks like a person's, such as a mobile among office numbers. */
const ASK = 'office-contact';

/** Decides about every finding of a document. Pure: the same findings always get the same decisions. */
export function decide(
  findings: readonly Finding[],
  policy: Policy,
  document: Pick<LoadedDocument, 'segment'>,
): Decision[] {
  const isPersons = besideAPerson(findings, document);
  return findings.map((finding) => decideOne(finding, policy, isPersons));
}

function decideOne(finding: Finding, policy: Policy, isPersons: BesideAPerson): Decision {
  const kind = kindOf(policy, finding.ruleId);
  if (kind.action === 'keep') return { action: 'keep', finding, reason: 'allowed' };
  const keptAs = publicAs(finding, policy, isPersons);
  if (keptAs !== undefined) return { action: 'keep', finding, reason: keptAs };
  const { mask } = kind;
  if (finding.evidence.includes(ASK)) return { action: 'review', finding, mask, reason: ASK };
  if (kind.action === 'review') return { action: 'review', finding, mask, reason: 'policy' };
  if (finding.confidence === 'possible')
    return { action: 'review', finding, mask, reason: 'doubtful' };
  return { action: 'mask', finding, mask };
}

/**
 * As what a finding is published on purpose. What is public by its very kind (a hotline, a credit
 * code) needs no word of the policy. What only its surroundings make public is not believed in a
 * row that names a person: there an account is that person's, whatever school stands beside it.
 */
function publicAs(
  finding: Finding,
  { keeps }: Policy,
  isPersons: BesideAPerson,
): string | undefined {
  const code = finding.evidence.find((one) => one.startsWith(PUBLIC));
  if (code === undefined) return undefined;
  const keptAs = code.slice(PUBLIC.length);
  if (keptAs === finding.ruleId) return code;
  return Object.hasOwn(keeps, keptAs) && !isPersons(finding) ? code : undefined;
}
