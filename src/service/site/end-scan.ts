import { sql, type Transaction } from 'kysely';
import { appendAudit } from '../store/audit.ts';
import type { Keyring } from '../store/blobs/keyring.ts';
import type { Database, Schema } from '../store/database.ts';
import type { Line } from '../webhooks/line.ts';
import { announceChanges } from './announce-changes.ts';
import { type Arithmetic, deriveExposures } from './derive.ts';
import { siteTurn } from './site-turn.ts';

/** What the end of a scan needs. */
export interface EndingParts extends Arithmetic {
  /** Who is told what has changed; undefined where nobody is. */
  readonly deliveries?: Line | undefined;
}

/** Why a site could not be scanned at all. */
export const UNREACHABLE = [
  'unreachable',
  'no-such-host',
  'address-refused',
  'certificate',
  'certificate-untrusted',
  'certificate-expired',
  'certificate-wrong-host',
] as const;
export type Unreachable = (typeof UNREACHABLE)[number];

/** Why a scan ended before everything was visited. */
export type Shortfall = 'budget' | 'damaged' | Unreachable;

/**
 * Ends a scan that has nothing left to do; false when it has, or has ended. Only now, with every page
 * visited, what stands nowhere any more counts as taken down: a list that moved was seen at its new place.
 */
export async function finishScan(
  db: Database,
  keyring: Keyring,
  scanId: string,
  parts: EndingParts,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const known = trx.selectFrom('scan').select('site_id').where('id', '=', scanId);
    const found = await known.executeTakeFirst();
    if (!found) return false;
    // Whoever has a page looked at once more finds this scan under way, or ended.
    await siteTurn(trx, found.site_id);
    const { rows } = await sql<{ site_id: string; number: number }>`
      select site_id, number from scan where id = ${scanId} and state = 'running' and not exists (
        select 1 from page where page.site_id = scan.site_id and due_at is not null
      ) for update skip locked`.execute(trx);
    const [scan] = rows;
    if (!scan) return false;
    const { site_id: siteId, number } = scan;
    const derived = await deriveExposures(trx, { id: scanId, siteId, number }, parts);
    const down = (await takeDown(trx, siteId)) + derived.takenDown;
    await trx
      .updateTable('scan')
      .set({ state: 'done', finished_at: sql`now()`, exposures_down: down })
      .where('id', '=', scanId)
      .execute();
    await tell(trx, keyring, scanId, { state: 'done', takenDown: down });
    if (parts.deliveries) await announceChanges(trx, parts.deliveries, scanId);
    return true;
  });
}

/** Ends a scan early. What it has not seen stays as it was. */
export async function cutScan(
  db: Database,
  keyring: Keyring,
  scanId: string,
  because: Shortfall,
  deliveries?: Line,
): Promise<void> {
  const state = because === 'budget' || because === 'damaged' ? 'stopped' : 'failed';
  await db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('scan')
      .set({ state, because, finished_at: sql`now()` })
      .where('id', '=', scanId)
      .where('state', 'in', ['starting', 'running'])
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return;
    await tell(trx, keyring, scanId, { state, because });
    if (deliveries) await announceChanges(trx, deliveries, scanId);
  });
}

/**
 * Closes exposures of which no place is left; returns how many. One that has moved to where nobody could
 * read, however many redirects away, may well stand there: it waits for a scan that can.
 */
async function takeDown(trx: Transaction<Schema>, siteId: string): Promise<number> {
  const { numAffectedRows } = await sql`
    with recursive way as (
      select moved.exposure_id, moved.blind_spots, page.leads_to as key
      from exposure_place moved join page on page.site_id = moved.site_id and page.key = moved.page_key
      where moved.site_id = ${siteId} and moved.gone_because = 'moved' and page.leads_to is not null
      union
      select way.exposure_id, way.blind_spots, page.leads_to
      from way join page on page.site_id = ${siteId} and page.key = way.key
      where page.leads_to is not null
    )
    update exposure set status = 'taken-down', taken_down_at = now(), open_since = null,
      exposed_seconds = exposed_seconds + extract(epoch from now() - coalesce(open_since, now()))::bigint
    where site_id = ${siteId} and kind = 'identifiers' and status <> 'taken-down'
      and not exists (
        select 1 from exposure_place place where place.exposure_id = exposure.id and place.gone_at is null
      ) and not exists (
        select 1 from way join page target on target.site_id = ${siteId} and target.key = way.key
        where way.exposure_id = exposure.id
          and (target.problem is not null or target.blind_spots > way.blind_spots)
      )`.execute(trx);
  return Number(numAffectedRows ?? 0);
}

const tell = (
  trx: Transaction<Schema>,
  keyring: Keyring,
  scanId: string,
  facts: Readonly<Record<string, string | number>>,
) =>
  appendAudit(trx, keyring, {
    actor: 'system',
    action: 'scan-ended',
    subject: `scan:${scanId}`,
    facts,
  });
