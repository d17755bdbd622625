import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Database, Schema } from '../store/database.ts';
import type { AddressBook } from './address-book.ts';
import type { Claim, PageKind, Settlement } from './visit-outcome.ts';

/** The line of pages of one scan, shared by every crawler on every machine. */
export interface Frontier {
  /** Puts addresses in line unless this scan knows them. */
  add(urls: readonly string[], depth: number): Promise<void>;
  addSitemaps(urls: readonly string[]): Promise<void>;
  /** Up to `count` pages; fewer, or none, when others hold the rest or the host asked for patience. */
  claim(count: number): Promise<Claimed>;
  /** Takes named pages in hand, new ones too; those that are done or in other hands are left out. */
  take(urls: readonly string[]): Promise<readonly Claim[]>;
  /** Takes up to `count` pages in hand without asking whether their host may be asked. */
  takeRest(count: number): Promise<readonly Claim[]>;
  /** Ends visits; returns those that were still ours. `record` runs in the same transaction for these. */
  settle<T extends Settlement>(
    settlements: readonly T[],
    record?: (trx: Transaction<Schema>, settled: readonly T[]) => Promise<void>,
  ): Promise<readonly T[]>;
  /** Puts a page back for later: the site was busy or away. */
  postpone(key: Buffer, seconds: number): Promise<void>;
  /** Gives back what this crawler has in hand, as if it had not been taken. */
  release(): Promise<void>;
  /** Pages still to do, those in hand included. */
  left(): Promise<number>;
}

export interface Claimed {
  readonly claims: readonly Claim[];
  /** What the host is given between two requests, in milliseconds. */
  readonly delayMs: number;
}

export interface FrontierOptions {
  readonly siteId: string;
  readonly scanId: string;
  /** The scan's number within the site. */
  readonly number: number;
  /** `host` as in the table of that name. */
  readonly host: string;
  /** Pages that may be in hand at once, of all crawlers together. */
  readonly concurrency: number;
  /** Who takes them; a row of the table `crawler`. */
  readonly crawlerId: string;
}

/** The longest that any visit may take; a crawler that dies is noticed long before. */
const LEASE_SECONDS = 1800;
/** With a delay, no more is taken at once than the host is to get in this time. */
const BURST_MS = 250;

