import { type Kysely, sql } from 'kysely';

/** People who are signed in. A session's token is kept as its hash only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table session (
    hash text primary key,
    person text not null,
    name text not null,
    scopes text[] not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null
  )`.execute(db);
  await sql`create index session_to_end on session (expires_at)`.execute(db);
}
