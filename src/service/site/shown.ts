import { createHash } from 'node:crypto';
import type { Severity } from '../../engine/core/finding.ts';
import type { Look, ReportedFinding } from '../../engine/report/report.ts';

/** What a document online shows that it should not. Never a value. */
export interface Shown {
  /** The same for the same list, wherever it stands: 16 bytes. */
  readonly key: Buffer;
  readonly severity: Severity;
  /** By type, how many the policy would mask or have a person look at. */
  readonly counts: Readonly<Record<string, number>>;
  readonly findings: readonly ShownFinding[];
}

export type ShownFinding = Pick<
  ReportedFinding,
  'type' | 'severity' | 'confidence' | 'action' | 'location' | 'masked' | 'fingerprint'
>;

/** Places that a letter lists; the counts tell the rest. */
const LISTED = 200;
const KEY_BYTES = 16;
const SEVERITIES: readonly Severity[] = ['low', 'medium', 'high', 'critical'];

/** Undefined for a document that shows nothing it should not. */
export function shownBy({ summary, findings }: Look): Shown | undefined {
  if (summary.masked + summary.review === 0) return undefined;
  const counts = Object.fromEntries(
    summary.types
      .map(({ type, masked, review }) => [type, masked + review] as const)
      .filter(([, count]) => count > 0)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
  const exposed = findings.filter(({ action }) => action !== 'keep');
  const prints = [...new Set(exposed.map(({ fingerprint }) => fingerprint))].toSorted();
  const hash = createHash('sha256')
    .update(JSON.stringify([prints, counts]))
    .digest();
  return {
    key: hash.subarray(0, KEY_BYTES),
    severity: worst(exposed),
    counts,
    findings: exposed.slice(0, LISTED).map(listed),
  };
}

const worst = (findings: readonly ReportedFinding[]): Severity =>
  SEVERITIES[
    Math.max(0, ...findings.map(({ severity }) => SEVERITIES.indexOf(severity)))
  ] as Severity;

const listed = ({
  type,
  severity,
  confidence,
  action,
  location,
  masked,
  fingerprint,
}: ReportedFinding): ShownFinding => ({
  type,
  severity,
  confidence,
  action,
  location,
  masked,
  fingerprint,
});
