import { type Kysely, sql } from 'kysely';

/** What is exposed by time or by other documents, and what citizens report. Holds no value. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // Notices about people that say, or whose policy says, until when they are on display.
  `create table on_display (
    site_id uuid not null,
    page_key bytea not null,
    until date not null,
    title bytea not null,
    department text,
    notice jsonb not null,
    format text not null,
    policy_id text not null,
    policy_version text not null,
    primary key (site_id, page_key),
    foreign key (site_id, page_key) references page (site_id, key)
  )`,
  `create table exposure_report (
    ticket uuid primary key,
    site_id uuid not null references site (id),
    page_key bytea not null,
    created_at timestamptz not null default now(),
    foreign key (site_id, page_key) references page (site_id, key)
  )`,
  'create index exposure_report_of on exposure_report (site_id, page_key)',
];
