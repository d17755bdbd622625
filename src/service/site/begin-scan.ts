import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Dispatcher } from 'undici';
import { fetchGuarded } from '../fetch/fetch-guarded.ts';
import { canonicalUrl } from '../page/canonical-url.ts';
import type { Database } from '../store/database.ts';
import type { AddressBook } from './address-book.ts';
import { UNREACHABLE, type Unreachable } from './end-scan.ts';
import type { Frontier } from './frontier.ts';
import { ROBOTS_BYTES, type Robots, readRobots } from './robots.ts';
import type { ScanToDo } from './scans-to-do.ts';
import { isSameSite, scopeOf } from './scope.ts';
import { SETTINGS_DEFAULTS } from './settings.ts';
import type { Site } from './sites.ts';
import { type Trouble, troubleOf, troubleWith } from './trouble.ts';

const TRIES = 3;
const PAUSE_MS = 1000;
const TIMEOUT_MS = 10_000;

/** The site's robots.txt; why not, when it cannot be had, and then nothing else is to be asked either. */
export async function fetchRobots(
  site: Site,
  agent: Dispatcher,
): Promise<{ readonly text: string } | { readonly because: Unreachable }> {
  if (site.settings.ignoreRobots) return { text: '' };
  for (let turn = 1; ; turn++) {
    const answer = await robotsOnce(site.origin, agent);
    if (typeof answer === 'string') return { text: answer };
    if (!answer.mayPass || turn === TRIES)
      return { because: isTelling(answer.problem) ? answer.problem : 'unreachable' };
    await sleep(PAUSE_MS * turn);
  }
}

const isTelling = (problem: string): problem is Unreachable =>
  (UNREACHABLE as readonly string[]).includes(problem);

/** RFC 9309, 2.3.1: where there is none everything is allowed; a server in trouble is not asked further. */
async function robotsOnce(origin: string, agent: Dispatcher): Promise<string | Trouble> {
  try {
    const fetched = await fetchGuarded(`${origin}/robots.txt`, {
      agent,
      limits: { bytes: ROBOTS_BYTES, redirects: 5, milliseconds: TIMEOUT_MS },
    });
    const { status, body } = fetched;
    const trouble = status >= 500 || status === 429 ? troubleOf(fetched) : undefined;
    return trouble ?? (status === 200 ? body.toString('utf8') : '');
  } catch (error) {
    return troubleWith(error);
  }
}

/** Puts the first addresses of a scan in line, and sets it going; a scan that goes already is left alone. */
export async function setGoing(
  db: Database,
  book: AddressBook,
  { id: scanId, site, follow }: Pick<ScanToDo, 'id' | 'site' | 'follow'>,
  frontier: Frontier,
  robotsText: string,
): Promise<void> {
  const robots = readRobots(site.origin, robotsText);
  const scope = scopeOf(site.origin, site.settings);
  const { include = [], sitemaps = [] } = site.settings;
  const starts = include.length > 0 ? include : ['/'];
  const named = [...sitemaps, ...robots.sitemaps];
  const lists = named.length > 0 ? named : [`${site.origin}/sitemap.xml`];
  if (follow) {
    await frontier.add(canonical(starts, site.origin), 0);
    await frontier.addSitemaps(
      canonical(lists, site.origin).filter((url) => isSameSite(new URL(url), scope)),
    );
  }
  const delay = leastDelay(site, robots);
  await sql`
    insert into host (name, delay_ms) values (${new URL(site.origin).hostname}, ${delay})
    on conflict (name) do update set delay_ms = ${delay}`.execute(db);
  await db
    .updateTable('scan')
    .set({ state: 'running', robots: book.seal(robotsText), rate_from: sql`now()` })
    .where('id', '=', scanId)
    .where('state', '=', 'starting')
    .execute();
}

/** What a host is given between two requests at the least, in milliseconds. */
export const leastDelay = ({ settings }: Site, { delayMs }: Robots): number =>
  Math.max(settings.delayMs ?? SETTINGS_DEFAULTS.delayMs, delayMs);

const canonical = (links: readonly string[], base: string): string[] =>
  links.map((link) => canonicalUrl(link, base)).filter((url) => url !== undefined);
