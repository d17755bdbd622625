import type { Decision } from '../core/decision.ts';
import type { LoadedDocument } from '../core/document.ts';
import type { Finding } from '../core/finding.ts';
import type { TableFacts } from '../core/table.ts';
import { kindOf, type Policy } from '../rules/policy.ts';
import { type Neighbourhood, neighbourhood } from './beside.ts';

const PUBLIC = 'kept:';
/** It belongs to an office and still looks like a person's, such as a mobile among office numbers. */
const ASK = 'office-contact';

/** Decides about every finding of a document. Pure: the same findings always get the same decisions. */
export function decide(
  { findings, tables }: { findings: readonly Finding[]; tables: readonly TableFacts[] },
  policy: Policy,
  document: Pick<LoadedDocument, 'segment'>,
): Decision[] {
  const beside = neighbourhood(findings, tables, document);
  return findings.map((finding) => decideOne(finding, policy, beside));
}

function decideOne(finding: Finding, policy: Policy, beside: Neighbourhood): Decision {
  const kind = kindOf(policy, finding.ruleId);
  if (kind.action === 'keep') return { action: 'keep', finding, reason: 'allowed' };
  const keptAs = publicAs(finding, policy, beside);
  if (keptAs !== undefined) return { action: 'keep', finding, reason: keptAs };
  const { mask } = kind;
  if (finding.evidence.includes(ASK)) return { action: 'review', finding, mask, reason: ASK };
  if (kind.action === 'review') return { action: 'review', finding, mask, reason: 'policy' };
  if (finding.confidence === 'possible')
    return { action: 'review', finding, mask, reason: 'doubtful' };
  return { action: 'mask', finding, mask };
}

/**
 * As what a finding is published on purpose. What its surroundings make public (an office, a payee)
 * is not believed in the row of a person: there an account is that person's, whatever school stands
 * beside it. What is public by its kind (a hotline, a credit code) is believed there, but not in a
 * column of identity numbers: one mistyped ID in thirty passes the check of credit codes.
 */
function publicAs(finding: Finding, { keeps }: Policy, beside: Neighbourhood): string | undefined {
  const code = finding.evidence.find((one) => one.startsWith(PUBLIC));
  if (code === undefined || beside.inIdentityColumn(finding)) return undefined;
  const keptAs = code.slice(PUBLIC.length);
  if (keptAs === finding.ruleId) return code;
  return Object.hasOwn(keeps, keptAs) && !beside.inPersonsRow(finding) ? code : undefined;
}
