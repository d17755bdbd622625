import type { Report } from '../../engine/report/report.ts';
import type { Desk } from '../jobs/desk.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { atDesk } from './attachments.ts';
import { type CheckedFile, checkFile, type DraftFile } from './check-file.ts';
import { DECISIONS } from './decision.ts';

export interface CheckedPage extends CheckedFile {
  /** Where a person decides about it; present once it was held. */
  readonly redaction?: string;
}

/**
 * Most pages pass at once and nothing of them is kept. One that needs a person is handed in at the desk,
 * where a person can decide; asked about again, it is as they decided.
 */
export async function checkPage(
  page: DraftFile,
  policy: string,
  { sandbox, desk, caller }: { sandbox: Sandbox; desk: Desk; caller: string },
): Promise<CheckedPage> {
  const quick = await checkFile(page, policy, sandbox);
  if (quick.decision !== 'hold' || quick.problem) return quick;
  const row = await atDesk(page, policy, desk, caller);
  if (row?.status !== 'done') return quick;
  const { verdict, findings } = row.report as Report;
  const redaction = `/v1/redactions/${row.id}`;
  const decision = DECISIONS[verdict];
  if (decision !== 'replace') return { ...quick, decision, findings, redaction };
  const masked = await desk.open(row.id, 'masked', row.revision);
  if (!masked) return { ...quick, redaction };
  return {
    ...quick,
    decision,
    findings,
    redaction,
    output: Buffer.concat(await Array.fromAsync(masked)),
  };
}
