import { DocumentError } from '../../engine/core/errors.ts';
import type { ReportedFinding } from '../../engine/report/report.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { DECISIONS, type PublishDecision } from './decision.ts';

export interface DraftFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface CheckedFile {
  /** With identifiers in it masked. */
  readonly name: string;
  readonly decision: PublishDecision;
  readonly findings: readonly ReportedFinding[];
  /** The masked file; present when its decision is `replace`. */
  readonly output?: Uint8Array;
  /** What keeps it from being checked: a document error's code and what to do. */
  readonly problem?: { readonly code: string; readonly detail: string | undefined };
}

/** Checks one file by itself; one that cannot be read is held. */
export async function checkFile(
  { name, bytes }: DraftFile,
  policy: string,
  sandbox: Sandbox,
  signal?: AbortSignal,
): Promise<CheckedFile> {
  try {
    const task = { name, policy, wantsOutput: true };
    const { report, output } = await sandbox.redact(task, bytes, signal);
    // Without the masked bytes there is nothing to publish instead: the draft itself must not slip in.
    const decision = report.verdict === 'masked' && !output ? 'hold' : DECISIONS[report.verdict];
    return {
      name: report.document.name,
      decision,
      findings: report.findings,
      ...(decision === 'replace' && output && { output }),
    };
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    const { code, detail } = error;
    // The name was not looked at, so it is not repeated.
    return { name: '附件', decision: 'hold', findings: [], problem: { code, detail } };
  }
}
