import type { Report } from '../../engine/report/report.ts';
import type { RedactionRow } from '../store/redactions.ts';
import { isProblemCode, Problem, problemBody } from './problem.ts';

/** Where a redaction stands, as the contract shows it. */
export function redactionView(row: RedactionRow, requestId: string) {
  const { id, status } = row;
  const createdAt = row.createdAt.toISOString();
  const failure = failureOf(row);
  if (failure) return { id, status, createdAt, problem: problemBody(failure, requestId) };
  const report = reportOf(row);
  if (!report) return { id, status, createdAt };
  const isKept = status === 'done' && report.mayPublish && report.masked !== null;
  return {
    id,
    status,
    createdAt,
    revision: row.revision,
    ...report,
    masked: isKept ? { ...report.masked, href: `/v1/redactions/${id}/document` } : null,
    report: { href: reportHref(id) },
  };
}

export const reportHref = (id: string): string => `/v1/redactions/${id}/report`;

/** The engine's report, once there is one. */
export const reportOf = ({ report }: RedactionRow): Report | undefined =>
  (report as Report | null) ?? undefined;

/** Why a redaction failed, as the problem that its sender was or would have been answered with. */
export function failureOf({ status, problem }: RedactionRow): Problem | undefined {
  if (status !== 'failed') return undefined;
  const code = problem?.code ?? 'internal';
  return new Problem(isProblemCode(code) ? code : 'internal', { detail: problem?.detail });
}

/** Names the state that a reviewer looked at. */
export const revisionTag = ({ revision }: RedactionRow): string => `"${revision}"`;
