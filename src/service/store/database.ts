import { type ColumnType, type Generated, Kysely, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import type { Ground } from '../../engine/core/review.ts';
import * as first from './migrations/0001-first.ts';
import * as review from './migrations/0002-review.ts';
import * as webhooks from './migrations/0003-webhooks.ts';
import * as sites from './migrations/0004-sites.ts';
import * as held from './migrations/0005-held.ts';
import * as sessions from './migrations/0006-sessions.ts';
import * as derivedExposures from './migrations/0007-derived-exposures.ts';
import * as signing from './migrations/0008-signing.ts';
import * as retention from './migrations/0010-retention.ts';
import * as heldDrafts from './migrations/0011-held-drafts.ts';
import * as years from './migrations/0012-years.ts';
import * as keyRates from './migrations/0013-key-rates.ts';
import * as sessionChecks from './migrations/0014-session-checks.ts';
import * as whyGone from './migrations/0015-why-gone.ts';
import * as leadsTo from './migrations/0016-leads-to.ts';
import type { SiteSchema } from './site-schema.ts';

type Time = ColumnType<Date, Date | string, Date | string>;
type Json = ColumnType<unknown, string, string>;

/** The tables, as kysely sees them. */
export interface Schema extends SiteSchema {
  redaction: {
    id: string;
    created_at: Generated<Date>;
    created_by: string;
    status: 'queued' | 'working' | 'done' | 'failed' | 'destroyed';
    verdict: 'clean' | 'masked' | 'review' | 'refused' | null;
    policy_id: string;
    report: Json | null;
    problem: Json | null;
    finished_at: Time | null;
    /** When the report goes; null where only the operator's usual time says it. */
    keep_until: ColumnType<Date | null, Date | null | undefined, Date | null>;
    /** Counts the decisions that people made about it. */
    revision: Generated<number>;
    /** The key of the keyring that ids of its findings were made with; null before it was read. */
    key_id: ColumnType<string | null, never, string>;
  };
  blob: {
    name: string;
    redaction_id: string;
    /** `masks`: what reviewers named, sealed · `retired`: replaced by a newer one, to be destroyed. */
    kind: 'original' | 'masked' | 'masks' | 'retired';
    created_at: Generated<Date>;
    expires_at: Time;
    destroyed_at: Time | null;
  };
  review_decision: {
    redaction_id: string;
    seq: number;
    about: 'finding' | 'mask' | 'blind-spots';
    /** Id of a finding or of an added mask; empty for blind spots. */
    subject: string;
    action: 'mask' | 'keep';
    ground: Ground | null;
    reason: string | null;
    decided_by: string;
    decided_at: Time;
  };
  webhook: {
    id: string;
    url: string;
    events: string[];
    description: string;
    /** Sealed. */
    secret: Buffer;
    created_at: Generated<Date>;
    created_by: string;
    failing_since: Time | null;
    disabled_at: Time | null;
  };
  webhook_delivery: {
    id: string;
    webhook_id: string;
    event: string;
    body: string;
    created_at: Generated<Date>;
    status: 'pending' | 'delivered' | 'dead';
    attempts: Generated<number>;
    answer: number | null;
    problem: string | null;
    finished_at: Time | null;
  };
  idempotent_request: {
    caller: string;
    key: string;
    body_sha256: string;
    redaction_id: string;
    created_at: Generated<Date>;
  };
  api_key: {
    id: string;
    name: string;
    hash: string;
    scopes: string[];
    created_at: Generated<Date>;
    expires_at: Time | null;
    revoked_at: Time | null;
    /** Sealed; null for a key that signs nothing. */
    signing_secret: Buffer | null;
    /** Requests a minute; null for as many as the operator usually allows. */
    rate_per_minute: ColumnType<number | null, number | null | undefined, number | null>;
  };
  key_usage: {
    caller: string;
    /** Since 1970; bigint comes as text. */
    minute: string;
    requests: number;
  };
  session: {
    id: Generated<string>;
    hash: string;
    person: string;
    name: string;
    scopes: string[];
    created_at: Generated<Date>;
    expires_at: Time;
    /** What the provider is asked with again; sealed. Null where it gave nothing. */
    renewal: Buffer | null;
    /** When the provider last said so. */
    vouched_at: Time;
    /** When it is asked again. */
    check_at: Time;
  };
  audit_event: {
    /** bigint: node-postgres gives it as text, so that no digit is lost. */
    seq: ColumnType<string, bigint, never>;
    at: Time;
    actor: string;
    action: string;
    subject: string;
    facts: Json;
    previous: string;
    hash: string;
  };
}

export type Database = Kysely<Schema>;

/** Opens a pool on PostgreSQL and brings the tables up to date; processes that start together take turns. */
export async function openDatabase(connection: pg.PoolConfig): Promise<Database> {
  const pool = new pg.Pool({ max: 10, ...connection });
  // A connection that breaks while idle is replaced by the pool; without a listener it ends the process.
  pool.on('error', () => {});
  // One that breaks between two statements of a transaction: the next statement fails and says so.
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  const migrator = new Migrator({
    db,
    provider: {
      getMigrations: async () => ({
        '0001-first': first,
        '0002-review': review,
        '0003-webhooks': webhooks,
        '0004-sites': sites,
        '0005-held': held,
        '0006-sessions': sessions,
        '0007-derived-exposures': derivedExposures,
        '0008-signing': signing,
        '0010-retention': retention,
        '0011-held-drafts': heldDrafts,
        '0012-years': years,
        '0013-key-rates': keyRates,
        '0014-session-checks': sessionChecks,
        '0015-why-gone': whyGone,
        '0016-leads-to': leadsTo,
      }),
    },
    // Migrations of several hands land in any order.
    allowUnorderedMigrations: true,
  });
  const { error } = await migrator.migrateToLatest();
  if (!error) return db;
  await db.destroy();
  throw error;
}
