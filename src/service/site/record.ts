import { sql, type Transaction } from 'kysely';
import type { Schema } from '../store/database.ts';
import type { GoneBecause } from '../store/site-schema.ts';
import type { AddressBook } from './address-book.ts';
import { recordDisplay } from './on-display.ts';
import { placeShown } from './place-shown.ts';
import { type Shown, shownBy } from './shown.ts';
import type { Visited } from './visit.ts';
import type { VisitEnd } from './visit-outcome.ts';

/** Whose pages are recorded. */
export interface RecordContext {
  readonly siteId: string;
  readonly scanId: string;
  readonly number: number;
  readonly book: AddressBook;
  /** Who answers for an address; null when nobody is named. */
  readonly departmentOf: (url: string) => string | null;
  /** Policies whose basis says how long such a notice is on display. */
  readonly timedPolicies: ReadonlySet<string>;
}

/** A visit, with the address that only memory knows. */
export interface RecordedVisit extends Visited {
  readonly url: string;
}

const KIND = 'identifiers';

/**
 * Writes what visits have shown into the exposures of a site, in the transaction that settles them. A
 * place ends when its page is gone or shows nothing any more; an error ends nothing.
 */
export async function record(
  trx: Transaction<Schema>,
  context: RecordContext,
  visits: readonly RecordedVisit[],
): Promise<void> {
  const shown = new Map<RecordedVisit, Shown>();
  for (const one of visits) {
    const shows = one.looked?.look ? shownBy(one.looked.look) : undefined;
    if (shows) shown.set(one, shows);
  }
  const places = await placesOf(trx, context, visits);
  if (shown.size > 0 || places.size > 0) {
    // One at a time within a site: two that meet the same two lists would wait for each other.
    await sql`select pg_advisory_xact_lock(hashtext('exposure'), hashtext(${context.siteId}))`.execute(
      trx,
    );
    await stillThere(trx, context, visits);
    for (const one of visits) {
      const shows = shown.get(one);
      if (shows) await placeShown(trx, context, one, shows);
      else if (isClear(one, places)) await endPlace(trx, context, one);
    }
  }
  const known = visits.filter(isKnown);
  if (known.length === 0) return;
  await recordForms(trx, context, known);
  await recordDisplay(trx, context, known);
}

/** Whether the page is known anew. What was not asked for, failed or could not be read leaves what was known. */
const isKnown = ({ end, problem }: RecordedVisit): boolean =>
  problem === null && (end === 'gone' || end === 'elsewhere' || end === 'looked');

type Places = ReadonlyMap<string, { readonly blindSpots: number }>;

/** Pages among these on which something stands, with what could not be read there before. */
async function placesOf(
  trx: Transaction<Schema>,
  { siteId }: RecordContext,
  visits: readonly RecordedVisit[],
): Promise<Places> {
  const rows = await trx
    .selectFrom('exposure_place')
    .select(['page_key', 'blind_spots'])
    .where('site_id', '=', siteId)
    .where('kind', '=', KIND)
    .where('page_key', 'in', [Buffer.alloc(0), ...visits.map(({ key }) => key)])
    .where('gone_at', 'is', null)
    .execute();
  return new Map(
    rows.map(({ page_key, blind_spots }) => [
      page_key.toString('hex'),
      { blindSpots: blind_spots },
    ]),
  );
}

/** Whether what stood on a page is surely not there any more: what cannot be read may still show it. */
function isClear(one: RecordedVisit, places: Places): boolean {
  const place = places.get(one.key.toString('hex'));
  if (!place) return false;
  if (one.end === 'gone' || one.end === 'elsewhere') return one.problem === null;
  return one.end === 'looked' && one.problem === null && one.blindSpots <= place.blindSpots;
}

async function stillThere(
  trx: Transaction<Schema>,
  { siteId, number }: RecordContext,
  visits: readonly RecordedVisit[],
): Promise<void> {
  const keys = visits.filter(({ end }) => end === 'unchanged').map(({ key }) => key);
  if (keys.length === 0) return;
  await sql`
    with seen as (
      update exposure_place set last_seen = now(), seen_in = ${number}
      where site_id = ${siteId} and page_key = any(${keys}::bytea[]) and gone_at is null
      returning exposure_id
    )
    update exposure set last_seen = now() where id in (select exposure_id from seen)`.execute(trx);
}

const BECAUSE: Readonly<Partial<Record<VisitEnd, GoneBecause>>> = {
  gone: 'removed',
  elsewhere: 'moved',
};

const endPlace = (
  trx: Transaction<Schema>,
  { siteId, number }: RecordContext,
  { key, end }: RecordedVisit,
) =>
  trx
    .updateTable('exposure_place')
    .set({ gone_at: sql`now()`, seen_in: number, gone_because: BECAUSE[end] ?? 'changed' })
    .where('site_id', '=', siteId)
    .where('page_key', '=', key)
    .where('kind', '=', KIND)
    .execute();

/** How pages show half-hidden numbers, for adding up over the site; the earlier forms go. */
async function recordForms(
  trx: Transaction<Schema>,
  { siteId, number }: RecordContext,
  changed: readonly RecordedVisit[],
): Promise<void> {
  await trx
    .deleteFrom('person_mask')
    .where('site_id', '=', siteId)
    .where(
      'page_key',
      'in',
      changed.map(({ key }) => key),
    )
    .execute();
  const forms = changed.flatMap(({ key, looked }) =>
    (looked?.shownForms ?? []).map(({ bearer, shown, location }) => ({
      site_id: siteId,
      page_key: key,
      bearer: Buffer.from(bearer, 'hex'),
      shown,
      location: JSON.stringify(location),
      seen_in: number,
    })),
  );
  for (let at = 0; at < forms.length; at += ROWS)
    await trx
      .insertInto('person_mask')
      .values(forms.slice(at, at + ROWS))
      .execute();
}

/** PostgreSQL takes 65,535 parameters at once. */
const ROWS = 5000;
