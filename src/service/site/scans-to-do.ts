import { sql } from 'kysely';
import type { Database } from '../store/database.ts';
import type { SiteSettings } from './settings.ts';
import type { Site } from './sites.ts';

/** A scan that wants crawlers. */
export interface ScanToDo {
  readonly id: string;
  readonly number: number;
  readonly state: 'starting' | 'running';
  readonly site: Site;
  readonly robots: Buffer | null;
  readonly startedAt: Date;
  readonly done: number;
  readonly bytes: number;
  /** False for a scan of named pages. */
  readonly follow: boolean;
}

/** As many as one process looks after at a time; of thousands each takes others. */
const AT_A_TIME = 32;

/** Scans under way whose hosts may be asked now; `only` one of them, where it is named. */
export async function scansToDo(db: Database, only?: string): Promise<ScanToDo[]> {
  const { rows } = await sql<Row>`
    select scan.id, scan.number, scan.state, scan.robots, scan.started_at, scan.bytes, scan.follow,
      scan.pages + scan.attachments + scan.other as done,
      site.id as site_id, site.created_at, site.origin, site.settings, site.schedule
    from scan join site on site.id = scan.site_id left join host on host.name = site.host
    where scan.state in ('starting', 'running') and scan.source = 'web'
      and scan.id = coalesce(${only ?? null}::uuid, scan.id)
      and (host.next_claim_at is null or host.next_claim_at <= now() + interval '1 second')
    order by random() limit ${AT_A_TIME}`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    state: row.state,
    robots: row.robots,
    startedAt: row.started_at,
    done: Number(row.done),
    bytes: Number(row.bytes),
    follow: row.follow,
    site: {
      id: row.site_id,
      createdAt: row.created_at,
      origin: row.origin,
      settings: row.settings,
      schedule: row.schedule,
    },
  }));
}

interface Row {
  readonly id: string;
  readonly number: number;
  readonly state: 'starting' | 'running';
  readonly robots: Buffer | null;
  readonly started_at: Date;
  readonly bytes: string;
  readonly follow: boolean;
  readonly done: string;
  readonly site_id: string;
  readonly created_at: Date;
  readonly origin: string;
  readonly settings: SiteSettings;
  readonly schedule: string | null;
}

/** True for the one crawler that begins a scan; another may once that one is dead. */
export async function takeStart(db: Database, scanId: string, crawlerId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update scan set begun_by = ${crawlerId}
    where id = ${scanId} and state = 'starting'
      and (begun_by is null or not exists (select 1 from crawler where crawler.id = scan.begun_by))`.execute(
    db,
  );
  return numAffectedRows === 1n;
}

/** Lets another crawler, or this one later, begin it. */
export async function giveUpStart(db: Database, scanId: string): Promise<void> {
  await db.updateTable('scan').set({ begun_by: null }).where('id', '=', scanId).execute();
}
