import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { appendAudit } from '../store/audit.ts';
import type { Keyring } from '../store/blobs/keyring.ts';
import type { Database } from '../store/database.ts';
import type { AddressBook } from './address-book.ts';
import { siteTurn } from './site-turn.ts';
import type { Site } from './sites.ts';

/** Scans that look at single pages only; the history of a site leaves them out. */
export const SPOT_SCAN = 'exposure-report';

/** A page that was looked at this lately is not asked again. */
const FRESH_MINUTES = 10;

/**
 * Has one page of a site looked at: by the scan that is under way, or by one begun for it. Everything
 * else that is known of the site stays as it is.
 */
export async function lookAgain(
  db: Database,
  keyring: Keyring,
  book: AddressBook,
  site: Site,
  url: string,
): Promise<Buffer> {
  const key = book.keyOf(url);
  await db.transaction().execute(async (trx) => {
    // Two that start at once would both see no scan under way, and one that ends would miss the page.
    await siteTurn(trx, site.id);
    const { numAffectedRows } = await sql`
      insert into page (site_id, key, address, depth, found_in, due_at)
      select ${site.id}, ${key}, ${book.seal(url)}, 0,
        (select coalesce(max(number), 0) from scan where site_id = ${site.id}), now()
      on conflict (site_id, key) do update set due_at = now(), attempts = 0
        where page.due_at is null
          and page.fetched_at < now() - make_interval(mins => ${FRESH_MINUTES})`.execute(trx);
    if (numAffectedRows === 0n) return;
    const id = randomUUID();
    const begun = await sql`
      insert into scan (id, site_id, number, state, started_by, follow)
      select ${id}, ${site.id}, coalesce(max(number), 0) + 1, 'starting', ${SPOT_SCAN}, false
      from scan where site_id = ${site.id}
      having not coalesce(bool_or(state in ('starting', 'running', 'paused')), false)`.execute(trx);
    if (begun.numAffectedRows === 0n) return;
    await appendAudit(trx, keyring, {
      actor: 'citizen',
      action: 'scan-started',
      subject: `scan:${id}`,
      facts: { site: site.id, pages: 1 },
    });
  });
  return key;
}
