import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfiguration } from './configuration.ts';
import { openSandbox } from './open-sandbox.ts';
import { openStore } from './open-store.ts';
import { placeOf } from './sandbox/place-of.ts';
import type { Sandbox } from './sandbox/sandbox.ts';
import { browserAt } from './site/browser.ts';
import { type Coverage, coverageOf } from './site/coverage.ts';
import { type CrawlerOptions, type Crew, join, startCrawler } from './site/crawler.ts';
import { type Exposure, listExposures } from './site/exposures.ts';
import { importDocuments } from './site/import-documents.ts';
import { loadSiteReport } from './site/report/load-report.ts';
import { namesOf } from './site/report/names-of.ts';
import type { SiteReport } from './site/report/site-report.ts';
import { type RescanTarget, targetsOf } from './site/rescan-target.ts';
import {
  orderScan,
  type ScanProgress,
  ScanUnderWay,
  type ScanWish,
  scanProgress,
  startScan,
} from './site/scans.ts';
import type { SiteSettings } from './site/settings.ts';
import { changeSite, registerSite, type Site, siteAt } from './site/sites.ts';
import { counterOf, openSites } from './site-work.ts';

export interface RescanWish {
  /** A site, a page, a folder, a web archive, a sitemap or a list of addresses. */
  readonly target: string;
  /** Where the files of a folder stand online. */
  readonly origin: string | undefined;
  /** What was said on the command line; it stays with the site. */
  readonly settings: SiteSettings;
  /** True when an export is not the whole site. */
  readonly isPart: boolean;
}

export interface Rescanned {
  readonly origin: string;
  readonly scan: ScanProgress;
  /** What is up and not accepted, now. */
  readonly open: readonly Exposure[];
  readonly coverage: Coverage;
  readonly report: SiteReport;
}

const LOOK_MS = 250;
const GRACE_SECONDS = 5;
const MOST_LISTED = 1000;

/** Scans what the wish names, in this process beside others, and tells what it has come to. */
export async function rescan(
  wish: RescanWish,
  rulesFolder: string,
  tell: (scan: ScanProgress) => void,
  signal: AbortSignal,
  environment = process.env,
): Promise<readonly Rescanned[]> {
  const configuration = readConfiguration(environment, rulesFolder);
  const trouble = new Set<string>();
  const onError = (error: unknown) => void trouble.add(placeOf(error));
  const store = await openStore(configuration, onError);
  const sandbox = openSandbox(configuration);
  const concurrency = configuration.crawl || availableParallelism() * 8;
  const { db, keyring, book } = await openSites(store.backing);
  const looks = configuration.workers + 1;
  const count = await counterOf(configuration.rulesFolder);
  const browser =
    configuration.browser === undefined ? undefined : browserAt(configuration.browser);
  const work: Work = {
    db,
    keyring,
    book,
    sandbox,
    count,
    onError,
    concurrency,
    looks,
    tell,
    signal,
    deliveries: store.backing.queue.deliveries,
    browser,
  };
  try {
    const done: Rescanned[] = [];
    for (const target of await targetsOf(wish.target, wish.origin, sandbox)) {
      done.push(await rescanOne(target, wish, work));
      if (signal.aborted) break;
    }
    return done;
  } finally {
    await browser?.close();
    await sandbox.close();
    await store.close(GRACE_SECONDS);
    for (const place of trouble) process.stderr.write(`clearpost: ${place}\n`);
  }
}

interface Work extends CrawlerOptions {
  readonly sandbox: Sandbox;
  readonly tell: (scan: ScanProgress) => void;
  readonly signal: AbortSignal;
}

