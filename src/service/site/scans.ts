import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { appendAudit } from '../store/audit.ts';
import type { Keyring } from '../store/blobs/keyring.ts';
import type { Database, Schema } from '../store/database.ts';
import type { ScanState } from '../store/site-schema.ts';
import type { Line } from '../webhooks/line.ts';
import { announceChanges } from './announce-changes.ts';
import { siteTurn } from './site-turn.ts';

/** A scan of this site is under way already. */
export class ScanUnderWay extends Error {
  readonly id: string;

  constructor(id: string) {
    super('scan under way');
    this.id = id;
  }
}

/** A scan cannot go from the state it is in to the one that was asked for. */
export class ScanOver extends Error {}

const UNDER_WAY: readonly ScanState[] = ['starting', 'running', 'paused'];

export interface ScanWish {
  /** `export`: documents are handed over, and nothing is fetched. */
  readonly source: 'web' | 'export';
  /** The only pages to be visited; without it, every known one and all that they lead to. */
  readonly pages?: readonly Page[];
}

/** A page as the address book writes it. */
interface Page {
  readonly key: Buffer;
  readonly address: Buffer;
  /** True for one that lists the pages to be visited. */
  readonly isSitemap?: boolean;
}

/** Begins a scan. Throws ScanUnderWay. */
export async function startScan(
  db: Database,
  keyring: Keyring,
  siteId: string,
  actor: string,
  { source, pages }: ScanWish = { source: 'web' },
): Promise<string> {
  const id = randomUUID();
  return db.transaction().execute(async (trx) => {
    // Two that start at once would both see none under way.
    await siteTurn(trx, siteId);
    const running = await trx
      .selectFrom('scan')
      .select('id')
      .where('site_id', '=', siteId)
      .where('state', 'in', UNDER_WAY)
      .executeTakeFirst();
    if (running) throw new ScanUnderWay(running.id);
    await sql`
      insert into scan (id, site_id, number, state, started_by, source, follow)
      select ${id}, ${siteId}, coalesce(max(number), 0) + 1,
        ${source === 'web' ? 'starting' : 'running'}, ${actor}, ${source}, ${!pages && source === 'web'}
      from scan where site_id = ${siteId}`.execute(trx);
    await sql`
      update page set due_at = case when ${pages === undefined} then now() end, lease = null, attempts = 0
      where site_id = ${siteId}`.execute(trx);
    if (pages) await putInLine(trx, siteId, pages);
    await appendAudit(trx, keyring, {
      actor,
      action: 'scan-started',
      subject: `scan:${id}`,
      facts: { site: siteId },
    });
    return id;
  });
}

async function putInLine(
  trx: Transaction<Schema>,
  siteId: string,
  pages: readonly Page[],
): Promise<void> {
  await sql`
    insert into page (site_id, key, address, kind, depth, found_in, due_at)
    select distinct on (key) ${siteId}::uuid, key, address, kind, 0,
      (select max(number) from scan where site_id = ${siteId}), now()
    from unnest(
      ${pages.map(({ key }) => key)}::bytea[], ${pages.map(({ address }) => address)}::bytea[],
      ${pages.map(({ isSitemap }) => (isSitemap ? 'sitemap' : null))}::text[]
    ) as added (key, address, kind)
    on conflict (site_id, key) do update set due_at = now(),
      kind = coalesce(excluded.kind, page.kind)`.execute(trx);
}

/** What may be asked of a scan that is under way. */
export type ScanOrder = 'pause' | 'resume' | 'stop';

const FROM: Readonly<Record<ScanOrder, readonly ScanState[]>> = {
  pause: ['starting', 'running'],
  resume: ['paused'],
  stop: UNDER_WAY,
};

/**
 * Carries an order out; false when there is no such scan. Throws ScanOver. What a stopped scan has found is
 * told as that of any other, and it takes nothing down; a paused one tells when it ends.
 */
