import { appendAudit } from '../store/audit.ts';
import type { Keyring } from '../store/blobs/keyring.ts';
import type { Database } from '../store/database.ts';
import type { CheckedFile, DraftFile } from './check-file.ts';
import type { PublishDecision } from './decision.ts';

/** Why somebody publishes against a finding. */
export interface Override {
  /** The person at the CMS who says so. */
  readonly by: string;
  readonly ground: 'consent' | 'legal-duty' | 'not-personal';
  readonly reason: string;
}

export interface OverriddenDraft {
  readonly contentId: string;
  readonly contentHash: string;
  readonly policy: string;
  /** What it would have been. */
  readonly decision: PublishDecision;
  readonly findings: number;
  /** The key that the CMS asked with. */
  readonly caller: string;
}

/**
 * Writes an override into the audit trail before it takes effect: what is not written down is not
 * overridden. A reason often names the person it is about, so it is checked like a draft and kept masked.
 */
export async function recordOverride(
  override: Override,
  draft: OverriddenDraft,
  check: (file: DraftFile) => Promise<CheckedFile>,
  { db, keyring }: { readonly db: Database; readonly keyring: Keyring },
): Promise<void> {
  const [by, reason, contentId] = await Promise.all(
    [override.by, override.reason, draft.contentId].map((text) => withoutValues(text, check)),
  );
  const { contentHash, policy, decision, findings, caller } = draft;
  await db.transaction().execute((trx) =>
    appendAudit(trx, keyring, {
      actor: caller,
      action: 'publish-overridden',
      subject: `content:${contentId}`,
      facts: {
        by: by as string,
        ground: override.ground,
        reason: reason as string,
        contentHash,
        policy,
        decision,
        findings,
      },
    }),
  );
}

async function withoutValues(
  text: string,
  check: (file: DraftFile) => Promise<CheckedFile>,
): Promise<string> {
  if (text.trim() === '') return '';
  const { decision, output } = await check({
    name: 'note.txt',
    bytes: new TextEncoder().encode(text),
  });
  if (decision === 'publish') return text;
  if (decision === 'replace' && output) return new TextDecoder().decode(output);
  return '（含个人信息，未留存 · held personal information, not kept）';
}