export function openFrontier(db: Database, book: AddressBook, options: FrontierOptions): Frontier {
  const { siteId, scanId, number, host, concurrency, crawlerId } = options;
  const known = recentlyAdded();

  const plain = (urls: readonly string[]): Found[] => urls.map((url) => ({ url, on: null }));

  const addFrom = async (found: readonly Found[], depth: number, kind: 'sitemap' | null = null) => {
    const fresh = new Map<string, Found & { readonly key: Buffer }>();
    for (const one of found) {
      if (known.has(one.url, depth) || fresh.has(one.url)) continue;
      fresh.set(one.url, { ...one, key: book.keyOf(one.url) });
    }
    const rows = [...fresh.values()];
    if (rows.length === 0) return;
    // In one order always: two crawlers that add the same pages must not wait for each other in a ring.
    rows.sort((a, b) => Buffer.compare(a.key, b.key));
    await sql`
      insert into page (site_id, key, address, found_on, depth, found_in, kind, due_at)
      select ${siteId}, key, address, found_on, ${depth}, ${number}, ${kind}, now()
      from unnest(
        ${rows.map(({ key }) => key)}::bytea[], ${rows.map(({ url }) => book.seal(url))}::bytea[],
        ${rows.map(({ on }) => on)}::bytea[]
      ) as added (key, address, found_on)
      on conflict (site_id, key) do update set depth = least(page.depth, excluded.depth),
        due_at = case when page.due_at is null and page.scanned_in < ${number} then now() else page.due_at end
        where page.depth > excluded.depth or (page.due_at is null and page.scanned_in < ${number})`.execute(
      db,
    );
    for (const { url } of rows) known.remember(url, depth);
  };

  const takeOf = async (which: RawBuilder<unknown>) => {
    const { rows } = await sql<ClaimRow>`
      update page set due_at = now() + make_interval(secs => ${LEASE_SECONDS}), lease = ${crawlerId},
        attempts = attempts + 1
      where site_id = ${siteId} and due_at <= now() and lease is null and ${which}
      returning key, address, depth, attempts, etag, last_modified, sha256, looked_with, kind, problem,
        blind_spots, 0 as delay_ms`.execute(db);
    return rows.map((row) => claimOf(row, book));
  };

  return {
    add: (urls, depth) => addFrom(plain(urls), depth),
    addSitemaps: (urls) => addFrom(plain(urls), 0, 'sitemap'),
    async claim(count) {
      const { rows } = await sql<ClaimRow>`
        with turn as (
          select delay_ms from host
          where name = ${host} and next_claim_at <= now()
            and exists (select 1 from scan where id = ${scanId} and state = 'running')
          for update
        ), room as (
          select greatest(0, least(
            ${count}::int,
            case when delay_ms > 0 then greatest(1, ${BURST_MS} / delay_ms) else ${count}::int end,
            ${concurrency}::int - (select count(*)::int from page where site_id = ${siteId} and lease is not null)
          )) as size from turn
        ), picked as (
          select key from page
          where site_id = ${siteId} and due_at <= now()
          order by depth, due_at
          limit coalesce((select size from room), 0)
          for update skip locked
        ), taken as (
          update page set due_at = now() + make_interval(secs => ${LEASE_SECONDS}), lease = ${crawlerId},
            attempts = attempts + 1
          where site_id = ${siteId} and key = any(array(select key from picked))
          returning key, address, depth, attempts, etag, last_modified,
            sha256, looked_with, kind, problem, blind_spots
        ), waited as (
          update host set next_claim_at =
            now() + make_interval(secs => delay_ms / 1000.0 * (select count(*) from taken))
          where name = ${host} and delay_ms > 0 and exists (select 1 from taken)
        )
        select taken.*, (select delay_ms from turn) as delay_ms from taken`.execute(db);
      return {
        claims: rows.map((row) => claimOf(row, book)),
        delayMs: rows[0]?.delay_ms ?? 0,
      };
    },
    async take(urls) {
      await addFrom(plain(urls), 0);
      return takeOf(sql`key = any(${urls.map((url) => book.keyOf(url))}::bytea[])`);
    },
    takeRest: (count) =>
      takeOf(sql`key in (
        select key from page where site_id = ${siteId} and due_at <= now()
        limit ${count} for update skip locked
      )`),
    async settle(settlements, record) {
      // Links first, on their own: a crash in between costs a visit, never a page.
      for (const [depth, some] of Map.groupBy(settlements, (one) => one.depth))
        await addFrom(
          some.flatMap(({ key, links }) => links.map((url) => ({ url, on: key }))),
          depth + 1,
        );
      await addFrom(plain(settlements.flatMap(({ sitemaps }) => sitemaps)), 0, 'sitemap');
      return db.transaction().execute(async (trx) => {
        const ours = await markDone(trx, settlements, book, options);
        await record?.(trx, ours);
        await count(trx, scanId, ours);
        return ours;
      });
    },
    async postpone(key, seconds) {
      await sql`
        update page set lease = null, due_at = now() + make_interval(secs => ${seconds})
        where site_id = ${siteId} and key = ${key} and lease = ${crawlerId}`.execute(db);
    },
    async release() {
      await sql`
        update page set lease = null, due_at = now(), attempts = greatest(0, attempts - 1)
        where site_id = ${siteId} and lease = ${crawlerId}`.execute(db);
    },
    async left() {
      const { rows } = await sql<{ left: number }>`
        select count(*)::int as left from page where site_id = ${siteId} and due_at is not null`.execute(
        db,
      );
      return rows[0]?.left ?? 0;
    },
  };
}

/** An address, and the page that leads to it. */
interface Found {
  readonly url: string;
  readonly on: Buffer | null;
}

interface ClaimRow {
  readonly key: Buffer;
  readonly address: Buffer;
  readonly depth: number;
  readonly attempts: number;
  readonly etag: string | null;
  readonly last_modified: string | null;
  readonly sha256: Buffer | null;
  readonly looked_with: Buffer | null;
  readonly kind: PageKind | null;
  readonly problem: string | null;
  readonly blind_spots: number;
  readonly delay_ms: number;
}

