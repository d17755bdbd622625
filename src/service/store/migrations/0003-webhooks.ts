import { type Kysely, sql } from 'kysely';

/** Who is told of events, and what became of each message. Messages hold no value. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table webhook (
    id uuid primary key,
    url text not null,
    events text[] not null,
    description text not null,
    secret bytea not null,
    created_at timestamptz not null default now(),
    created_by text not null,
    failing_since timestamptz,
    disabled_at timestamptz
  )`,
  `create table webhook_delivery (
    id uuid primary key,
    webhook_id uuid not null references webhook (id) on delete cascade,
    event text not null,
    body text not null,
    created_at timestamptz not null default now(),
    status text not null check (status in ('pending', 'delivered', 'dead')),
    attempts integer not null default 0,
    answer integer,
    problem text,
    finished_at timestamptz
  )`,
  'create index webhook_delivery_by_time on webhook_delivery (webhook_id, created_at desc)',
];
