import { sql } from 'kysely';
import type { NoticeFacts } from '../../engine/core/notice.ts';
import { scrubbed } from '../../engine/report/scrub.ts';
import { appendAudit } from '../store/audit.ts';
import type { Keyring } from '../store/blobs/keyring.ts';
import type { Database } from '../store/database.ts';
import type { ExposureKind, ExposureStatus, GoneBecause } from '../store/site-schema.ts';
import type { AddressBook } from './address-book.ts';
import type { ShownFinding } from './shown.ts';
import { shownAddress } from './shown-address.ts';

/** One document online that shows what it should not. Never holds a value. */
export interface Exposure {
  readonly id: string;
  readonly siteId: string;
  readonly kind: ExposureKind;
  readonly status: ExposureStatus;
  /** With numbers in it starred; the name of the file where it has none. */
  readonly title: string;
  readonly department: string | null;
  readonly places: readonly ExposurePlace[];
  readonly format: string;
  readonly policy: { readonly id: string; readonly version: string };
  readonly severity: 'low' | 'medium' | 'high' | 'critical';
  /** By type. */
  readonly counts: Readonly<Record<string, number>>;
  readonly notice: NoticeFacts;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
  /** Whole days that it has been up, begun ones counted. */
  readonly daysExposed: number;
  readonly takenDownAt: Date | null;
  readonly accepted: { readonly at: Date; readonly by: string; readonly reason: string } | null;
}

export interface ExposurePlace {
  /** With numbers of persons in it starred. */
  readonly address: string;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
  readonly goneAt: Date | null;
  /** Null while it is up, and where it was not a page that ended. */
  readonly goneBecause: GoneBecause | null;
}

export interface ExposureFilter {
  readonly site?: string | undefined;
  readonly status?: ExposureStatus | undefined;
  /** A rule's id. */
  readonly type?: string | undefined;
}

/** Exposures in the order of their ids, up to `limit` after one. */
export async function listExposures(
  db: Database,
  book: AddressBook,
  filter: ExposureFilter,
  after: string,
  limit: number,
): Promise<Exposure[]> {
  let query = select(db).where('id', '>', after).orderBy('id').limit(limit);
  if (filter.site !== undefined) query = query.where('site_id', '=', filter.site);
  if (filter.status !== undefined) query = query.where('status', '=', filter.status);
  if (filter.type !== undefined) query = query.where(sql<boolean>`counts ? ${filter.type}`);
  return withPlaces(db, book, await query.execute());
}

/** One exposure with what it shows, masked; undefined when there is none. */
export async function findExposure(
  db: Database,
  book: AddressBook,
  id: string,
): Promise<(Exposure & { readonly findings: readonly ShownFinding[] }) | undefined> {
  const row = await select(db).where('id', '=', id).executeTakeFirst();
  if (!row) return undefined;
  const [exposure] = await withPlaces(db, book, [row]);
  return exposure && { ...exposure, findings: row.findings as ShownFinding[] };
}

/** Accepts an exposure for a reason, or takes that back (`null`); false when it is not there or not up. */
export async function acceptExposure(
  db: Database,
  keyring: Keyring,
  id: string,
  reason: string | null,
  actor: string,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('exposure')
      .set(
        reason === null
          ? { status: 'open', accepted_at: null, accepted_by: null, accepted_reason: null }
          : {
              status: 'accepted',
              accepted_at: sql`now()`,
              accepted_by: actor,
              accepted_reason: scrubbed(reason),
            },
      )
      .where('id', '=', id)
      .where('status', 'in', reason === null ? ['accepted'] : ['open', 'reopened', 'accepted'])
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await appendAudit(trx, keyring, {
      actor,
      action: reason === null ? 'exposure-acceptance-withdrawn' : 'exposure-accepted',
      subject: `exposure:${id}`,
      facts: { reason: reason === null ? null : scrubbed(reason) },
    });
    return true;
  });
}

const select = (db: Database) => db.selectFrom('exposure').selectAll();

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

async function withPlaces(
  db: Database,
  book: AddressBook,
  rows: readonly Row[],
): Promise<Exposure[]> {
  if (rows.length === 0) return [];
  const places = await db
    .selectFrom('exposure_place')
    .innerJoin('page', (join) =>
      join
        .onRef('page.site_id', '=', 'exposure_place.site_id')
        .onRef('page.key', '=', 'exposure_place.page_key'),
    )
    .select(['exposure_id', 'address', 'first_seen', 'last_seen', 'gone_at', 'gone_because'])
    .where(
      'exposure_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('first_seen')
    .execute();
  const byExposure = Map.groupBy(places, ({ exposure_id }) => exposure_id);
  return rows.map((row) => {
    const at = (byExposure.get(row.id) ?? []).map((place) => ({
      address: shownAddress(book.open(place.address)),
      firstSeen: place.first_seen,
      lastSeen: place.last_seen,
      goneAt: place.gone_at,
      goneBecause: place.gone_because,
    }));
    const title = row.title === null ? fileName(at[0]?.address) : scrubbed(book.open(row.title));
    return { ...exposureOf(row), title, places: at };
  });
}

/** What has no title goes by the name of its file. */
const fileName = (address = ''): string =>
  address
    .replace(/[?#].*$/, '')
    .split('/')
    .at(-1) ?? '';

const exposureOf = (row: Row): Omit<Exposure, 'places' | 'title'> => ({
  id: row.id,
  siteId: row.site_id,
  kind: row.kind,
  status: row.status,
  department: row.department,
  format: row.format,
  policy: { id: row.policy_id, version: row.policy_version },
  severity: row.severity,
  counts: row.counts as Record<string, number>,
  notice: row.facts as NoticeFacts,
  firstSeen: row.first_seen,
  lastSeen: row.last_seen,
  daysExposed: daysOf(row),
  takenDownAt: row.taken_down_at,
  accepted: row.accepted_at && {
    at: row.accepted_at,
    by: row.accepted_by ?? '',
    reason: row.accepted_reason ?? '',
  },
});

const DAY_SECONDS = 86_400;

/** Earlier times that it was up count as well. */
function daysOf({ open_since, exposed_seconds }: Row): number {
  const now = open_since === null ? 0 : (Date.now() - open_since.getTime()) / 1000;
  return Math.max(1, Math.ceil((Number(exposed_seconds) + now) / DAY_SECONDS));
}