async function rescanOne(target: RescanTarget, wish: RescanWish, work: Work): Promise<Rescanned> {
  const { db, book } = work;
  const site = await siteFor(target.origin, wish.settings, work);
  const id = await begin(site, target, work);
  const ended = new AbortController();
  const told = watch(id, work, ended.signal);
  try {
    if (target.documents) await importFrom(target.documents(), site, id, wish.isPart, work);
    else await crawlUntilOver(id, work);
  } finally {
    ended.abort();
    await told;
  }
  const scan = (await scanProgress(db, id)) as ScanProgress;
  work.tell(scan);
  const open: Exposure[] = [];
  for (const status of ['open', 'reopened'] as const)
    open.push(...(await listExposures(db, book, { site: site.id, status }, NOTHING, MOST_LISTED)));
  const report = await loadSiteReport(db, book, site, await namesOf(work.sandbox));
  return { origin: site.origin, scan, open, coverage: await coverageOf(db, site.id), report };
}

const NOTHING = '00000000-0000-0000-0000-000000000000';

/** The site as it is registered, with what was said on the command line. */
async function siteFor(origin: string, settings: SiteSettings, work: Work): Promise<Site> {
  const { db, keyring } = work;
  const known = await siteAt(db, origin);
  if (!known) return registerSite(db, keyring, { origin, settings, schedule: null }, 'cli');
  if (Object.keys(settings).length === 0) return known;
  const change = { settings: { ...known.settings, ...settings } };
  return (await changeSite(db, keyring, known.id, change, 'cli')) ?? known;
}

/** A new scan, or the one that an interrupted run has left. */
async function begin(site: Site, target: RescanTarget, work: Work): Promise<string> {
  const { db, keyring, book } = work;
  const page = (url: string) => ({ key: book.keyOf(url), address: book.seal(url) });
  const lists = (target.sitemaps ?? []).map((url) => ({ ...page(url), isSitemap: true }));
  const pages = target.pages && [...target.pages.map(page), ...lists];
  const wish: ScanWish = {
    source: target.documents ? 'export' : 'web',
    ...(pages && { pages }),
  };
  try {
    return await startScan(db, keyring, site.id, 'cli', wish);
  } catch (error) {
    if (!(error instanceof ScanUnderWay)) throw error;
    const earlier = await scanProgress(db, error.id);
    if (earlier?.state === 'paused') await orderScan(db, keyring, error.id, 'resume', 'cli');
    if (!target.documents) return error.id;
    // Nobody can go on with an export but who reads it.
    await orderScan(db, keyring, error.id, 'stop', 'cli', work.deliveries);
    return startScan(db, keyring, site.id, 'cli', wish);
  }
}

/** Interrupted, the scan waits: the next run goes on with it. */
async function crawlUntilOver(id: string, work: Work): Promise<void> {
  const { db, keyring, signal } = work;
  const crawler = await startCrawler({ ...work, only: id });
  while (!signal.aborted && !(await scanProgress(db, id))?.finishedAt)
    await sleep(LOOK_MS, undefined, { signal }).catch(() => {});
  await crawler.stop();
  if (signal.aborted) await orderScan(db, keyring, id, 'pause', 'cli').catch(work.onError);
}

async function importFrom(
  documents: Parameters<typeof importDocuments>[0],
  site: Site,
  id: string,
  isPart: boolean,
  work: Work,
): Promise<void> {
  const { db, keyring, signal, concurrency } = work;
  const crew: Crew = await join(work);
  const number = (await scanProgress(db, id))?.number as number;
  try {
    await importDocuments(documents, { id, number, site, robots: '', follow: false }, crew.parts, {
      concurrency,
      isWhole: !isPart,
      signal,
    });
  } finally {
    await crew.leave();
    if (!(await scanProgress(db, id))?.finishedAt)
      await orderScan(db, keyring, id, 'stop', 'cli', work.deliveries).catch(work.onError);
  }
}

/** Tells how far it is until it has ended. */
async function watch(id: string, { db, tell }: Work, ended: AbortSignal): Promise<void> {
  while (!ended.aborted) {
    const scan = await scanProgress(db, id).catch(() => undefined);
    if (scan) tell(scan);
    await sleep(LOOK_MS, undefined, { signal: ended }).catch(() => {});
  }
}
