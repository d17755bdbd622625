import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { mayPublish } from '../../engine/core/verdict.ts';
import type { Report } from '../../engine/report/report.ts';
import { type Backing, inSeconds } from '../jobs/desk.ts';
import { announceEnding } from '../jobs/endings.ts';
import { appendAudit } from '../store/audit.ts';
import type { Schema } from '../store/database.ts';
import type { RedactionRow } from '../store/redactions.ts';
import { keepFor } from '../store/retention.ts';
import {
  insertDecisions,
  type NamedMasks,
  type ReviewDecision,
} from '../store/review-decisions.ts';
import { type BlobKind, blobName, currentBlob, recordBlob } from '../store/vault.ts';
import { announce } from '../webhooks/announce.ts';

/** Everything a decision rests on. */
export interface Held {
  readonly row: RedactionRow;
  readonly report: Report;
  readonly decisions: readonly ReviewDecision[];
  readonly masks: NamedMasks;
}

/** Somebody else was faster. */
export class NotTheLatest extends Error {}

/** What became of the draft once the decision was carried out. */
export interface Carried {
  readonly made: readonly [ReviewDecision, ...ReviewDecision[]];
  readonly masks: NamedMasks;
  readonly report: Report;
  readonly output: Uint8Array | undefined;
}

/** Files first, then row, decision and trail in one transaction: all of it counts or nothing. */
export async function commitDecisions(
  backing: Backing,
  before: Held,
  { made, masks, report, output }: Carried,
): Promise<void> {
  const { db, vault } = backing;
  const retention = await backing.retentionUnder(report.policy.id);
  const { id, revision } = before.row;
  const files: { kind: BlobKind; bytes: Uint8Array; seconds: number }[] = [
    ...(output
      ? [{ kind: 'masked', bytes: output, seconds: retention.maskedSeconds } as const]
      : []),
    ...(made[0].about === 'mask'
      ? [
          {
            kind: 'masks',
            bytes: Buffer.from(JSON.stringify(masks)),
            seconds: retention.heldSeconds,
          } as const,
        ]
      : []),
  ];
  const version = randomUUID();
  const nameOf = (kind: BlobKind) => blobName(id, kind, version);
  for (const { kind, bytes } of files) await vault.put(nameOf(kind), [bytes]);
  try {
    await db.transaction().execute(async (trx) => {
      const { numUpdatedRows } = await trx
        .updateTable('redaction')
        .set({ report: JSON.stringify(report), verdict: report.verdict, revision: revision + 1 })
        .where('id', '=', id)
        .where('revision', '=', revision)
        .where('status', '=', 'done')
        .executeTakeFirst();
      if (numUpdatedRows === 0n) throw new NotTheLatest();
      await insertDecisions(trx, id, before.decisions.length, made);
      if (!output) await retire(trx, id);
      for (const { kind, seconds } of files)
        await recordBlob(trx, {
          name: nameOf(kind),
          redactionId: id,
          kind,
          expiresAt: inSeconds(seconds),
        });
      await keepFor(trx, id, retention, report.verdict === 'review');
      await appendAudit(trx, backing.keyring, eventOf(before, made, report));
      await announceEnding(trx, id);
      await announce(trx, backing.queue.deliveries, 'redaction.reviewed', {
        redaction: id,
        revision: revision + 1,
        verdict: report.verdict,
        mayPublish: report.mayPublish,
        href: `/v1/redactions/${id}`,
      });
    });
  } catch (error) {
    for (const { kind } of files) await removeUnlessRecorded(backing, id, kind, nameOf(kind));
    throw error;
  }
}

/** A connection that breaks at the commit leaves it open whether the row was written. */
async function removeUnlessRecorded(
  { db, vault }: Backing,
  id: string,
  kind: BlobKind,
  name: string,
): Promise<void> {
  const current = await currentBlob(db, id, kind).catch(() => name);
  if (current !== name) await vault.remove(name);
}

/** A masked file that no longer is what was decided must not be handed out. */
const retire = (trx: Transaction<Schema>, id: string) =>
  trx
    .updateTable('blob')
    .set({ kind: 'retired', expires_at: new Date() })
    .where('redaction_id', '=', id)
    .where('kind', '=', 'masked')
    .execute();

const NAMES = {
  finding: { mask: 'finding-decided', keep: 'finding-decided' },
  mask: { mask: 'mask-added', keep: 'mask-taken-back' },
  'blind-spots': { mask: 'blind-spots-accepted', keep: 'blind-spots-accepted' },
} as const;

function eventOf({ row, report: old }: Held, made: Carried['made'], report: Report) {
  const [{ about, action, said }] = made;
  const subjects = new Set(made.map(({ subject }) => subject));
  const found = report.findings.filter(({ id }) => subjects.has(id));
  return {
    actor: said.by,
    action: NAMES[about][action],
    subject: `redaction:${row.id}`,
    facts: {
      ...(about !== 'blind-spots' && { [about]: [...subjects].join(' ') }),
      ...(found.length > 0 && {
        type: [...new Set(found.map(({ type }) => type))].join(' '),
        waiting: found.filter((one) => one.action === 'review').length,
      }),
      ...(about === 'blind-spots' && {
        // Whoever lets go what one alone may not is named together with the other.
        persons: report.accepted.map(({ by }) => by).join(' '),
        personsNeeded: report.personsToRelease,
      }),
      action,
      ground: said.ground,
      reason: said.reason,
      revision: row.revision + 1,
      policy: report.policy.id,
      policyVersion: report.policy.version,
      sha256: report.document.sha256,
      maskedSha256: report.masked?.sha256 ?? null,
      verdict: report.verdict,
      released: !mayPublish(old.verdict) && mayPublish(report.verdict),
    },
  };
}
