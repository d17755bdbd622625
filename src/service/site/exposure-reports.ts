import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { canonicalUrl } from '../page/canonical-url.ts';
import { appendAudit } from '../store/audit.ts';
import type { Keyring } from '../store/blobs/keyring.ts';
import type { Database } from '../store/database.ts';
import type { AddressBook } from './address-book.ts';
import { isInScope, scopeOf } from './scope.ts';
import { siteAt } from './sites.ts';
import { lookAgain } from './spot-scan.ts';

/**
 * What a citizen is told: `received` not looked at yet · `confirmed` it shows something, and whoever
 * answers for it is told · `accepted` it shows something and was found to be lawful · `taken-down` it is
 * not there any more · `nothing-found` · `unreachable` the page could not be read whole.
 */
export type ReportStatus =
  | 'received'
  | 'confirmed'
  | 'accepted'
  | 'taken-down'
  | 'nothing-found'
  | 'unreachable';

/** What became of a citizen's report. Never what the page shows. */
export interface ExposureReport {
  readonly ticket: string;
  readonly status: ReportStatus;
  readonly createdAt: Date;
  /** When the page was last looked at; null while it was not. */
  readonly checkedAt: Date | null;
}

/** Takes a report about a page of a registered site; undefined for a page of no such site. */
export async function reportExposure(
  db: Database,
  keyring: Keyring,
  book: AddressBook,
  url: string,
): Promise<ExposureReport | undefined> {
  const page = canonicalUrl(url, url);
  const site = page && (await siteAt(db, new URL(page).origin));
  if (!site || !isInScope(page, 0, scopeOf(site.origin, site.settings))) return undefined;
  const key = await lookAgain(db, keyring, book, site, page);
  const ticket = randomUUID();
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('exposure_report')
      .values({ ticket, site_id: site.id, page_key: key })
      .execute();
    await appendAudit(trx, keyring, {
      actor: 'citizen',
      action: 'exposure-reported',
      subject: `exposure-report:${ticket}`,
      facts: { site: site.id },
    });
  });
  return findReport(db, ticket);
}

/** What became of one report; undefined when there is none with that ticket. */
export async function findReport(
  db: Database,
  ticket: string,
): Promise<ExposureReport | undefined> {
  const { rows } = await sql<Row>`
    select report.ticket, report.created_at, page.fetched_at, page.status,
      page.problem is not null or page.blind_spots > 0 as is_unread,
      page.due_at is null and page.fetched_at > report.created_at - interval '10 minutes' as is_checked,
      standing.status as standing,
      exists (
        select 1 from exposure_place gone
        where gone.site_id = report.site_id and gone.page_key = report.page_key
          and gone.gone_at > report.created_at
      ) as is_down
    from exposure_report report
    join page on page.site_id = report.site_id and page.key = report.page_key
    left join lateral (
      select exposure.status from exposure_place place join exposure on exposure.id = place.exposure_id
      where place.site_id = report.site_id and place.page_key = report.page_key and place.gone_at is null
      order by exposure.status = 'accepted' limit 1
    ) standing on true
    where report.ticket = ${ticket}`.execute(db);
  const [row] = rows;
  return (
    row && {
      ticket: row.ticket,
      createdAt: row.created_at,
      checkedAt: row.is_checked ? row.fetched_at : null,
      status: statusOf(row),
    }
  );
}

interface Row {
  readonly ticket: string;
  readonly created_at: Date;
  readonly fetched_at: Date | null;
  readonly status: number | null;
  readonly is_unread: boolean;
  readonly is_checked: boolean | null;
  readonly standing: string | null;
  readonly is_down: boolean;
}

const GONE: readonly (number | null)[] = [404, 410];

function statusOf({ is_checked, standing, is_down, status, is_unread }: Row): ReportStatus {
  if (!is_checked) return 'received';
  if (standing !== null) return standing === 'accepted' ? 'accepted' : 'confirmed';
  if (is_down || GONE.includes(status)) return 'taken-down';
  return is_unread ? 'unreachable' : 'nothing-found';
}