const claimOf = (row: ClaimRow, book: AddressBook): Claim => ({
  key: row.key,
  url: book.open(row.address),
  depth: row.depth,
  attempts: row.attempts,
  etag: row.etag,
  lastModified: row.last_modified,
  sha256: row.sha256,
  lookedWith: row.looked_with,
  kind: row.kind,
  problem: row.problem,
  blindSpots: row.blind_spots,
});

/** Writes what became of pages; returns those that nobody else had taken meanwhile. */
async function markDone<T extends Settlement>(
  trx: Transaction<Schema>,
  settlements: readonly T[],
  book: AddressBook,
  { siteId, number, crawlerId }: FrontierOptions,
): Promise<readonly T[]> {
  const rows = settlements.toSorted((a, b) => Buffer.compare(a.key, b.key));
  const column = <V>(of: (one: T) => V): V[] => rows.map(of);
  const targetOf = ({ end, links: [to] }: T) =>
    end === 'elsewhere' && to !== undefined ? book.keyOf(to) : null;
  const { rows: done } = await sql<{ key: Buffer }>`
    update page set scanned_in = ${number}, lease = null, due_at = null, fetched_at = now(),
      status = done.status, kind = done.kind, problem = done.problem, blind_spots = done.blind_spots,
      etag = done.etag, last_modified = done.last_modified, sha256 = done.sha256,
      looked_with = done.looked_with, leads_to = done.leads_to
    from unnest(
      ${column(({ key }) => key)}::bytea[], ${column(({ status }) => status)}::smallint[],
      ${column(({ kind }) => kind)}::text[], ${column(({ problem }) => problem)}::text[],
      ${column(({ blindSpots }) => blindSpots)}::int[], ${column(({ etag }) => etag)}::text[],
      ${column(({ lastModified }) => lastModified)}::text[],
      ${column(({ sha256 }) => sha256)}::bytea[], ${column(({ lookedWith }) => lookedWith)}::bytea[],
      ${column(targetOf)}::bytea[]
    ) as done (key, status, kind, problem, blind_spots, etag, last_modified, sha256, looked_with, leads_to)
    where page.site_id = ${siteId} and page.key = done.key and page.lease = ${crawlerId}
    returning page.key`.execute(trx);
  const keys = new Set(done.map(({ key }) => key.toString('hex')));
  return rows.filter(({ key }) => keys.has(key.toString('hex')));
}

async function count(
  trx: Transaction<Schema>,
  scanId: string,
  ours: readonly Settlement[],
): Promise<void> {
  const how = (test: (one: Settlement) => boolean): number => ours.filter(test).length;
  await sql`
    update scan set
      pages = pages + ${how(({ kind }) => kind === 'page')},
      attachments = attachments + ${how(({ kind }) => kind === 'attachment')},
      other = other + ${how(({ kind }) => kind === 'other' || kind === 'sitemap')},
      unchanged = unchanged + ${how(({ end }) => end === 'unchanged')},
      gone = gone + ${how(({ end, kind }) => end === 'gone' && kind !== 'sitemap')},
      skipped = skipped + ${how(({ end }) => end === 'skipped')},
      errors = errors + ${how(({ end }) => end === 'error')},
      blind = blind + ${how(({ blindSpots }) => blindSpots > 0)},
      bytes = bytes + ${ours.reduce((sum, { bytes }) => sum + bytes, 0)}
    where id = ${scanId}`.execute(trx);
}

const REMEMBERED = 20_000;

/**
 * Every page of a site links to the same hundred others: what was put in line lately is not asked of
 * the database again. Two generations bound its memory, however large the site is.
 */
function recentlyAdded() {
  let young = new Map<string, number>();
  let old = new Map<string, number>();
  return {
    /** Whether it was put in line at this depth or nearer. */
    has(url: string, depth: number): boolean {
      return (young.get(url) ?? old.get(url) ?? Number.POSITIVE_INFINITY) <= depth;
    },
    remember(url: string, depth: number): void {
      if (young.size >= REMEMBERED) [young, old] = [new Map(), young];
      young.set(url, depth);
    },
  };
}
