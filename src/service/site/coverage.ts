import { sql } from 'kysely';
import type { Database } from '../store/database.ts';
import type { ScanState } from '../store/site-schema.ts';

/** How much of a site has been looked at: what was not may show anything. */
export interface Coverage {
  /** Pages and documents that were read whole, and those that were read in part. */
  readonly read: number;
  readonly readInPart: number;
  /** By reason, a code; the most frequent first. */
  readonly unread: readonly { readonly reason: string; readonly pages: number }[];
  /** The latest scan of the whole site; null when there was none. */
  readonly lastScan: {
    readonly at: Date;
    readonly state: ScanState;
    readonly because: string | null;
  } | null;
}

/** What is known of a site's pages as they were last visited. What is gone is left out. */
export async function coverageOf(db: Database, siteId: string): Promise<Coverage> {
  const { rows } = await sql<{ reason: string; pages: number }>`
    select case
        when scanned_in = 0 then 'not-reached'
        when problem is not null then problem
        when kind = 'sitemap' or status between 300 and 303 or status between 305 and 399 then 'no document'
        when blind_spots > 0 then 'in part'
        else 'whole'
      end as reason, count(*)::int as pages
    from page
    where site_id = ${siteId} and coalesce(status, 0) not in (404, 410)
      and not (coalesce(kind, '') = 'sitemap' and coalesce(status, 0) not between 200 and 399)
    group by 1 order by 2 desc, 1`.execute(db);
  const count = (reason: string) => rows.find((row) => row.reason === reason)?.pages ?? 0;
  return {
    read: count('whole'),
    readInPart: count('in part'),
    unread: rows.filter(({ reason }) => !READ.has(reason)),
    lastScan: await lastScanOf(db, siteId),
  };
}

const READ = new Set(['whole', 'in part', 'no document']);

async function lastScanOf(db: Database, siteId: string): Promise<Coverage['lastScan']> {
  const row = await db
    .selectFrom('scan')
    .select(['started_at', 'finished_at', 'state', 'because'])
    .where('site_id', '=', siteId)
    .where((where) => where.or([where('follow', '=', true), where('source', '=', 'export')]))
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row
    ? { at: row.finished_at ?? row.started_at, state: row.state, because: row.because }
    : null;
}
