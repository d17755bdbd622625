// One scan of a served test site by crawlers in this process, and what came of it.

import { candidateCounter } from '../../../src/engine/decide/candidates.ts';
import { loadDivisions } from '../../../src/engine/rules/divisions.ts';
import type { Sandbox } from '../../../src/service/sandbox/sandbox.ts';
import type { AddressBook } from '../../../src/service/site/address-book.ts';
import type { Renderer } from '../../../src/service/site/browser.ts';
import { startCrawler } from '../../../src/service/site/crawler.ts';
import { type ScanProgress, scanProgress, startScan } from '../../../src/service/site/scans.ts';
import type { SiteSettings } from '../../../src/service/site/settings.ts';
import { registerSite, siteAt } from '../../../src/service/site/sites.ts';
import type { Database } from '../../../src/service/store/database.ts';
import type { openTestStore } from './open-test-store.ts';

const count = candidateCounter((await loadDivisions('rules/data')).counties);

export type TestStore = Awaited<ReturnType<typeof openTestStore>>;

export const FAST: SiteSettings = { internal: true, delayMs: 0, connections: 16 };

/** Registers the site unless it is, begins a scan and runs crawlers until it has ended. */
export async function crawl(
  store: TestStore,
  sandbox: Sandbox,
  origin: string,
  settings: SiteSettings = FAST,
  browser?: Renderer,
  /** Takes the errors that are expected; without it one fails the test. */
  noted?: unknown[],
): Promise<ScanProgress> {
  const { db, keyring } = store;
  const site =
    (await siteAt(db, origin)) ??
    (await registerSite(db, keyring, { origin, settings, schedule: null }, 'test'));
  return work(store, sandbox, await startScan(db, keyring, site.id, 'test'), browser, noted);
}

/** Runs crawlers until a scan has ended. */
export async function work(
  store: TestStore,
  sandbox: Sandbox,
  scan: string,
  browser?: Renderer,
  noted?: unknown[],
): Promise<ScanProgress> {
  const { db, keyring, book } = store;
  const errors: unknown[] = [];
  const crawler = await startCrawler({
    db,
    keyring,
    book,
    sandbox,
    browser,
    count,
    concurrency: 16,
    looks: 2,
    retrySeconds: 0.2,
    onError: (error) => errors.push(error),
  });
  const progress = await ended(db, scan);
  await crawler.stop();
  if (noted) noted.push(...errors);
  else if (errors.length > 0) throw errors[0];
  return progress;
}

export async function ended(db: Database, scan: string): Promise<ScanProgress> {
  for (;;) {
    const progress = await scanProgress(db, scan);
    if (progress?.finishedAt) return progress;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export interface FoundExposure {
  readonly status: string;
  readonly counts: Readonly<Record<string, number>>;
  /** Paths where it still stands, sorted. */
  readonly places: readonly string[];
}

/** Every exposure of a site in the order of its places, their paths in the clear. */
export async function exposuresAt(
  db: Database,
  book: AddressBook,
  origin: string,
): Promise<FoundExposure[]> {
  const rows = await db
    .selectFrom('exposure')
    .innerJoin('site', 'site.id', 'exposure.site_id')
    .leftJoin('exposure_place', (join) =>
      join
        .onRef('exposure_place.exposure_id', '=', 'exposure.id')
        .on('exposure_place.gone_at', 'is', null),
    )
    .leftJoin('page', (join) =>
      join
        .onRef('page.site_id', '=', 'exposure_place.site_id')
        .onRef('page.key', '=', 'exposure_place.page_key'),
    )
    .select(['exposure.id', 'exposure.status', 'exposure.counts', 'page.address'])
    .where('site.origin', '=', origin)
    .execute();
  const found = [...Map.groupBy(rows, ({ id }) => id).values()].map((some) => ({
    status: some[0]?.status as string,
    counts: some[0]?.counts as Record<string, number>,
    places: some
      .filter(({ address }) => address !== null)
      .map(({ address }) => pathOf(book.open(address as Buffer).slice(origin.length)))
      .toSorted(),
  }));
  return found.toSorted((a, b) => (a.places.join() < b.places.join() ? -1 : 1));
}

/** As people read it; names in GBK stay as they are. */
function pathOf(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