export async function orderScan(
  db: Database,
  keyring: Keyring,
  id: string,
  order: ScanOrder,
  actor: string,
  deliveries?: Line,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const scan = await trx
      .selectFrom('scan')
      .select(['state', 'robots'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!scan) return false;
    if (!FROM[order].includes(scan.state)) throw new ScanOver();
    const begun: ScanState = scan.robots === null ? 'starting' : 'running';
    const state: ScanState = { pause: 'paused', resume: begun, stop: 'stopped' }[
      order
    ] as ScanState;
    await trx
      .updateTable('scan')
      .set({
        state,
        ...(order === 'stop' && { because: 'asked', finished_at: new Date() }),
        ...(order === 'resume' && {
          rate_from: new Date(),
          rate_done: sql<number>`pages + attachments + other`,
        }),
      })
      .where('id', '=', id)
      .execute();
    await appendAudit(trx, keyring, {
      actor,
      action: `scan-${order}`,
      subject: `scan:${id}`,
      facts: {},
    });
    if (order === 'stop' && deliveries) await announceChanges(trx, deliveries, id);
    return true;
  });
}

/** Where a scan stands. */
export interface ScanProgress {
  readonly id: string;
  readonly siteId: string;
  readonly number: number;
  readonly state: ScanState;
  readonly because: string | null;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly done: number;
  /** Known and still to do; 0 once it has ended. */
  readonly left: number;
  readonly pages: number;
  readonly attachments: number;
  readonly unchanged: number;
  readonly gone: number;
  /** Not asked for: robots.txt, out of scope, films. */
  readonly skipped: number;
  readonly errors: number;
  readonly blind: number;
  readonly bytes: number;
  /** Visits a second since it began or went on. */
  readonly perSecond: number;
  /** Seconds until what is known now is done; null when nobody can tell. */
  readonly etaSeconds: number | null;
  readonly exposures: {
    readonly new: number;
    readonly reopened: number;
    readonly takenDown: number;
  };
}

export async function scanProgress(db: Database, id: string): Promise<ScanProgress | undefined> {
  const row = await db.selectFrom('scan').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return undefined;
  const isOver = !UNDER_WAY.includes(row.state);
  const left = isOver ? 0 : await leftOf(db, row.site_id);
  const done = Number(row.pages) + Number(row.attachments) + Number(row.other);
  const seconds = ((row.finished_at ?? new Date()).getTime() - row.rate_from.getTime()) / 1000;
  const perSecond = seconds > 0 ? Math.max(0, done - Number(row.rate_done)) / seconds : 0;
  return {
    id,
    siteId: row.site_id,
    number: row.number,
    state: row.state,
    because: row.because,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    done,
    left,
    pages: Number(row.pages),
    attachments: Number(row.attachments),
    unchanged: Number(row.unchanged),
    gone: Number(row.gone),
    skipped: Number(row.skipped),
    errors: Number(row.errors),
    blind: Number(row.blind),
    bytes: Number(row.bytes),
    perSecond: Math.round(perSecond * 10) / 10,
    etaSeconds: row.state === 'running' && perSecond > 0 ? Math.ceil(left / perSecond) : null,
    exposures: {
      new: row.exposures_new,
      reopened: row.exposures_reopened,
      takenDown: row.exposures_down,
    },
  };
}

/** The latest scans of a site, the newest first. */
export async function listScans(
  db: Database,
  siteId: string,
  limit: number,
): Promise<ScanProgress[]> {
  const rows = await db
    .selectFrom('scan')
    .select('id')
    .where('site_id', '=', siteId)
    .orderBy('number', 'desc')
    .limit(limit)
    .execute();
  const scans = await Promise.all(rows.map(({ id }) => scanProgress(db, id)));
  return scans.filter((scan) => scan !== undefined);
}

async function leftOf(db: Database, siteId: string): Promise<number> {
  const { left } = await db
    .selectFrom('page')
    .select(({ fn }) => fn.countAll<string>().as('left'))
    .where('site_id', '=', siteId)
    .where('due_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(left);
}
