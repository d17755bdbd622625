import { setTimeout as sleep } from 'node:timers/promises';
import type { Agent, Dispatcher } from 'undici';
import { type Fetched, fetchGuarded } from '../fetch/fetch-guarded.ts';
import { guardedAgent } from '../fetch/guarded-agent.ts';
import type { Catalog } from '../sandbox/messages.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Keyring } from '../store/blobs/keyring.ts';
import type { Database } from '../store/database.ts';
import type { AddressBook } from './address-book.ts';
import { answerTimes } from './answer-times.ts';
import { leastDelay } from './begin-scan.ts';
import type { Renderer } from './browser.ts';
import { departmentOf } from './department.ts';
import type { EndingParts } from './end-scan.ts';
import { type Frontier, openFrontier } from './frontier.ts';
import { lookedWith, lookerFor } from './looker.ts';
import { easeOff, slowDown, speedUp } from './pace.ts';
import { type RecordContext, type RecordedVisit, record } from './record.ts';
import { readRobots } from './robots.ts';
import { isSameSite, scopeOf } from './scope.ts';
import { SETTINGS_DEFAULTS } from './settings.ts';
import { settler } from './settler.ts';
import type { Site } from './sites.ts';
import type { Trouble } from './trouble.ts';
import type { turns } from './turns.ts';
import { failed, type VisitOptions, type VisitResult, visit } from './visit.ts';
import type { Claim } from './visit-outcome.ts';

/** What every course of a crawler is made with. */
export interface CourseParts extends EndingParts {
  readonly db: Database;
  readonly keyring: Keyring;
  readonly book: AddressBook;
  readonly sandbox: Pick<Sandbox, 'look'>;
  readonly catalog: Catalog;
  readonly crawlerId: string;
  /** For sites whose pages are built by scripts. */
  readonly browser?: Renderer | undefined;
  /** Documents that are looked at together: a clerk's upload must not wait behind a whole site. */
  readonly inTurn: ReturnType<typeof turns>;
  readonly onError: (error: unknown) => void;
  /** The first pause before a page is tried again, in seconds. */
  readonly retrySeconds: number;
}

export interface RunningScan {
  readonly id: string;
  readonly number: number;
  readonly site: Site;
  readonly robots: string;
  readonly follow: boolean;
}

/** What this process does for one scan. */
export interface Course {
  readonly scan: RunningScan;
  readonly frontier: Frontier;
  readonly agent: Dispatcher;
  /** Takes up to `room` pages in hand; returns how many. */
  advance(room: number): Promise<number>;
  /** Since anything was last taken in hand, in milliseconds. */
  idleMs(): number;
  /** Pages in hand. */
  inHand(): number;
  /** Waits until nothing is in hand any more, and hangs up. */
  close(): Promise<void>;
}

const MOST_AT_ONCE = 16;
const MAX_BYTES = 64 * 1024 * 1024;
const TIMEOUT_MS = 60_000;
const TRIES = 4;
/** A site that asks for patience gets more of it. */
const BUSY_TRIES = 8;
const LONGEST_PAUSE_SECONDS = 600;

/** What visits of a scan are made and settled with. */
export function workingWith(scan: RunningScan, parts: CourseParts) {
  const { site } = scan;
  const { db, book, crawlerId, onError } = parts;
  const concurrency = site.settings.connections ?? SETTINGS_DEFAULTS.connections;
  const frontier = openFrontier(db, book, {
    siteId: site.id,
    scanId: scan.id,
    number: scan.number,
    host: new URL(site.origin).hostname,
    concurrency,
    crawlerId,
  });
  const agent = agentFor(site, concurrency);
  const options: VisitOptions = {
    agent,
    scope: scopeOf(site.origin, site.settings),
    follow: scan.follow,
    robots: readRobots(site.origin, scan.robots),
    render: site.settings.render ? rendererFor(site, parts, agent) : undefined,
    look: lookerFor(site, parts.sandbox, book, parts.inTurn),
    lookedWith: lookedWith(site, parts.catalog),
    maxBytes: MAX_BYTES,
    timeoutMs: TIMEOUT_MS,
  };
  const context = contextOf(scan, parts);
  const settle = settler<RecordedVisit>(
    (some) => frontier.settle(some, (trx, ours) => record(trx, context, ours)),
    (one) => ({ ...one, end: 'error', problem: 'internal', looked: null, links: [], sitemaps: [] }),
    onError,
  );
  return { frontier, options, settle };
}

