import { createHash } from 'node:crypto';
import type { Report } from '../../engine/report/report.ts';
import type { Desk } from '../jobs/desk.ts';
import type { DraftFile } from './check-file.ts';
import { DECISIONS } from './decision.ts';
import type { CheckedAttachment } from './publish-check.ts';

const DAY_MS = 86_400_000;

/**
 * Hands an attachment in at the desk and waits for its ending. The same file asked about again on the
 * same day is not worked on again: a CMS asks at every save.
 */
export async function checkAtDesk(
  { name, bytes }: DraftFile,
  policy: string,
  desk: Desk,
  caller: string,
): Promise<CheckedAttachment> {
  const hash = createHash('sha256').update(name).update('\0').update(bytes).digest('hex');
  const id = await desk.submit({
    parcel: { name, policy, context: null, bytes },
    caller,
    urgency: 'person',
    idempotencyKey: `publish-check ${policy} ${hash} ${Math.floor(Date.now() / DAY_MS)}`,
  });
  const row = await desk.wait(id, DAY_MS);
  if (row?.status !== 'done') {
    const { code = 'internal', detail } = row?.problem ?? {};
    return { name: '附件', decision: 'hold', findings: [], problem: { code, detail } };
  }
  const report = row.report as Report;
  const decision = DECISIONS[report.verdict];
  return {
    name: report.document.name,
    decision,
    findings: report.findings,
    ...(decision === 'replace' && { href: `/v1/redactions/${id}/document` }),
  };
}
