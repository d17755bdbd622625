import { createHash, randomUUID } from 'node:crypto';
import { appendAudit } from '../store/audit.ts';
import type { Keyring } from '../store/blobs/keyring.ts';
import type { Database } from '../store/database.ts';
import { find, insertQueued, type RedactionRow, released } from '../store/redactions.ts';
import { longestDraftSeconds, type Retention } from '../store/retention.ts';
import { type BlobKind, blobName, currentBlob, recordBlob, type Vault } from '../store/vault.ts';
import type { Endings } from './endings.ts';
import { type Parcel, pack } from './parcel.ts';
import type { Queue, Urgency } from './queue.ts';

/** What the store and the queue are made of; opened once, shared by desk and worker. */
export interface Backing {
  readonly db: Database;
  readonly vault: Vault;
  readonly queue: Queue;
  readonly endings: Endings;
  readonly keyring: Keyring;
  /** Before the policy is known. */
  readonly retention: Retention;
  /** Under a policy, by its id. */
  readonly retentionUnder: (policyId: string) => Promise<Retention>;
}

export interface Submission {
  readonly parcel: Parcel;
  /** Id of the caller's key, or `local`. */
  readonly caller: string;
  readonly urgency: Urgency;
  /** The caller's `Idempotency-Key`. */
  readonly idempotencyKey?: string;
}

/** The same `Idempotency-Key` came with another body. */
export class IdempotencyConflict extends Error {}

/** Somebody decided about the draft anew between two looks at it. */
export class Overtaken extends Error {}

/** Where redactions are handed in, waited for, fetched and destroyed. */
export interface Desk {
  /** Once this resolves the redaction is safe: it survives a crash of anything and ends once. */
  submit(submission: Submission): Promise<string>;
  /** The redaction as it stands after it ended or after `milliseconds`, whichever comes first. */
  wait(id: string, milliseconds: number): Promise<RedactionRow | undefined>;
  find(id: string): Promise<RedactionRow | undefined>;
  /**
   * The newest redaction under one of these keys that a person decided about, that may be published,
   * was checked by these rules, and whose masked file is still there.
   */
  released(
    caller: string,
    idempotencyKeys: readonly string[],
    rules: string,
  ): Promise<RedactionRow | undefined>;
  /** Whether its draft is still there, so that people can decide about it. */
  hasDraft(id: string): Promise<boolean>;
  /**
   * The opened file, or undefined once it is destroyed.
   * @param seen the revision it must belong to; throws Overtaken when there is a newer one.
   */
  open(id: string, kind: BlobKind, seen?: number): Promise<AsyncIterable<Buffer> | undefined>;
  /** Destroys original, masked file and what reviewers named at once; the report without values stays. False: no such redaction. */
  destroy(id: string, caller: string): Promise<boolean>;
}

export function openDesk(backing: Backing): Desk {
  const { db, vault, endings } = backing;
  return {
    submit: (submission) => submit(backing, submission),
    async wait(id, milliseconds) {
      const end = Date.now() + milliseconds;
      for (;;) {
        // The ear opens before the look: an ending in between wakes it.
        const stop = new AbortController();
        const heard = endings.next(id, Math.max(0, end - Date.now()), stop.signal);
        const row = await find(db, id);
        if (!row || isOver(row) || Date.now() >= end) {
          stop.abort();
          return row;
        }
        await heard;
      }
    },
    find: (id) => find(db, id),
    released: (caller, keys, rules) => released(db, caller, keys.map(hashed), rules),
    hasDraft: async (id) => (await currentBlob(db, id, 'original')) !== undefined,
    async open(id, kind, seen) {
      const name = await currentBlob(db, id, kind);
      if (name === undefined) return undefined;
      // Looked up after the file: row and file change together, so an unmoved row proves the file is its.
      if (seen !== undefined && (await find(db, id))?.revision !== seen) throw new Overtaken();
      return vault.get(name);
    },
    destroy: (id, caller) => destroy(backing, id, caller),
  };
}

/** What the engine takes when no policy was asked for. */
const GENERAL = 'general';

const isOver = ({ status }: RedactionRow): boolean => status !== 'queued' && status !== 'working';

async function submit(backing: Backing, submission: Submission): Promise<string> {
  const { db, vault, queue, keyring, retention } = backing;
  const { parcel, caller, urgency } = submission;
  const idempotencyKey = submission.idempotencyKey && hashed(submission.idempotencyKey);
  const id = randomUUID();
  const body = pack(parcel);
  // The file first: a row without its file could not be worked on, a file without its row is swept.
  const name = blobName(id, 'original');
  await vault.put(name, body);
  const kept = await db.transaction().execute(async (trx) => {
    await insertQueued(trx, { id, createdBy: caller, policyId: parcel.policy ?? GENERAL });
    if (idempotencyKey !== undefined) {
      const sha256 = body
        .reduce((hash, part) => hash.update(part), createHash('sha256'))
        .digest('hex');
      const { numInsertedOrUpdatedRows: isNew } = await trx
        .insertInto('idempotent_request')
        .values({ caller, key: idempotencyKey, body_sha256: sha256, redaction_id: id })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      if (isNew === 0n) {
        await trx.deleteFrom('redaction').where('id', '=', id).execute();
        const earlier = await trx
          .selectFrom('idempotent_request')
          .select(['redaction_id', 'body_sha256'])
          .where('caller', '=', caller)
          .where('key', '=', idempotencyKey)
          .executeTakeFirstOrThrow();
        return earlier.body_sha256 === sha256 ? earlier.redaction_id : undefined;
      }
    }
    const expiresAt = inSeconds(longestDraftSeconds(retention));
    await recordBlob(trx, { name, redactionId: id, kind: 'original', expiresAt });
    await queue.enqueue(trx, id, urgency);
    await appendAudit(trx, keyring, {
      actor: caller,
      action: 'redaction-received',
      subject: `redaction:${id}`,
      facts: {
        policy: parcel.policy ?? GENERAL,
        bytes: parcel.bytes.length,
        sha256: createHash('sha256').update(parcel.bytes).digest('hex'),
      },
    });
    return id;
  });
  if (kept !== id) await vault.remove(name);
  if (kept === undefined) throw new IdempotencyConflict();
  return kept;
}

/** A caller may make keys of anything, a person's number included: the key itself is not kept. */
const hashed = (key: string): string => createHash('sha256').update(key).digest('hex');

export const inSeconds = (seconds: number): Date => new Date(Date.now() + seconds * 1000);

async function destroy(backing: Backing, id: string, caller: string): Promise<boolean> {
  const { db, vault, queue, keyring } = backing;
  const row = await find(db, id);
  if (!row) return false;
  if (row.status === 'destroyed') return true;
  if (!isOver(row)) await queue.cancel(id);
  // Row first: a worker that ends after this finds it destroyed and stores nothing.
  await db.transaction().execute(async (trx) => {
    await trx.updateTable('redaction').set({ status: 'destroyed' }).where('id', '=', id).execute();
    const blobs = await trx
      .updateTable('blob')
      .set({ destroyed_at: new Date() })
      .where('redaction_id', '=', id)
      .where('destroyed_at', 'is', null)
      .returning('name')
      .execute();
    await appendAudit(trx, keyring, {
      actor: caller,
      action: 'redaction-destroyed',
      subject: `redaction:${id}`,
      facts: { ground: 'request', hadReport: row.report !== null },
    });
    for (const { name } of blobs) await vault.remove(name);
  });
  return true;
}
