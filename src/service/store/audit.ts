import { createHmac, hkdfSync } from 'node:crypto';
import { type Selectable, sql, type Transaction } from 'kysely';
import type { Keyring } from './blobs/keyring.ts';
import type { Database, Schema } from './database.ts';

/** Who did what to what, and on which ground. Facts are hashes, ids, counts and reasons; never a value. */
export interface AuditEvent {
  /** A key's id, a person's name, `system`. */
  readonly actor: string;
  readonly action: string;
  /** What it was done to: `redaction:…`, `api-key:…`. */
  readonly subject: string;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
}

/** The newest link of the chain. Kept elsewhere, it later proves that no newer events were cut off. */
export interface AuditHead {
  readonly seq: number;
  readonly hash: string;
}

export type AuditCheck =
  | { readonly ok: true; readonly events: number; readonly head: AuditHead }
  | {
      readonly ok: false;
      readonly seq: number;
      readonly why: 'gap' | 'changed' | 'unlinked' | 'cut';
    };

const START = '0'.repeat(64);
/** One number for the whole product: whoever appends to the chain holds this lock until it commits. */
const CHAIN_LOCK = 4_120_171_109;
const PAGE = 1000;

/**
 * Appends to the chain within the transaction of the deed it tells of: both happen or neither does. A
 * link is a keyed hash, so that someone who can write to the database alone cannot make a chain anew.
 */
export const appendAudit = (
  db: Transaction<Schema>,
  keyring: Keyring,
  event: AuditEvent,
): Promise<AuditHead> => appendAllAudit(db, keyring, [event]);

/** Several events at once, in their order, for the price of one. */
export async function appendAllAudit(
  db: Transaction<Schema>,
  keyring: Keyring,
  happened: readonly AuditEvent[],
): Promise<AuditHead> {
  await sql`select pg_advisory_xact_lock(${CHAIN_LOCK})`.execute(db);
  const newest = await db
    .selectFrom('audit_event')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  let head: AuditHead = { seq: Number(newest?.seq ?? 0), hash: newest?.hash ?? START };
  const { id, key } = keyring.active;
  const at = new Date();
  const rows = happened.map((event) => {
    const row = { ...event, seq: head.seq + 1, at, previous: head.hash };
    head = { seq: row.seq, hash: `${id}:${linkHash(row, key)}` };
    return { ...row, seq: BigInt(row.seq), facts: JSON.stringify(event.facts), hash: head.hash };
  });
  await db.insertInto('audit_event').values(rows).execute();
  return head;
}

/** Walks the whole chain. Give the head of an earlier walk to learn whether its end was cut off since. */
export async function verifyAudit(
  db: Database,
  keyring: Keyring,
  earlier?: AuditHead,
): Promise<AuditCheck> {
  let head: AuditHead = { seq: 0, hash: START };
  for await (const row of events(db)) {
    const seq = Number(row.seq);
    if (seq !== head.seq + 1) return { ok: false, seq: head.seq + 1, why: 'gap' };
    if (row.previous !== head.hash) return { ok: false, seq, why: 'unlinked' };
    if (!isLink(row, keyring)) return { ok: false, seq, why: 'changed' };
    if (earlier?.seq === seq && earlier.hash !== row.hash)
      return { ok: false, seq, why: 'changed' };
    head = { seq, hash: row.hash };
  }
  if (earlier && earlier.seq > head.seq) return { ok: false, seq: head.seq + 1, why: 'cut' };
  return { ok: true, events: head.seq, head };
}

/** Whether the newest event was written with one of these keys; with another's keys nothing stored can be opened. */
export async function fitsTrail(db: Database, keyring: Keyring): Promise<boolean> {
  const newest = await db
    .selectFrom('audit_event')
    .selectAll()
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return newest === undefined || isLink(newest, keyring);
}

function isLink(row: Selectable<Schema['audit_event']>, keyring: Keyring): boolean {
  const [keyId = '', hash] = row.hash.split(':');
  const key = keyring.byId(keyId);
  const link = { ...row, seq: Number(row.seq), facts: row.facts as AuditEvent['facts'] };
  return key !== undefined && linkHash(link, key) === hash;
}

/** Every event in order, a page at a time: a trail of years does not fit in memory. */
export async function* events(db: Database) {
  for (let after = 0n; ; ) {
    const rows = await eventsAfter(db, String(after), PAGE);
    yield* rows;
    const last = rows.at(-1);
    if (!last) return;
    after = BigInt(last.seq);
  }
}

/** Up to `limit` events that follow one, in order. */
export const eventsAfter = (db: Database, seq: string, limit: number) =>
  db
    .selectFrom('audit_event')
    .selectAll()
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(limit)
    .execute();

interface Link extends AuditEvent {
  readonly seq: number;
  readonly at: Date;
  readonly previous: string;
}

/** HMAC-SHA256 over one text form of the link; the facts in key order, as jsonb keeps no order of its own. */
function linkHash(
  { seq, at, actor, action, subject, facts, previous }: Link,
  key: Uint8Array,
): string {
  // As the database will give them back: without what JSON cannot say.
  const stored: AuditEvent['facts'] = JSON.parse(JSON.stringify(facts));
  const sorted = Object.entries(stored).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify([seq, at.toISOString(), actor, action, subject, sorted, previous]);
  const auditKey = Buffer.from(hkdfSync('sha256', key, '', 'clearpost audit', 32));
  return createHmac('sha256', auditKey).update(text).digest('hex');
}
