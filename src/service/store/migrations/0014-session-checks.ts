import { type Kysely, sql } from 'kysely';

/** Sessions that the provider vouches for again and again, and that an administrator can end. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  'alter table session add column id uuid not null default gen_random_uuid() unique',
  // What the provider gave to ask again with, and whom about; sealed.
  'alter table session add column renewal bytea',
  'alter table session add column vouched_at timestamptz not null default now()',
  'alter table session add column check_at timestamptz not null default now()',
];
