import { sql, type Transaction } from 'kysely';
import type { Schema } from '../store/database.ts';
import { announce } from '../webhooks/announce.ts';
import type { Line } from '../webhooks/line.ts';

/** The most ids that one message names; the count is told whole. */
const NAMED = 100;

const CHANGED = {
  'exposure.new': sql`status = 'open' and first_seen >= scan.started_at`,
  'exposure.reopened': sql`status = 'reopened' and open_since >= scan.started_at`,
  'exposure.taken-down': sql`status = 'taken-down' and taken_down_at >= scan.started_at`,
} as const;

/** Tells whoever listens what a scan has changed: one message for each kind of change, not for each document. */
export async function announceChanges(
  trx: Transaction<Schema>,
  line: Line,
  scanId: string,
): Promise<void> {
  for (const [type, changed] of Object.entries(CHANGED)) {
    const { rows } = await sql<{ site: string; count: number; ids: string[] }>`
      select scan.site_id as site, count(*)::int as count,
        (array_agg(exposure.id order by exposure.severity, exposure.id))[1:${sql.lit(NAMED)}] as ids
      from scan join exposure on exposure.site_id = scan.site_id
      where scan.id = ${scanId} and ${changed} group by scan.site_id`.execute(trx);
    const [found] = rows;
    if (!found) continue;
    await announce(trx, line, type as keyof typeof CHANGED, {
      site: found.site,
      scan: scanId,
      count: found.count,
      exposures: found.ids,
      href: `/v1/exposures?site=${found.site}`,
    });
  }
}
