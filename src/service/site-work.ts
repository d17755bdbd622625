import { join } from 'node:path';
import { type CandidateCounter, candidateCounter } from '../engine/decide/candidates.ts';
import { loadDivisions } from '../engine/rules/divisions.ts';
import type { SiteDoor } from './http/routes/site-door.ts';
import type { Backing } from './jobs/desk.ts';
import type { Sandbox } from './sandbox/sandbox.ts';
import { openAddressBook } from './site/address-book.ts';
import { browserAt } from './site/browser.ts';
import { type CrawlerOptions, startCrawler } from './site/crawler.ts';
import { ScanUnderWay, startScan } from './site/scans.ts';
import { findSite } from './site/sites.ts';

/** What this process does for sites, until it is stopped. */
export interface SiteWork {
  stop(): Promise<void>;
}

/** Sites in the store of the service. */
export async function openSites({ db, keyring, queue }: Backing): Promise<SiteDoor> {
  const book = await openAddressBook(db, keyring);
  return { db, keyring, book, timetable: queue.timetable, deliveries: queue.deliveries };
}

/** Counts the numbers that fit a half-hidden one. */
export const counterOf = async (rulesFolder: string): Promise<CandidateCounter> =>
  candidateCounter((await loadDivisions(join(rulesFolder, 'data'))).counties);

/** Crawls beside the other work, and begins scans whose time has come. */
export async function startSiteWork(
  door: SiteDoor,
  sandbox: Sandbox,
  options: Pick<CrawlerOptions, 'concurrency' | 'looks' | 'onError'> & {
    readonly rulesFolder: string;
    /** The path of a Chromium, for sites whose pages are built by scripts. */
    readonly browserPath?: string | undefined;
  },
): Promise<SiteWork> {
  if (options.concurrency === 0) return { stop: async () => {} };
  const { db, keyring, timetable } = door;
  await timetable.work(async (siteId) => {
    // A site that was taken away, or is being scanned at this moment, misses its turn.
    if (!(await findSite(db, siteId))) return timetable.set(siteId, null);
    await startScan(db, keyring, siteId, 'schedule').catch((error: unknown) => {
      if (!(error instanceof ScanUnderWay)) throw error;
    });
  });
  const count = await counterOf(options.rulesFolder);
  const browser = options.browserPath === undefined ? undefined : browserAt(options.browserPath);
  const crawler = await startCrawler({ ...door, sandbox, count, browser, ...options });
  return {
    async stop() {
      await crawler.stop();
      await browser?.close();
    },
  };
}
