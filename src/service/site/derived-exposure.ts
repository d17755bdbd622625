import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { NoticeFacts } from '../../engine/core/notice.ts';
import type { Schema } from '../store/database.ts';
import type { ExposureKind } from '../store/site-schema.ts';

/** An exposure that follows from what is known of a whole site, not from one look at one page. */
export interface DerivedExposure {
  /** The same at every scan. */
  readonly key: Buffer;
  readonly pages: readonly Buffer[];
  /** Sealed. */
  readonly title: Buffer;
  readonly department: string | null;
  readonly notice: unknown;
  readonly format: string;
  readonly policy: { readonly id: string; readonly version: string };
  readonly severity: 'medium' | 'high';
  readonly counts: Readonly<Record<string, number>>;
}

const NOTHING_SAID: NoticeFacts = {
  publisher: null,
  indexNumber: null,
  written: null,
  published: null,
  period: null,
};
/** What most have in common. */
export const OPEN_FOR_GOOD = { notice: NOTHING_SAID, counts: {} } as const;

/** How the exposures of a site changed. */
export interface Changes {
  readonly appeared: number;
  readonly reopened: number;
  readonly takenDown: number;
}

interface Scan {
  readonly siteId: string;
  /** The scan's number within the site. */
  readonly number: number;
}

/** Makes the exposures of one kind what they are now: new ones open, those that are no more are taken down. */
export async function reconcile(
  trx: Transaction<Schema>,
  scan: Scan,
  kind: ExposureKind,
  derived: readonly DerivedExposure[],
): Promise<Changes> {
  let appeared = 0;
  let reopened = 0;
  const standing: string[] = [];
  for (const one of derived) {
    const before = await trx
      .selectFrom('exposure')
      .select(['id', 'status'])
      .where('site_id', '=', scan.siteId)
      .where('kind', '=', kind)
      .where('key', '=', one.key)
      .executeTakeFirst();
    const id = before?.id ?? randomUUID();
    if (!before) appeared++;
    if (before?.status === 'taken-down') reopened++;
    await put(trx, scan, kind, id, one);
    await place(trx, scan, kind, id, one.pages);
    standing.push(id);
  }
  return { appeared, reopened, takenDown: await takeDownOthers(trx, scan, kind, standing) };
}

async function put(
  trx: Transaction<Schema>,
  { siteId }: Scan,
  kind: ExposureKind,
  id: string,
  one: DerivedExposure,
): Promise<void> {
  const now = sql<Date>`now()`;
  const told = {
    last_seen: now,
    department: one.department,
    title: one.title,
    facts: JSON.stringify(one.notice),
    format: one.format,
    policy_id: one.policy.id,
    policy_version: one.policy.version,
    severity: one.severity,
    counts: JSON.stringify(one.counts),
  };
  await trx
    .insertInto('exposure')
    .values({
      ...told,
      id,
      site_id: siteId,
      kind,
      key: one.key,
      status: 'open',
      first_seen: now,
      open_since: now,
      findings: '[]',
    })
    .onConflict((conflict) =>
      conflict.columns(['site_id', 'kind', 'key']).doUpdateSet({
        ...told,
        status: sql`case exposure.status when 'taken-down' then 'reopened' else exposure.status end`,
        open_since: sql`coalesce(exposure.open_since, now())`,
        taken_down_at: null,
      }),
    )
    .execute();
}

async function place(
  trx: Transaction<Schema>,
  { siteId, number }: Scan,
  kind: ExposureKind,
  id: string,
  pages: readonly Buffer[],
): Promise<void> {
  await sql`
    insert into exposure_place (site_id, page_key, kind, exposure_id, first_seen, last_seen, seen_in)
    select ${siteId}, key, ${kind}, ${id}, now(), now(), ${number} from unnest(${pages}::bytea[]) as page (key)
    on conflict (site_id, page_key, kind) do update set exposure_id = excluded.exposure_id,
      last_seen = now(), seen_in = excluded.seen_in, gone_at = null,
      gone_because = null`.execute(trx);
  await sql`
    update exposure_place set gone_at = now(), seen_in = ${number}
    where exposure_id = ${id} and gone_at is null and not page_key = any(${pages}::bytea[])`.execute(
    trx,
  );
}

async function takeDownOthers(
  trx: Transaction<Schema>,
  { siteId, number }: Scan,
  kind: ExposureKind,
  standing: readonly string[],
): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    update exposure set status = 'taken-down', taken_down_at = now(), open_since = null,
      exposed_seconds = exposed_seconds + extract(epoch from now() - coalesce(open_since, now()))::bigint
    where site_id = ${siteId} and kind = ${kind} and status <> 'taken-down'
      and not id = any(${standing}::uuid[])
    returning id`.execute(trx);
  await sql`
    update exposure_place set gone_at = now(), seen_in = ${number}
    where gone_at is null and exposure_id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(trx);
  return rows.length;
}
