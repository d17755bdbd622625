import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { Look } from '../../engine/report/report.ts';
import type { Schema } from '../store/database.ts';
import type { RecordContext, RecordedVisit } from './record.ts';
import type { Shown } from './shown.ts';

const KIND = 'identifiers';
type Db = Transaction<Schema>;

/**
 * Puts what a page shows under one exposure. The same list under another address joins it there; a page
 * whose list has changed keeps its history.
 */
export async function placeShown(
  trx: Db,
  context: RecordContext,
  visit: RecordedVisit,
  shown: Shown,
): Promise<void> {
  const place = await placeOf(trx, context, visit);
  const same = await exposureWith(trx, context, shown.key);
  let id = same?.id;
  if (place && !same && place.others === 0) {
    id = place.exposureId;
    await rewrite(trx, id, visit, shown, context);
  } else if (same) {
    await seenAgain(trx, context, same.id, place?.firstSeen);
  } else {
    id = await begin(trx, context, visit, shown, place?.firstSeen);
  }
  await put(trx, context, visit, id as string);
  if (place && place.exposureId !== id && place.others === 0)
    await trx.deleteFrom('exposure').where('id', '=', place.exposureId).execute();
}

interface Place {
  readonly exposureId: string;
  readonly firstSeen: Date;
  /** Further places of the same exposure. */
  readonly others: number;
}

async function placeOf(
  trx: Db,
  { siteId }: RecordContext,
  { key }: RecordedVisit,
): Promise<Place | undefined> {
  const { rows } = await sql<Place>`
    select exposure_id as "exposureId", first_seen as "firstSeen",
      (select count(*)::int - 1 from exposure_place other where other.exposure_id = place.exposure_id) as others
    from exposure_place place
    where site_id = ${siteId} and page_key = ${key} and kind = ${KIND}`.execute(trx);
  return rows[0];
}

const exposureWith = (trx: Db, { siteId }: RecordContext, key: Buffer) =>
  trx
    .selectFrom('exposure')
    .select('id')
    .where('site_id', '=', siteId)
    .where('kind', '=', KIND)
    .where('key', '=', key)
    .executeTakeFirst();

/** What an exposure tells of the document as it stands now. */
function columnsOf(visit: RecordedVisit, shown: Shown, { book, departmentOf }: RecordContext) {
  const { look, page } = visit.looked as { look: Look; page: { title: string | null } | null };
  return {
    key: shown.key,
    severity: shown.severity,
    counts: JSON.stringify(shown.counts),
    findings: storable(shown.findings),
    facts: storable(look.notice),
    title: page?.title ? book.seal(page.title) : null,
    department: departmentOf(visit.url) ?? look.notice.publisher,
    format: look.document.format,
    policy_id: look.policy.id,
    policy_version: look.policy.version,
  };
}

/** PostgreSQL's jsonb cannot hold the character NUL, and a document may. */
const storable = (value: unknown): string => JSON.stringify(value).replaceAll('\\u0000', '');

async function begin(
  trx: Db,
  context: RecordContext,
  visit: RecordedVisit,
  shown: Shown,
  firstSeen: Date | undefined,
): Promise<string> {
  const id = randomUUID();
  const since = firstSeen ?? sql<Date>`now()`;
  await trx
    .insertInto('exposure')
    .values({
      id,
      site_id: context.siteId,
      kind: KIND,
      status: 'open',
      first_seen: since,
      last_seen: sql<Date>`now()`,
      open_since: since,
      ...columnsOf(visit, shown, context),
    })
    .execute();
  await count(trx, context, 'exposures_new');
  return id;
}

/** The list on this page has changed and stands nowhere else: the same exposure, as it is now. */
async function rewrite(
  trx: Db,
  id: string,
  visit: RecordedVisit,
  shown: Shown,
  context: RecordContext,
): Promise<void> {
  await trx
    .updateTable('exposure')
    .set({ ...columnsOf(visit, shown, context), last_seen: sql`now()` })
    .where('id', '=', id)
    .execute();
  // What was accepted was the list as it stood then.
  await reopen(trx, context, id, ['taken-down', 'accepted']);
}

async function seenAgain(
  trx: Db,
  context: RecordContext,
  id: string,
  firstSeen: Date | undefined,
): Promise<void> {
  await sql`
    update exposure set last_seen = now(),
      first_seen = least(first_seen, ${firstSeen ?? null}::timestamptz)
    where id = ${id}`.execute(trx);
  await reopen(trx, context, id, ['taken-down']);
}

async function reopen(
  trx: Db,
  context: RecordContext,
  id: string,
  from: readonly ('taken-down' | 'accepted')[],
): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('exposure')
    .set({
      status: 'reopened',
      open_since: sql`coalesce(open_since, now())`,
      taken_down_at: null,
      accepted_at: null,
      accepted_by: null,
      accepted_reason: null,
    })
    .where('id', '=', id)
    .where('status', 'in', from)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) await count(trx, context, 'exposures_reopened');
}

const count = (trx: Db, { scanId }: RecordContext, what: 'exposures_new' | 'exposures_reopened') =>
  sql`update scan set ${sql.ref(what)} = ${sql.ref(what)} + 1 where id = ${scanId}`.execute(trx);

const put = (
  trx: Db,
  { siteId, number }: RecordContext,
  { key, blindSpots }: RecordedVisit,
  exposureId: string,
) =>
  sql`
    insert into exposure_place
      (site_id, page_key, kind, exposure_id, first_seen, last_seen, seen_in, blind_spots)
    values (${siteId}, ${key}, ${KIND}, ${exposureId}, now(), now(), ${number}, ${blindSpots})
    on conflict (site_id, page_key, kind) do update set exposure_id = excluded.exposure_id,
      last_seen = now(), seen_in = excluded.seen_in, gone_at = null,
      gone_because = null, blind_spots = excluded.blind_spots`.execute(trx);
