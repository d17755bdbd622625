import { type Kysely, sql } from 'kysely';

/** Drafts that wait for a person are looked up at every look at the page. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      "create index redaction_held on redaction (created_at, id) where status = 'done' and verdict = 'review'",
    )
    .execute(db);
}
