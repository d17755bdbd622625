import { sql, type Transaction } from 'kysely';
import type { Database, Schema } from './database.ts';

/** One redaction as the database knows it: no value, no original file name. */
export interface RedactionRow {
  readonly id: string;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly status: Schema['redaction']['status'];
  /** The engine's report, once there is one. */
  readonly report: unknown;
  /** Why there is no report: a document error's code and detail, or `internal`. */
  readonly problem: Problem | null;
  /** How many decisions people have made about it. */
  readonly revision: number;
  /** The key of the keyring that ids of its findings were made with; undefined before it was read. */
  readonly keyId?: string | undefined;
}

export interface Problem {
  readonly code: string;
  readonly detail?: string;
}

export type Ending =
  | {
      readonly status: 'done';
      readonly verdict: 'clean' | 'masked' | 'review' | 'refused';
      readonly report: unknown;
      /** The key of the keyring that ids of its findings were made with. */
      readonly keyId: string;
    }
  | { readonly status: 'failed'; readonly problem: Problem };

export async function insertQueued(
  trx: Transaction<Schema>,
  row: { readonly id: string; readonly createdBy: string; readonly policyId: string },
): Promise<void> {
  await trx
    .insertInto('redaction')
    .values({
      id: row.id,
      created_by: row.createdBy,
      policy_id: row.policyId,
      status: 'queued',
      verdict: null,
      report: null,
      problem: null,
      finished_at: null,
    })
    .execute();
}

/** Marks a redaction as begun; false when it has ended or was destroyed meanwhile. */
export async function begin(db: Database, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('redaction')
    .set({ status: 'working' })
    .where('id', '=', id)
    .where('status', 'in', ['queued', 'working'])
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Writes the one ending of a redaction; false when it already has one, and then nothing is changed. */
export async function end(trx: Transaction<Schema>, id: string, ending: Ending): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('redaction')
    .set({
      status: ending.status,
      verdict: ending.status === 'done' ? ending.verdict : null,
      report: ending.status === 'done' ? JSON.stringify(ending.report) : null,
      problem: ending.status === 'failed' ? JSON.stringify(ending.problem) : null,
      finished_at: new Date(),
      ...(ending.status === 'done' && { key_id: ending.keyId }),
    })
    .where('id', '=', id)
    .where('status', 'in', ['queued', 'working'])
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Redactions that ended for no reason of the document's; an operator should look why. */
export async function givenUp(db: Database): Promise<number> {
  const { count } = await db
    .selectFrom('redaction')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('status', '=', 'failed')
    .where(sql<string>`problem ->> 'code'`, '=', 'internal')
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function find(db: Database, id: string): Promise<RedactionRow | undefined> {
  const row = await db.selectFrom('redaction').selectAll().where('id', '=', id).executeTakeFirst();
  return (
    row && {
      id: row.id,
      createdAt: row.created_at,
      createdBy: row.created_by,
      status: row.status,
      report: row.report,
      problem: row.problem as Problem | null,
      revision: row.revision,
      keyId: row.key_id ?? undefined,
    }
  );
}

/** The newest of some requests' redactions that a person let go under the same rules, its file still there. */
export async function released(
  db: Database,
  caller: string,
  keys: readonly string[],
  rules: string,
): Promise<RedactionRow | undefined> {
  const row = await db
    .selectFrom('idempotent_request as request')
    .innerJoin('redaction', 'redaction.id', 'request.redaction_id')
    .innerJoin('blob', 'blob.redaction_id', 'redaction.id')
    .select('redaction.id')
    .where('request.caller', '=', caller)
    .where('request.key', 'in', keys)
    .where('redaction.status', '=', 'done')
    .where('redaction.verdict', 'in', ['clean', 'masked'])
    .where('redaction.revision', '>', 0)
    .where(sql<boolean>`redaction.report->'engine'->>'rules' = ${rules}`)
    .where('blob.kind', '=', 'masked')
    .where('blob.destroyed_at', 'is', null)
    .orderBy('redaction.created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && find(db, row.id);
}
