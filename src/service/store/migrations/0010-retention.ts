import { type Kysely, sql } from 'kysely';

/** When a report goes, where its policy says so. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table redaction add column keep_until timestamptz`.execute(db);
}
