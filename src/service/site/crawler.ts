import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CandidateCounter } from '../../engine/decide/candidates.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Keyring } from '../store/blobs/keyring.ts';
import type { Database } from '../store/database.ts';
import type { Line } from '../webhooks/line.ts';
import type { AddressBook } from './address-book.ts';
import { fetchRobots, setGoing } from './begin-scan.ts';
import type { Renderer } from './browser.ts';
import { isSpent } from './budget.ts';
import { type Course, type CourseParts, openCourse } from './course.ts';
import { sayAlive, sayGoodbye, takeFromTheDead } from './crawlers.ts';
import { cutScan, finishScan } from './end-scan.ts';
import { giveUpStart, type ScanToDo, scansToDo, takeStart } from './scans-to-do.ts';
import { turns } from './turns.ts';

export interface CrawlerOptions {
  readonly db: Database;
  readonly keyring: Keyring;
  readonly book: AddressBook;
  readonly sandbox: Pick<Sandbox, 'look' | 'catalog'>;
  /** Counts the numbers that fit a half-hidden one. */
  readonly count: CandidateCounter;
  /** Pages that this process has in hand at once. */
  readonly concurrency: number;
  /** Documents that it looks at together: as many as the sandbox has children, and one. */
  readonly looks: number;
  readonly onError: (error: unknown) => void;
  /** Who is told what a scan has changed. */
  readonly deliveries?: Line;
  /** The browser for sites whose pages are built by scripts. */
  readonly browser?: Renderer | undefined;
  /** The only scan to work on. */
  readonly only?: string;
  /** The first pause before a page is tried again, in seconds. */
  readonly retrySeconds?: number;
}

export interface Crawler {
  /** Lets visits in hand end, gives the rest back. */
  stop(): Promise<void>;
}

const HEARTBEAT_MS = 2000;
const LOOK_MS = 500;
const IDLE_MS = 500;
const SHORT_MS = 30;
const FULL_MS = 4;
const RETRY_SECONDS = 2;
/** As the policies have it, unless they say otherwise (`residualCandidates`). */
const FEWEST_CANDIDATES = 1000;

/** A place among the crawlers of the database, and what its visits are made with. */
export interface Crew {
  readonly parts: CourseParts;
  leave(): Promise<void>;
}

/** Joins the crawlers of the database: while it lives, others leave alone what it has in hand. */
export async function join(options: CrawlerOptions): Promise<Crew> {
  const { db, onError } = options;
  const crawlerId = randomUUID();
  await sayAlive(db, crawlerId);
  const heart = setInterval(() => {
    sayAlive(db, crawlerId)
      .then(() => takeFromTheDead(db))
      .catch(onError);
  }, HEARTBEAT_MS);
  return {
    parts: {
      retrySeconds: RETRY_SECONDS,
      threshold: FEWEST_CANDIDATES,
      ...options,
      catalog: await options.sandbox.catalog,
      crawlerId,
      inTurn: turns(options.looks),
    },
    async leave() {
      clearInterval(heart);
      await sayGoodbye(db, crawlerId).catch(onError);
    },
  };
}

/**
 * Works on every scan that is under way in the database, beside any number of others that do the same.
 * Killed at any moment, it leaves nothing behind that another would not take up.
 */
export async function startCrawler(options: CrawlerOptions): Promise<Crawler> {
  const { parts, leave } = await join(options);
  const stopping = new AbortController();
  const courses = new Map<string, Course>();
  const running = run(parts, options, courses, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await running;
      await Promise.all([...courses.values()].map((course) => course.close()));
      await leave();
    },
  };
}

async function run(
  parts: CourseParts,
  { concurrency, only }: Pick<CrawlerOptions, 'concurrency' | 'only'>,
  courses: Map<string, Course>,
  signal: AbortSignal,
): Promise<void> {
  const { db, onError } = parts;
  let looked = 0;
  let todo: readonly ScanToDo[] = [];
  while (!signal.aborted) {
    try {
      if (Date.now() - looked > LOOK_MS) {
        todo = await scansToDo(db, only);
        looked = Date.now();
        await closeEnded(courses, todo);
      }
      const took = await turn(parts, concurrency, courses, todo);
      if (took.ended) looked = 0;
      if (took.pages === 0) await pause(pauseFor(took, todo), signal);
    } catch (error) {
      onError(error);
      await pause(IDLE_MS, signal);
    }
  }
}

/** A full hand is soon free again; a line that is empty or told to wait is asked less often. */
const pauseFor = ({ isFull }: Turn, todo: readonly ScanToDo[]): number =>
  isFull ? FULL_MS : todo.length === 0 ? IDLE_MS : SHORT_MS;

const pause = (milliseconds: number, signal: AbortSignal) =>
  sleep(milliseconds, undefined, { signal }).catch(() => {});

interface Turn {
  readonly pages: number;
  /** True when there is something to look at anew. */
  readonly ended: boolean;
  /** True when there was no room for more. */
  readonly isFull: boolean;
}

/** One round over all scans: each gets what room there is. */
async function turn(
  parts: CourseParts,
  concurrency: number,
  courses: Map<string, Course>,
  todo: readonly ScanToDo[],
): Promise<Turn> {
  let pages = 0;
  let isFull = false;
  let ended = false;
  for (const scan of todo) {
    if (scan.state === 'starting') {
      ended ||= await start(parts, scan);
      continue;
    }
    if (isSpent(scan)) {
      await cutScan(parts.db, parts.keyring, scan.id, 'budget', parts.deliveries);
      ended = true;
      continue;
    }
    const course = courses.get(scan.id) ?? openFor(scan, parts, courses);
    const room = concurrency - [...courses.values()].reduce((sum, one) => sum + one.inHand(), 0);
    isFull ||= room <= 0;
    const took = room > 0 ? await course.advance(room) : 0;
    pages += took;
    if (took === 0 && room > 0 && course.inHand() === 0)
      ended = (await finishScan(parts.db, parts.keyring, scan.id, parts)) || ended;
  }
  return { pages, ended, isFull };
}

function openFor(scan: ScanToDo, parts: CourseParts, courses: Map<string, Course>): Course {
  const robots = scan.robots === null ? '' : parts.book.open(scan.robots);
  const course = openCourse({ ...scan, robots }, parts);
  courses.set(scan.id, course);
  return course;
}

/** Asks for robots.txt and puts the first addresses in line; true when there is something to look at anew. */
async function start(parts: CourseParts, scan: ScanToDo): Promise<boolean> {
  const { db, keyring, book, crawlerId } = parts;
  if (!(await takeStart(db, scan.id, crawlerId))) return false;
  const course = openCourse({ ...scan, robots: '' }, parts);
  try {
    const robots = await fetchRobots(scan.site, course.agent);
    if ('because' in robots) await cutScan(db, keyring, scan.id, robots.because, parts.deliveries);
    else await setGoing(db, book, scan, course.frontier, robots.text);
  } catch (error) {
    await giveUpStart(db, scan.id);
    throw error;
  } finally {
    await course.close();
  }
  return true;
}

/** A host that is given time is not asked at every look. */
const KEPT_MS = 30_000;

/** Hangs up on what has not been asked for a while: it is over or paused. */
async function closeEnded(courses: Map<string, Course>, todo: readonly ScanToDo[]): Promise<void> {
  const alive = new Set(todo.map(({ id }) => id));
  for (const [id, course] of courses) {
    if (alive.has(id) || course.inHand() > 0 || course.idleMs() < KEPT_MS) continue;
    courses.delete(id);
    await course.close();
  }
}
