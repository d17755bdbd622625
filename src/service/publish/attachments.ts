import { createHash } from 'node:crypto';
import type { Report } from '../../engine/report/report.ts';
import type { Desk } from '../jobs/desk.ts';
import type { RedactionRow } from '../store/redactions.ts';
import type { DraftFile } from './check-file.ts';
import { DECISIONS } from './decision.ts';
import type { CheckedAttachment } from './publish-check.ts';

const DAY_MS = 86_400_000;
const HOURS = 24;
/** As long as masked files are kept, a release of before is still one. */
const DAYS = 7;

/**
 * Hands a file in at the desk and waits for its ending. The same file asked about again on the same day
 * is not worked on again: a CMS asks at every save. What a person has released stays released while
 * file, policy and rules are the same; what nobody can decide about any more, its draft being destroyed,
 * is handed in again.
 */
export async function atDesk(
  { name, bytes }: DraftFile,
  policy: string,
  desk: Desk,
  caller: string,
): Promise<RedactionRow | undefined> {
  const hash = createHash('sha256').update(name).update('\0').update(bytes).digest('hex');
  const keyOf = (day: number, hour?: number) =>
    `publish-check ${policy} ${hash} ${day}${hour === undefined ? '' : ` ${hour}`}`;
  const handIn = async (idempotencyKey: string) => {
    const parcel = { name, policy, context: null, bytes };
    const id = await desk.submit({ parcel, caller, urgency: 'person', idempotencyKey });
    return desk.wait(id, DAY_MS);
  };
  const now = new Date();
  const today = Math.floor(now.getTime() / DAY_MS);
  const row = await handIn(keyOf(today));
  const report = row?.report as Report | null | undefined;
  if (!row || report?.verdict !== 'review') return row;
  const earlier = Array.from({ length: DAYS + 1 }, (_, days) => today - days).flatMap((day) => [
    keyOf(day),
    ...Array.from({ length: HOURS }, (_, hour) => keyOf(day, hour)),
  ]);
  const released = await desk.released(caller, earlier, report.engine.rules);
  if (released || (await desk.hasDraft(row.id))) return released ?? row;
  return handIn(keyOf(today, now.getUTCHours()));
}

/** Checks an attachment on the durable road: its masked version is fetched later, a person may decide about it. */
export async function checkAtDesk(
  file: DraftFile,
  policy: string,
  desk: Desk,
  caller: string,
): Promise<CheckedAttachment> {
  const row = await atDesk(file, policy, desk, caller);
  if (row?.status !== 'done') {
    const { code = 'internal', detail } = row?.problem ?? {};
    return { name: '附件', decision: 'hold', findings: [], problem: { code, detail } };
  }
  const report = row.report as Report;
  const decision = DECISIONS[report.verdict];
  const redaction = `/v1/redactions/${row.id}`;
  return {
    // A file that was converted on the way is of another kind, and is called so.
    name: (decision === 'replace' ? report.masked?.name : undefined) ?? report.document.name,
    decision,
    findings: report.findings,
    redaction,
    ...(decision === 'replace' && { href: `${redaction}/document` }),
  };
}
