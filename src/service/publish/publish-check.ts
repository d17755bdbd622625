import { createHash } from 'node:crypto';
import { DocumentError } from '../../engine/core/errors.ts';
import type { ReportedFinding } from '../../engine/report/report.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { joinPage, splitPage } from './page.ts';

/** `replace`: publish the masked version given with it. `hold`: a person must look. */
export type PublishDecision = 'publish' | 'replace' | 'hold';

/** What a CMS wants to publish. */
export interface Draft {
  readonly title: string;
  /** The body as the CMS stores it: a fragment of HTML. */
  readonly html: string;
  readonly attachments: readonly DraftFile[];
}

export interface DraftFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface PublishAnswer {
  readonly decision: PublishDecision;
  /** Of the draft as it was checked: an edit makes another hash, and this decision says nothing of it. */
  readonly contentHash: string;
  /** The masked page; present when the decision is `replace`. */
  readonly page?: { readonly title: string; readonly html: string };
  readonly attachments: readonly CheckedFile[];
  /** Of page and attachments together; `part` of a location begins with an attachment's name. */
  readonly findings: readonly ReportedFinding[];
}

export interface CheckedFile {
  /** With identifiers in it masked. */
  readonly name: string;
  readonly decision: PublishDecision;
  /** The masked file; present when its decision is `replace`. */
  readonly output?: Uint8Array;
  /** What keeps it from being checked: a document error's code and what to do. */
  readonly problem?: { readonly code: string; readonly detail: string | undefined };
}

/** Checks a page with its attachments as one: it is published whole or not at all. */
export async function checkDraft(
  draft: Draft,
  policy: string,
  sandbox: Sandbox,
  signal?: AbortSignal,
): Promise<PublishAnswer> {
  const page = new TextEncoder().encode(joinPage(draft));
  const [body, ...files] = await Promise.all(
    [{ name: 'page.html', bytes: page }, ...draft.attachments].map((file) =>
      checkFile(file, policy, sandbox, signal),
    ),
  );
  const all = [body as Checked, ...files];
  const decision = worst(all.map((one) => one.decision));
  return {
    decision,
    contentHash: contentHash(draft),
    ...(decision === 'replace' && { page: splitPage(body?.output ?? page) }),
    attachments: files.map(({ findings: _, ...file }) => file),
    findings: [
      ...(body?.findings ?? []),
      ...files.flatMap(({ name, findings }) => findings.map((one) => within(name, one))),
    ],
  };
}

/** SHA-256 over title, text and attachments, each with its length, so that no two drafts share a hash. */
export function contentHash({ title, html, attachments }: Draft): string {
  const hash = createHash('sha256');
  const parts = [title, html, ...attachments.flatMap(({ name, bytes }) => [name, bytes])];
  for (const part of parts) {
    const bytes = Buffer.from(part);
    hash.update(`${bytes.length}:`).update(bytes);
  }
  return `sha256:${hash.digest('hex')}`;
}

export type Checked = CheckedFile & { readonly findings: readonly ReportedFinding[] };

/** One file by itself; a document error holds it. */
export async function checkFile(
  { name, bytes }: DraftFile,
  policy: string,
  sandbox: Sandbox,
  signal?: AbortSignal,
): Promise<Checked> {
  try {
    const task = { name, policy, wantsOutput: true };
    const { report, output } = await sandbox.redact(task, bytes, signal);
    const decision = DECISION[report.verdict];
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

const DECISION = {
  clean: 'publish',
  masked: 'replace',
  review: 'hold',
  refused: 'hold',
} as const;

const worst = (decisions: readonly PublishDecision[]): PublishDecision =>
  (['hold', 'replace'] as const).find((one) => decisions.includes(one)) ?? 'publish';

const within = (name: string, finding: ReportedFinding): ReportedFinding => ({
  ...finding,
  id: `${name}#${finding.id}`,
  location: { ...finding.location, part: `${name} ${finding.location.part}`.trim() },
});
