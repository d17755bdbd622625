import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { DocumentError } from '../../engine/core/errors.ts';
import type { Report } from '../../engine/report/report.ts';
import { appendAudit } from '../store/audit.ts';
import type { Schema } from '../store/database.ts';
import { findingKey } from '../store/finding-key.ts';
import { begin, type Ending, end } from '../store/redactions.ts';
import { keepFor } from '../store/retention.ts';
import { blobName, recordBlob } from '../store/vault.ts';
import { announce } from '../webhooks/announce.ts';
import { type Backing, inSeconds } from './desk.ts';
import { announceEnding } from './endings.ts';
import { type Parcel, unpack } from './parcel.ts';

/** Opens documents; in the product, the sandbox. `findingKey` makes the ids of findings. */
export type Redactor = (
  parcel: Parcel,
  findingKey?: Buffer,
) => Promise<{ readonly report: Report; readonly output: Uint8Array | undefined }>;

/** Works on redactions from the line until the queue is stopped. */
export async function startWorker(
  backing: Backing,
  redact: Redactor,
  concurrency: number,
  onGivenUp: (id: string) => void = () => {},
): Promise<void> {
  await backing.queue.work(
    concurrency,
    (id, lastTry) => workOn(backing, redact, id, lastTry),
    async (id) => {
      await settle(backing, id, failed('internal'));
      onGivenUp(id);
    },
  );
}

async function workOn(
  backing: Backing,
  redact: Redactor,
  id: string,
  lastTry: boolean,
): Promise<void> {
  if (!(await begin(backing.db, id))) return;
  const original = await backing.vault.get(blobName(id, 'original'));
  if (!original) return settle(backing, id, failed('internal'));
  try {
    const { keyring } = backing;
    const { report, output } = await redact(await unpack(original), findingKey(keyring));
    const { verdict } = report;
    const keyId = keyring.active.id;
    await settle(backing, id, { status: 'done', verdict, report, keyId }, output);
  } catch (error) {
    // A document that cannot be read will not become readable; anything else may have been bad luck.
    if (error instanceof DocumentError) {
      return settle(backing, id, failed(error.code, error.detail));
    }
    if (lastTry) return settle(backing, id, failed('internal'));
    // The queue writes what is thrown into its table, and a parser's message may quote the document.
    throw new Error('the redaction did not end');
  }
}

const failed = (code: string, detail?: string): Ending => ({
  status: 'failed',
  problem: detail === undefined ? { code } : { code, detail },
});

/** Stores the output, then writes the ending; if another worker was faster, or it was destroyed, neither stays. */
async function settle(
  backing: Backing,
  id: string,
  ending: Ending,
  output?: Uint8Array,
): Promise<void> {
  const { db, vault, keyring } = backing;
  const report = ending.status === 'done' ? (ending.report as Report) : undefined;
  const retention = report ? await backing.retentionUnder(report.policy.id) : backing.retention;
  // A name of its own: a worker that comes late must not write over the file that the ending tells of.
  const name = blobName(id, 'masked', randomUUID());
  if (output) await vault.put(name, [output]);
  const isFirst = await db.transaction().execute(async (trx) => {
    if (!(await end(trx, id, ending))) return false;
    const expiresAt = inSeconds(retention.maskedSeconds);
    if (output) await recordBlob(trx, { name, redactionId: id, kind: 'masked', expiresAt });
    await keepFor(trx, id, retention, report?.verdict === 'review');
    await appendAudit(trx, keyring, {
      actor: 'system',
      action: ending.status === 'done' ? 'redaction-decided' : 'redaction-failed',
      subject: `redaction:${id}`,
      facts:
        ending.status === 'failed'
          ? { code: ending.problem.code }
          : factsOf(ending.report as Report),
    });
    await announceEnding(trx, id);
    await tell(trx, backing.queue, id, ending);
    return true;
  });
  if (!isFirst && output) await vault.remove(name);
}

async function tell(
  trx: Transaction<Schema>,
  { deliveries }: Backing['queue'],
  id: string,
  ending: Ending,
): Promise<void> {
  const report = ending.status === 'done' ? (ending.report as Report) : undefined;
  const about = { redaction: id, href: `/v1/redactions/${id}` };
  await announce(trx, deliveries, 'redaction.finished', {
    ...about,
    status: ending.status,
    verdict: report?.verdict ?? null,
    mayPublish: report?.mayPublish ?? false,
  });
  if (report?.verdict !== 'review') return;
  const { review: findings, blindSpots } = report.summary;
  await announce(trx, deliveries, 'review.needed', { ...about, findings, blindSpots });
}

const factsOf = ({ verdict, policy, masked, summary }: Report) => ({
  verdict,
  policy: policy.id,
  policyVersion: policy.version,
  maskedSha256: masked?.sha256 ?? null,
  found: summary.found,
  masked: summary.masked,
});
