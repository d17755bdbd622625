import { type Kysely, sql } from 'kysely';

/** Why a place of an exposure ended: `removed`, `changed`, `moved`. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table exposure_place add column gone_because text').execute(db);
}
