import { type Kysely, sql } from 'kysely';

/** How often a key may ask, and how often it has, counted over all processes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  'alter table api_key add column rate_per_minute integer check (rate_per_minute > 0)',
  // Worth nothing after a crash: not written to the log of the database.
  `create unlogged table key_usage (
    caller text not null,
    minute bigint not null,
    requests integer not null,
    primary key (caller, minute)
  )`,
];
