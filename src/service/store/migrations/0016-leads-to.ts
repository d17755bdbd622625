import { type Kysely, sql } from 'kysely';

/** Where a page that is a redirect leads, so that a list can be followed to where it stands now. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table page add column leads_to bytea').execute(db);
}
