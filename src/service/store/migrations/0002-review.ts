import { type Kysely, sql } from 'kysely';

/** What people decide about held drafts. No column holds a value: texts that they name are sealed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // Every decision makes a new one; a decision that was made about an older one is refused.
  'alter table redaction add column revision integer not null default 0',
  'alter table blob drop constraint blob_kind_check',
  `alter table blob add constraint blob_kind_check
    check (kind in ('original', 'masked', 'masks', 'retired'))`,
  'alter table blob drop constraint blob_redaction_id_kind_key',
  "create unique index blob_current on blob (redaction_id, kind) where kind <> 'retired'",
  `create table review_decision (
    redaction_id uuid not null references redaction (id) on delete cascade,
    seq integer not null,
    about text not null check (about in ('finding', 'mask', 'blind-spots')),
    subject text not null,
    action text not null check (action in ('mask', 'keep')),
    ground text check (ground in ('consent', 'legal-duty', 'not-personal')),
    reason text,
    decided_by text not null,
    decided_at timestamptz not null,
    primary key (redaction_id, seq)
  )`,
];
