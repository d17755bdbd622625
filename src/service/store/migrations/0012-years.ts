import { type Kysely, sql } from 'kysely';

/** What a store of several years is asked every minute, and what a report's end has to look up. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // A redaction that is deleted asks each table that refers to it.
  'create index blob_of on blob (redaction_id)',
  'create index idempotent_request_of on idempotent_request (redaction_id)',
  'create index redaction_to_forget on redaction (keep_until) where keep_until is not null',
  "create index redaction_failed on redaction (finished_at) where status = 'failed'",
  'create index exposure_of_site on exposure (site_id, id)',
];
