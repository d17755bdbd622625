import { type Kysely, sql } from 'kysely';

/** For systems that sign what they send instead of sending a key along. Sealed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table api_key add column signing_secret bytea').execute(db);
}
