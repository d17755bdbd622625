import { type Kysely, sql } from 'kysely';

/** Redactions and their blobs, the audit trail, keys, idempotent requests. No column holds a value. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table redaction (
    id uuid primary key,
    created_at timestamptz not null default now(),
    created_by text not null,
    status text not null check (status in ('queued', 'working', 'done', 'failed', 'destroyed')),
    verdict text check (verdict in ('clean', 'masked', 'review', 'refused')),
    policy_id text not null,
    report jsonb,
    problem jsonb,
    finished_at timestamptz
  )`,
  'create index redaction_by_time on redaction (created_at)',
  `create table blob (
    name text primary key,
    redaction_id uuid not null references redaction (id),
    kind text not null check (kind in ('original', 'masked')),
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    destroyed_at timestamptz,
    unique (redaction_id, kind)
  )`,
  'create index blob_to_destroy on blob (expires_at) where destroyed_at is null',
  `create table idempotent_request (
    caller text not null,
    key text not null,
    body_sha256 text not null,
    redaction_id uuid not null references redaction (id),
    created_at timestamptz not null default now(),
    primary key (caller, key)
  )`,
  `create table api_key (
    id text primary key,
    name text not null,
    hash text not null unique,
    scopes text[] not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz,
    revoked_at timestamptz
  )`,
  `create table audit_event (
    seq bigint primary key,
    at timestamptz not null,
    actor text not null,
    action text not null,
    subject text not null,
    facts jsonb not null,
    previous text not null,
    hash text not null
  )`,
];
