import { createHash } from 'node:crypto';
import type { ReportedFinding } from '../../engine/report/report.ts';
import type { CheckedFile, DraftFile } from './check-file.ts';
import type { CheckedPage } from './check-page.ts';
import { type PublishDecision, worstOf } from './decision.ts';
import { joinPage, splitPage } from './page.ts';

/** What a CMS wants to publish. */
export interface Draft {
  readonly title: string;
  /** The body as the CMS stores it: a fragment of HTML. */
  readonly html: string;
  readonly attachments: readonly DraftFile[];
}

export interface CheckedAttachment extends Omit<CheckedFile, 'output' | 'findings'> {
  readonly findings: readonly ReportedFinding[];
  /** Where the masked file is; present when the decision is `replace`. */
  readonly href?: string;
  /** Where its report lies and a person decides about it. */
  readonly redaction?: string;
}

export interface PublishAnswer {
  readonly decision: PublishDecision;
  /** Of the draft as it was checked: an edit makes another hash, and this decision says nothing of it. */
  readonly contentHash: string;
  /** The masked page; present when the decision is `replace`. */
  readonly page?: { readonly title: string; readonly html: string };
  readonly attachments: readonly CheckedAttachment[];
  /** True when it is published on somebody's word, against the findings. */
  readonly overridden?: boolean;
  /** Where a person decides about the page, once it was held. */
  readonly redaction?: string;
  /** Of page and attachments together; `part` of a location begins with an attachment's name. */
  readonly findings: readonly ReportedFinding[];
}

export interface DraftDoors {
  readonly checkPage: (file: DraftFile, policy: string) => Promise<CheckedPage>;
  /** Attachments go the durable road: their masked versions are fetched later. */
  readonly checkAttachment: (file: DraftFile, policy: string) => Promise<CheckedAttachment>;
}

/** Checks a page with its attachments as one. */
export async function checkDraft(
  draft: Draft,
  policy: string,
  { checkPage, checkAttachment }: DraftDoors,
): Promise<PublishAnswer> {
  const bytes = new TextEncoder().encode(joinPage(draft));
  const [page, ...attachments] = await Promise.all([
    checkPage({ name: 'page.html', bytes }, policy),
    ...draft.attachments.map((file) => checkAttachment(file, policy)),
  ]);
  const decision = worstOf([page, ...attachments].map((one) => one.decision));
  return {
    decision,
    contentHash: contentHash(draft),
    ...(decision === 'replace' && { page: splitPage(page.output ?? bytes) }),
    attachments,
    ...(page.redaction !== undefined && { redaction: page.redaction }),
    findings: [
      ...page.findings,
      ...attachments.flatMap(({ name, findings }) => findings.map((one) => within(name, one))),
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

const within = (name: string, finding: ReportedFinding): ReportedFinding => ({
  ...finding,
  id: `${name}#${finding.id}`,
  location: { ...finding.location, part: `${name} ${finding.location.part}`.trim() },
});
