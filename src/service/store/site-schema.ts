import type { ColumnType, Generated } from 'kysely';

type Time = ColumnType<Date, Date | string, Date | string>;
type Json = ColumnType<unknown, string, string>;
/** bigint: node-postgres gives it as text. */
type Count = ColumnType<string, number | undefined, number>;

export type ScanState = 'starting' | 'running' | 'paused' | 'stopped' | 'done' | 'failed';
export type ExposureStatus = 'open' | 'reopened' | 'taken-down' | 'accepted';
export type ExposureKind = 'identifiers' | 'past-period' | 'recombination';

/**
 * Why something stands at a place no more: the page is gone, it stands and shows it no more (mended, or
 * a notice that there is no such page), or it leads to another page of the site.
 */
export type GoneBecause = 'removed' | 'changed' | 'moved';

/** The tables of site scans, as kysely sees them. */
export interface SiteSchema {
  /** Keys of this installation, sealed by the keyring; they do not change when the keyring rotates. */
  secret: { name: string; sealed: Buffer };
  host: { name: string; next_claim_at: Generated<Date>; delay_ms: Generated<number> };
  crawler: { id: string; seen_at: Generated<Date> };
  site: {
    id: string;
    created_at: Generated<Date>;
    created_by: string;
    /** `https://www.example.gov.cn` */
    origin: string;
    /** Its name as in the table `host`. */
    host: string;
    settings: Json;
    /** A cron line; null when scans are started by hand. */
    schedule: string | null;
  };
  scan: {
    id: string;
    site_id: string;
    /** 1, 2, 3 … within the site. */
    number: number;
    state: ScanState;
    /** Why it ended before everything was visited: `asked`, `budget`, `unreachable`. */
    because: string | null;
    started_by: string;
    started_at: Generated<Date>;
    finished_at: Time | null;
    /** Since when, and from how many visits on, the rate is counted. */
    rate_from: Generated<Date>;
    rate_done: Count;
    /** robots.txt as it was when the scan began, sealed. */
    robots: Buffer | null;
    /** The crawler that asks for robots.txt, so that one does. */
    begun_by: string | null;
    /** `export`: documents are handed over by one process, and nothing is fetched. */
    source: Generated<'web' | 'export'>;
    /** False for a scan of named pages: links lead nowhere. */
    follow: Generated<boolean>;
    pages: Count;
    attachments: Count;
    other: Count;
    /** Answered 304, or the same bytes as before. */
    unchanged: Count;
    gone: Count;
    /** Not asked for: robots.txt, out of scope, films. */
    skipped: Count;
    errors: Count;
    /** Visits that left something unread. */
    blind: Count;
    bytes: Count;
    exposures_new: Generated<number>;
    exposures_reopened: Generated<number>;
    exposures_down: Generated<number>;
  };
  page: {
    site_id: string;
    /** Keyed hash of the canonical address. */
    key: Buffer;
    /** The address, sealed. */
    address: Buffer;
    depth: number;
    /** The page that led to it first. */
    found_on: Buffer | null;
    /** Of a redirect: the page that it leads to. */
    leads_to: Buffer | null;
    found_in: number;
    /** The last scan that visited it to an end, errors included. */
    scanned_in: Generated<number>;
    due_at: Time | null;
    /** The crawler that has it in hand. */
    lease: string | null;
    attempts: Generated<number>;
    status: number | null;
    kind: string | null;
    /** Why there was no answer, or why it could not be read. */
    problem: string | null;
    blind_spots: Generated<number>;
    etag: string | null;
    last_modified: string | null;
    sha256: Buffer | null;
    /** Which rules and policy it was last looked at with; others look again. */
    looked_with: Buffer | null;
    fetched_at: Time | null;
  };
  exposure: {
    id: string;
    site_id: string;
    kind: ExposureKind;
    /** Keyed hash of all its findings: the same list elsewhere has the same. */
    key: Buffer;
    status: ExposureStatus;
    first_seen: Time;
    last_seen: Time;
    /** Since when it is up without a break; null while it is down. */
    open_since: Time | null;
    /** Of earlier periods, the one since `open_since` not counted. */
    exposed_seconds: Count;
    taken_down_at: Time | null;
    accepted_at: Time | null;
    accepted_by: string | null;
    accepted_reason: string | null;
    department: string | null;
    /** The page's title, sealed. */
    title: Buffer | null;
    /** What the page says of itself, numbers starred: index number, publisher, dates. */
    facts: Json;
    format: string;
    policy_id: string;
    policy_version: string;
    severity: 'low' | 'medium' | 'high' | 'critical';
    /** By type, what would be masked and what needs a person. */
    counts: Json;
    /** Masked forms, places and keyed fingerprints. */
    findings: Json;
  };
  exposure_place: {
    site_id: string;
    page_key: Buffer;
    kind: ExposureKind;
    exposure_id: string;
    first_seen: Time;
    last_seen: Time;
    seen_in: number;
    /** When it was found gone or clean; null while it is up. */
    gone_at: Time | null;
    gone_because: GoneBecause | null;
    /** What could not be read there when it was last seen. */
    blind_spots: Generated<number>;
  };
  /** Notices about people that are on display until a day. */
  on_display: {
    site_id: string;
    page_key: Buffer;
    until: ColumnType<Date, string, string>;
    /** Sealed. */
    title: Buffer;
    department: string | null;
    notice: Json;
    format: string;
    policy_id: string;
    policy_version: string;
  };
  /** A citizen's word that a page shows what it should not. The ticket is all that they get. */
  exposure_report: {
    ticket: string;
    site_id: string;
    page_key: Buffer;
    created_at: Generated<Date>;
  };
  person_mask: {
    id: Generated<string>;
    site_id: string;
    page_key: Buffer;
    /** Keyed hash of name and publisher: the same person in two documents, without saying who. */
    bearer: Buffer;
    /** The 18 places of a resident ID, `?` where the document hides it. */
    shown: string;
    location: Json;
    seen_in: number;
  };
}