export function openCourse(scan: RunningScan, parts: CourseParts): Course {
  const { db, onError } = parts;
  const { frontier, options, settle } = workingWith(scan, parts);
  const host = new URL(scan.site.origin).hostname;
  const leastMs = leastDelay(scan.site, options.robots);
  const working = new Set<Promise<void>>();
  const times = answerTimes();
  let taken = Date.now();

  async function work(claim: Claim, delayMs: number): Promise<void> {
    const result: VisitResult = await visit(claim, options).catch((error: unknown) => {
      onError(error);
      return { trouble: INTERNAL };
    });
    const tookMs = result.waitedMs === undefined ? undefined : times.note(result.waitedMs);
    if (tookMs !== undefined) await easeOff(db, host, tookMs);
    if ('visited' in result) {
      await settle({ ...result.visited, url: claim.url });
      if (delayMs > leastMs && !times.isSlow()) await speedUp(db, host, leastMs);
      return;
    }
    const { trouble } = result;
    const pause = pauseFor(claim, trouble, parts.retrySeconds);
    if (trouble.isBusy) await slowDown(db, host, trouble.retryAfter ?? parts.retrySeconds);
    if (pause !== undefined) return frontier.postpone(claim.key, pause);
    const { status, problem } = trouble;
    await settle({ ...failed(claim, status, problem), url: claim.url });
  }

  return {
    scan,
    frontier,
    agent: options.agent,
    inHand: () => working.size,
    idleMs: () => Date.now() - taken,
    async advance(room) {
      const { claims, delayMs } = await frontier.claim(Math.min(room, MOST_AT_ONCE));
      if (claims.length > 0) taken = Date.now();
      for (const claim of claims) {
        const job = work(claim, delayMs)
          .catch(onError)
          .finally(() => working.delete(job));
        working.add(job);
      }
      return claims.length;
    },
    async close() {
      while (working.size > 0) await Promise.race([...working, sleep(1000)]);
      await frontier.release().catch(onError);
      await options.agent.destroy();
    },
  };
}

const contextOf = (
  { id, number, site }: RunningScan,
  { book, catalog }: CourseParts,
): RecordContext => ({
  siteId: site.id,
  scanId: id,
  number,
  book,
  departmentOf: (url) => departmentOf(url, site.settings.departments ?? []),
  timedPolicies: new Set(catalog.policies.filter(({ isTimed }) => isTimed).map(({ id }) => id)),
});

const INTERNAL: Trouble = {
  problem: 'internal',
  status: 0,
  mayPass: true,
  isBusy: false,
  retryAfter: null,
};

/** Seconds until the next try; undefined when there shall be none. */
function pauseFor(
  { attempts }: Claim,
  { mayPass, isBusy, retryAfter }: Trouble,
  first: number,
): number | undefined {
  if (!mayPass || attempts >= (isBusy ? BUSY_TRIES : TRIES)) return undefined;
  return Math.max(retryAfter ?? 0, Math.min(first * 3 ** (attempts - 1), LONGEST_PAUSE_SECONDS));
}

function agentFor({ origin, settings }: Site, connections: number): Agent {
  const { hostname, port } = new URL(origin);
  const ports = port === '' ? ['80', '443'] : [port];
  return guardedAgent({
    internalHosts: settings.internal
      ? ports.map((one) => `${hostname.replace(/^\[|\]$/g, '')}:${one}`)
      : [],
    verifyCertificates: !settings.acceptAnyCertificate,
    connectionsPerHost: connections,
  });
}

/** Without a browser such a site is not read at all: its shells would all pass for clean. */
function rendererFor(
  { origin, settings }: Site,
  { browser }: CourseParts,
  agent: Agent,
): (page: Fetched) => Promise<Buffer> {
  const scope = scopeOf(origin, settings);
  const limits = { bytes: MAX_BYTES, redirects: 5, milliseconds: TIMEOUT_MS };
  return async (page) => {
    if (!browser) throw new Error('this site needs CLEARPOST_BROWSER');
    return browser.render(page.url, page, async (url) =>
      isSameSite(new URL(url), scope) ? fetchGuarded(url, { agent, limits }) : undefined,
    );
  };
}
