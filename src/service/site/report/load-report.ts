import { sql } from 'kysely';
import type { Bilingual } from '../../../engine/report/report.ts';
import { scrubbed } from '../../../engine/report/scrub.ts';
import type { Database } from '../../store/database.ts';
import type { ExposureKind, ExposureStatus, GoneBecause } from '../../store/site-schema.ts';
import type { AddressBook } from '../address-book.ts';
import { coverageOf } from '../coverage.ts';
import { shownAddress } from '../shown-address.ts';
import type { Site } from '../sites.ts';
import { SPOT_SCAN } from '../spot-scan.ts';
import {
  type ReportedExposure,
  type SiteReport,
  siteReport,
  type TrendPoint,
} from './site-report.ts';

const DAY = 86_400_000;
/** A page is told with a hundred of its places; the total is told whole. */
const PLACES = 100;
const SCANS = 24;

/** Everything that is known of a site's exposures, as its supervisor is told. */
export async function loadSiteReport(
  db: Database,
  book: AddressBook,
  site: Site,
  nameOf: (type: string) => Bilingual,
  at = new Date(),
): Promise<SiteReport> {
  const exposures = await exposuresOf(db, book, site.id, at);
  const trend = await trendOf(db, site.id);
  const coverage = await coverageOf(db, site.id);
  return siteReport(new URL(site.origin).host, exposures, trend, coverage, at, nameOf);
}

interface ExposureRow {
  readonly id: string;
  readonly kind: ExposureKind;
  readonly status: ExposureStatus;
  readonly title: Buffer | null;
  readonly department: string | null;
  readonly policy_id: string;
  readonly severity: ReportedExposure['severity'];
  readonly counts: Record<string, number>;
  readonly first_seen: Date;
  readonly last_seen: Date;
  readonly open_since: Date | null;
  readonly exposed_seconds: string;
  readonly addresses: (Buffer | null)[] | null;
  readonly parents: (Buffer | null)[] | null;
  readonly gone_because: GoneBecause | null;
}

async function exposuresOf(
  db: Database,
  book: AddressBook,
  siteId: string,
  at: Date,
): Promise<ReportedExposure[]> {
  const { rows } = await sql<ExposureRow>`
    select exposure.*, placed.addresses, placed.parents, (
        select gone_because from exposure_place as ended
        where ended.exposure_id = exposure.id and exposure.status = 'taken-down' and gone_because is not null
        order by gone_at desc limit 1
      ) as gone_because
    from exposure left join lateral (
      select array_agg(page.address) as addresses, array_agg(parent.address) as parents
      from (
        select page_key from exposure_place as place
        where place.exposure_id = exposure.id
          and (place.gone_at is null or exposure.status = 'taken-down')
        order by first_seen, page_key limit ${PLACES}
      ) as place
      join page on page.site_id = exposure.site_id and page.key = place.page_key
      left join page as parent on parent.site_id = page.site_id and parent.key = page.found_on
    ) as placed on true
    where exposure.site_id = ${siteId}`.execute(db);
  return rows.map((row) => reported(row, book, at));
}

function reported(row: ExposureRow, book: AddressBook, at: Date): ReportedExposure {
  const shown = (sealed: Buffer) => shownAddress(book.open(sealed));
  const places = (row.addresses ?? []).flatMap((address, index) => {
    const parent = row.parents?.[index];
    return address ? [{ address: shown(address), ...(parent && { onPage: shown(parent) }) }] : [];
  });
  const upFor = row.open_since ? at.getTime() - row.open_since.getTime() : 0;
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    title: row.title ? scrubbed(book.open(row.title)) : lastPart(places[0]?.address ?? ''),
    places,
    department: row.department,
    policy: row.policy_id,
    severity: row.severity,
    counts: row.counts,
    firstSeen: row.first_seen.toISOString(),
    lastSeen: row.last_seen.toISOString(),
    days: Math.max(1, Math.ceil((Number(row.exposed_seconds) * 1000 + upFor) / DAY)),
    goneBecause: row.gone_because,
  };
}

const lastPart = (address: string): string => /[^/]*\/?$/.exec(address)?.[0] || address;

async function trendOf(db: Database, siteId: string): Promise<TrendPoint[]> {
  const { rows } = await sql<{
    finished_at: Date;
    documents: string;
    standing: string;
    exposures_new: number;
    exposures_reopened: number;
    exposures_down: number;
  }>`
    select finished_at, pages + attachments as documents, exposures_new, exposures_reopened, exposures_down,
      sum(exposures_new + exposures_reopened - exposures_down) over (order by number) as standing
    from scan
    where site_id = ${siteId} and finished_at is not null and started_by <> ${SPOT_SCAN}
    order by number desc limit ${SCANS}`.execute(db);
  return rows.reverse().map((row) => ({
    at: row.finished_at.toISOString(),
    documents: Number(row.documents),
    standing: Number(row.standing),
    appeared: row.exposures_new + row.exposures_reopened,
    takenDown: row.exposures_down,
  }));
}
