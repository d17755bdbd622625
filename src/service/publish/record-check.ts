import { scrubbed } from '../../engine/report/scrub.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { AuditEvent } from '../store/audit.ts';
import type { PublishAnswer } from './publish-check.ts';

/** What was decided about a page, by which rules, for whom; never a word of it. */
export async function checkEvent(
  contentId: string,
  policyId: string,
  caller: string,
  answer: PublishAnswer,
  { catalog }: Sandbox,
): Promise<AuditEvent> {
  const { policies, engine } = await catalog;
  const { contentHash, decision, findings, attachments } = answer;
  return {
    actor: caller,
    action: 'publish-checked',
    subject: `content:${scrubbed(contentId)}`,
    facts: {
      contentHash,
      decision,
      policy: policyId,
      policyVersion: policies.find(({ id }) => id === policyId)?.version ?? null,
      rules: engine.rules,
      found: findings.length,
      attachments: attachments.length,
    },
  };
}
