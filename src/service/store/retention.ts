import { sql, type Transaction } from 'kysely';
import { appendAudit } from './audit.ts';
import type { BlobStore } from './blobs/blob-store.ts';
import type { Keyring } from './blobs/keyring.ts';
import type { Database, Schema } from './database.ts';

export interface Retention {
  /** How long an uploaded original may lie, in seconds. */
  readonly workingSeconds: number;
  /** How long it may lie while it waits for a person, in seconds. */
  readonly heldSeconds: number;
  readonly maskedSeconds: number;
  /** How long reports, which hold no values, are kept. */
  readonly reportSeconds: number;
}

/** What a policy says of its own. */
export interface PolicyRetention {
  readonly workingMinutes?: number | undefined;
  readonly heldDays?: number | undefined;
  readonly maskedDays?: number | undefined;
  readonly reportDays?: number | undefined;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The operator's times, but for what a policy says otherwise. */
export const retentionOf = (usual: Retention, own: PolicyRetention = {}): Retention => ({
  workingSeconds: own.workingMinutes ? own.workingMinutes * MINUTE : usual.workingSeconds,
  heldSeconds: own.heldDays ? own.heldDays * DAY : usual.heldSeconds,
  maskedSeconds: own.maskedDays ? own.maskedDays * DAY : usual.maskedSeconds,
  reportSeconds: own.reportDays ? own.reportDays * DAY : usual.reportSeconds,
});

export const DEFAULT_RETENTION: Retention = {
  workingSeconds: HOUR,
  // What is held on a Friday is decided on a Monday.
  heldSeconds: 7 * DAY,
  maskedSeconds: 7 * DAY,
  // PIPL art. 56: impact assessments are kept for at least three years.
  reportSeconds: 3 * 365 * DAY,
};

/** Until it is known what becomes of a draft: one that waits in line must not be destroyed meanwhile. */
export const longestDraftSeconds = ({ workingSeconds, heldSeconds }: Retention): number =>
  Math.max(workingSeconds, heldSeconds);

/**
 * Says when the draft and the report of a redaction go, now that its policy and verdict are known. A draft
 * that waits for a person stays until its time is over; once decided it goes when any other would,
 * often at once. What reviewers named goes with it.
 */
export async function keepFor(
  trx: Transaction<Schema>,
  redactionId: string,
  retention: Retention,
  isHeld: boolean,
): Promise<void> {
  const { reportSeconds } = retention;
  const draftSeconds = isHeld ? longestDraftSeconds(retention) : retention.workingSeconds;
  const draftEnd = sql<Date>`(select r.created_at + make_interval(secs => ${draftSeconds})
    from redaction r where r.id = blob.redaction_id)`;
  await trx
    .updateTable('redaction')
    .set({ keep_until: sql<Date>`created_at + make_interval(secs => ${reportSeconds})` })
    .where('id', '=', redactionId)
    .execute();
  await trx
    .updateTable('blob')
    .set({ expires_at: draftEnd })
    .where('redaction_id', '=', redactionId)
    .where('kind', 'in', ['original', 'masks'])
    .where('destroyed_at', 'is', null)
    .execute();
  if (!isHeld) return;
  // Whoever decides looks at the masked side as long as there is something to decide.
  await trx
    .updateTable('blob')
    .set({ expires_at: sql<Date>`greatest(expires_at, ${draftEnd})` })
    .where('redaction_id', '=', redactionId)
    .where('kind', '=', 'masked')
    .where('destroyed_at', 'is', null)
    .execute();
}

const BATCH = 100;

/**
 * Destroys every blob whose time is over and writes each destruction into the audit trail; returns how
 * many. Any number of processes may sweep at once. The bytes go first: a crash in between leaves a row
 * that is swept again, never bytes that are thought gone.
 */
export async function sweepBlobs(
  db: Database,
  blobs: BlobStore,
  keyring: Keyring,
): Promise<number> {
  for (let swept = 0; ; ) {
    const count = await db.transaction().execute(async (trx) => {
      const due = await trx
        .selectFrom('blob')
        .select(['name', 'redaction_id', 'kind'])
        .where('destroyed_at', 'is', null)
        .where('expires_at', '<=', sql<Date>`now()`)
        .orderBy('expires_at')
        .limit(BATCH)
        .forUpdate()
        .skipLocked()
        .execute();
      for (const { name, redaction_id, kind } of due) {
        const existed = await blobs.remove(name);
        await trx
          .updateTable('blob')
          .set({ destroyed_at: new Date() })
          .where('name', '=', name)
          .execute();
        await appendAudit(trx, keyring, {
          actor: 'system',
          action: 'blob-destroyed',
          subject: `redaction:${redaction_id}`,
          facts: { kind, ground: 'retention', existed },
        });
      }
      return due.length;
    });
    swept += count;
    if (count < BATCH) return swept;
  }
}

/** Older than any upload that is still being taken in: its row would be there. */
const ORPHAN_MS = HOUR * 1000;

/**
 * Destroys files that no row tells of: a process died between storing one and writing its row. Returns
 * how many.
 */
export async function sweepOrphans(
  db: Database,
  blobs: BlobStore,
  keyring: Keyring,
  olderThanMs = ORPHAN_MS,
): Promise<number> {
  let swept = 0;
  for await (const names of namesOlderThan(blobs, olderThanMs)) {
    const rows = await db
      .selectFrom('blob')
      .select('name')
      .where('name', 'in', names)
      .where('destroyed_at', 'is', null)
      .execute();
    const known = new Set(rows.map(({ name }) => name));
    for (const name of names) {
      if (known.has(name) || !(await blobs.remove(name))) continue;
      swept += 1;
      await db.transaction().execute((trx) =>
        appendAudit(trx, keyring, {
          actor: 'system',
          action: 'blob-destroyed',
          subject: `blob:${name}`,
          facts: { ground: 'no-row' },
        }),
      );
    }
  }
  return swept;
}

/** A store of a busy week holds a hundred thousand: asked about one by one they would take minutes. */
async function* namesOlderThan(blobs: BlobStore, milliseconds: number): AsyncGenerator<string[]> {
  const before = Date.now() - milliseconds;
  let names: string[] = [];
  for await (const { name, storedAt } of blobs.list()) {
    if (storedAt.getTime() > before) continue;
    names.push(name);
    if (names.length < BATCH) continue;
    yield names;
    names = [];
  }
  if (names.length > 0) yield names;
}

/** Deletes reports past their time; their audit events stay. Returns how many. */
export async function sweepReports(db: Database, { reportSeconds }: Retention): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const ids = (
      await trx
        .selectFrom('redaction')
        .select('id')
        .where(
          sql<boolean>`(keep_until < now() or keep_until is null
            and created_at < now() - make_interval(secs => ${reportSeconds}))`,
        )
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('blob')
                .select('name')
                .whereRef('blob.redaction_id', '=', 'redaction.id')
                .where('destroyed_at', 'is', null),
            ),
          ),
        )
        .limit(1000)
        .execute()
    ).map(({ id }) => id);
    if (ids.length === 0) return 0;
    for (const table of ['blob', 'idempotent_request'] as const) {
      await trx.deleteFrom(table).where('redaction_id', 'in', ids).execute();
    }
    await trx.deleteFrom('redaction').where('id', 'in', ids).execute();
    return ids.length;
  });
}
