import { type Kysely, sql } from 'kysely';

/**
 * Sites, their scans, the pages known of them, and what is exposed on these. No column holds a value:
 * an address or a title may hold a person's number as well as a page does, so both are sealed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table secret (
    name text primary key,
    sealed bytea not null
  )`,
  // The politeness of every worker on every machine towards one host, whatever sites live on it.
  `create table host (
    name text primary key,
    next_claim_at timestamptz not null default now(),
    delay_ms int not null default 0
  )`,
  `create table crawler (
    id uuid primary key,
    seen_at timestamptz not null default now()
  )`,
  `create table site (
    id uuid primary key,
    created_at timestamptz not null default now(),
    created_by text not null,
    origin text not null unique,
    host text not null,
    settings jsonb not null,
    schedule text
  )`,
  `create table scan (
    id uuid primary key,
    site_id uuid not null references site (id),
    number int not null,
    state text not null check (state in ('starting', 'running', 'paused', 'stopped', 'done', 'failed')),
    because text,
    started_by text not null,
    started_at timestamptz not null default now(),
    finished_at timestamptz,
    rate_from timestamptz not null default now(),
    rate_done bigint not null default 0,
    robots bytea,
    begun_by uuid,
    source text not null default 'web' check (source in ('web', 'export')),
    follow boolean not null default true,
    pages bigint not null default 0,
    attachments bigint not null default 0,
    other bigint not null default 0,
    unchanged bigint not null default 0,
    gone bigint not null default 0,
    skipped bigint not null default 0,
    errors bigint not null default 0,
    blind bigint not null default 0,
    bytes bigint not null default 0,
    exposures_new int not null default 0,
    exposures_reopened int not null default 0,
    exposures_down int not null default 0,
    unique (site_id, number)
  )`,
  `create unique index scan_one_at_a_time on scan (site_id)
    where state in ('starting', 'running', 'paused')`,
  // due_at: when it is next to be visited, null once it is done; in the future while it is leased or waits.
  `create table page (
    site_id uuid not null references site (id),
    key bytea not null,
    address bytea not null,
    depth smallint not null,
    found_on bytea,
    found_in int not null,
    scanned_in int not null default 0,
    due_at timestamptz,
    lease uuid,
    attempts smallint not null default 0,
    status smallint,
    kind text,
    problem text,
    blind_spots int not null default 0,
    etag text,
    last_modified text,
    sha256 bytea,
    looked_with bytea,
    fetched_at timestamptz,
    primary key (site_id, key)
  ) with (fillfactor = 80)`,
  'create index page_in_line on page (site_id, depth, due_at) where due_at is not null',
  'create index page_in_hand on page (site_id, lease) where lease is not null',
  `create table exposure (
    id uuid primary key,
    site_id uuid not null references site (id),
    kind text not null check (kind in ('identifiers', 'past-period', 'recombination')),
    key bytea not null,
    status text not null check (status in ('open', 'reopened', 'taken-down', 'accepted')),
    first_seen timestamptz not null,
    last_seen timestamptz not null,
    open_since timestamptz,
    exposed_seconds bigint not null default 0,
    taken_down_at timestamptz,
    accepted_at timestamptz,
    accepted_by text,
    accepted_reason text,
    department text,
    title bytea,
    facts jsonb not null,
    format text not null,
    policy_id text not null,
    policy_version text not null,
    severity text not null check (severity in ('low', 'medium', 'high', 'critical')),
    counts jsonb not null,
    findings jsonb not null,
    unique (site_id, kind, key)
  )`,
  'create index exposure_listed on exposure (site_id, status, first_seen)',
  // One document online is at one place for each kind; the same list under several addresses has several.
  `create table exposure_place (
    site_id uuid not null,
    page_key bytea not null,
    kind text not null,
    exposure_id uuid not null references exposure (id) on delete cascade,
    first_seen timestamptz not null,
    last_seen timestamptz not null,
    seen_in int not null,
    gone_at timestamptz,
    blind_spots int not null default 0,
    primary key (site_id, page_key, kind),
    foreign key (site_id, page_key) references page (site_id, key)
  )`,
  'create index exposure_place_of on exposure_place (exposure_id)',
  // How one place shows somebody's half-hidden number; bearer is a keyed hash of name and publisher.
  `create table person_mask (
    id bigint generated always as identity primary key,
    site_id uuid not null,
    page_key bytea not null,
    bearer bytea not null,
    shown text not null,
    location jsonb not null,
    seen_in int not null,
    foreign key (site_id, page_key) references page (site_id, key)
  )`,
  'create index person_mask_of on person_mask (site_id, bearer)',
  'create index person_mask_on on person_mask (site_id, page_key)',
];
