// npm run bench:site [pages] [attachments] – what scanning a site costs, and what a country would.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import { type ScanProgress, scanProgress, startScan } from '../../src/service/site/scans.ts';
import { registerSite } from '../../src/service/site/sites.ts';
import { parseKeyring } from '../../src/service/store/blobs/keyring.ts';
import { openDatabase } from '../../src/service/store/database.ts';
import { startEmbeddedPostgres } from '../../src/service/store/embedded-postgres.ts';
import { startCrawlerProcess } from '../../test/service/site/start-crawler-process.ts';
import type { Repeated } from '../../test/service/site/test-site/serve.ts';
import { cpuSeconds } from '../frame/process-tree.ts';

const [pages = 5000, attachments = 500] = process.argv.slice(2).map(Number);
const CORES = 2;
const COUNTRY = { sites: 14_000, pages: 100_000_000, days: 7, changed: 0.02 };
const settings = { internal: true, delayMs: 0, connections: 48 };

const folder = mkdtempSync(join(tmpdir(), 'clearpost-bench-site-'));
const postgres = await startEmbeddedPostgres(folder);
const db = await openDatabase(postgres.connection);
const keyring = parseKeyring(`k1:${randomBytes(32).toString('base64')}`, 'bench');
try {
  const site = await served(1);
  console.log(
    `\n## A site of ${site.pages} pages and ${attachments} attachments, one worker process\n`,
  );
  const first = await pass(site, 1);
  const answers = await site.answers();
  const second = await pass(site, 1);
  const again = await site.answers();
  row('', 'pages/s', 'CPU ms/page', 'of it database', 'peak MB of the worker', 'exposures');
  row('---', '---', '---', '---', '---', '---');
  row('first', ...figures(first), first.scan.exposures.new);
  row('second', ...figures(second), second.scan.exposures.new);
  const per = first.cpu / first.scan.done;
  console.log(`
- on ${CORES} cores of this kind: ${Math.round(CORES / per)} pages/s, detection included
- planted ${site.planted}, found ${first.scan.exposures.new}; fetched twice ${answers.twice}; forbidden by robots.txt and fetched ${answers.forbidden}; private addresses reached ${answers.trespasses}
- second pass: ${percent(second.scan.unchanged / second.scan.done)} unchanged, ${percent(again.unchanged / again.total)} answered 304; ${(first.cpu / second.cpu).toFixed(1)} times less CPU, ${(first.seconds / second.seconds).toFixed(1)} times faster
- of what was known, ${again.conditional} requests were conditional of ${again.conditional + again.plain} that could be (${percent(again.conditional / (again.conditional + again.plain))}); ${again.withoutValidator} pages sent nothing to ask with and were compared by hash`);
  await site.stop();

  const plain = await served(3, 0);
  console.log('\n## Pages alone, without attachments\n');
  const html = await pass(plain, 1);
  row('', 'pages/s', 'CPU ms/page', 'of it database', 'peak MB of the worker', 'exposures');
  row('---', '---', '---', '---', '---', '---');
  row('pages', ...figures(html), html.scan.exposures.new);
  console.log(
    `\n- on ${CORES} cores of this kind: ${Math.round(CORES / (html.cpu / html.scan.done))} pages/s, detection included`,
  );
  await plain.stop();

  const other = await served(2);
  console.log('\n## Two worker processes on one database\n');
  const shared = await pass(other, 2);
  console.log(
    `- documents looked at: ${shared.looks.join(' and ')}; found ${shared.scan.exposures.new} of ${other.planted}`,
  );
  await other.stop();
  await sizing(first, second);
} finally {
  await db.destroy();
  await postgres.stop();
  rmSync(folder, { recursive: true });
}

interface Site {
  readonly origin: string;
  readonly planted: number;
  readonly pages: number;
  answers(): Promise<Record<string, number> & Repeated & { total: number; unchanged: number }>;
  stop(): Promise<void>;
}

async function served(seed: number, attached = attachments): Promise<Site> {
  const program = 'test/service/site/test-site/serve-process.ts';
  const child = spawn(
    process.execPath,
    ['--no-warnings', program, String(pages), String(attached), String(seed)],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async () => JSON.parse((await lines.next()).value as string);
  return {
    ...(await next()),
    answers: () => {
      child.stdin.write('\n');
      return next();
    },
    async stop() {
      child.kill();
      await once(child, 'exit');
    },
  };
}

interface Pass {
  readonly scan: ScanProgress;
  readonly seconds: number;
  /** Of workers, their sandbox and the database. */
  readonly cpu: number;
  readonly databaseCpu: number;
  readonly peakMb: number;
  readonly looks: readonly number[];
}

async function pass({ origin }: Site, workers: number): Promise<Pass> {
  const known = await db.selectFrom('site').select('id').where('origin', '=', origin).execute();
  const wish = { origin, settings, schedule: null };
  const id = known[0]?.id ?? (await registerSite(db, keyring, wish, 'bench')).id;
  const options = { concurrency: 48 / workers, workers: CORES / workers };
  const crew = await Promise.all(
    Array.from({ length: workers }, () =>
      startCrawlerProcess(postgres.connection, keyring, options),
    ),
  );
  // What starting costs is not what a page costs.
  const used = () => crew.reduce((sum, { pid }) => sum + cpuSeconds(pid), 0);
  const [before, databaseBefore, began] = [used(), cpuSeconds(postgres.pid), Date.now()];
  const scanId = await startScan(db, keyring, id, 'bench');
  let scan = await scanProgress(db, scanId);
  while (!scan?.finishedAt) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    scan = await scanProgress(db, scanId);
  }
  const databaseCpu = cpuSeconds(postgres.pid) - databaseBefore;
  const cpu = used() - before + databaseCpu;
  const seconds = (Date.now() - began) / 1000;
  const told = await Promise.all(crew.map((one) => one.stop()));
  return {
    scan,
    seconds,
    cpu,
    databaseCpu,
    peakMb: Math.max(...told.map(({ peakMb }) => peakMb)),
    looks: told.map(({ looks }) => looks),
  };
}

function figures({ scan, seconds, cpu, databaseCpu, peakMb }: Pass): (string | number)[] {
  const each = (total: number) => ((total * 1000) / scan.done).toFixed(1);
  return [Math.round(scan.done / seconds), each(cpu), each(databaseCpu), peakMb];
}

function row(...cells: readonly (string | number)[]): void {
  console.log(`| ${cells.join(' | ')} |`);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** The sum for a country: what one pass a week over all its sites needs. */
async function sizing(first: Pass, second: Pass): Promise<void> {
  const { rows } = await sql<{ page: number; exposure: number; pages: number; exposures: number }>`
    select pg_total_relation_size('page')::float8 as page,
      (pg_total_relation_size('exposure') + pg_total_relation_size('exposure_place'))::float8 as exposure,
      (select count(*)::int from page) as pages, (select count(*)::int from exposure) as exposures`.execute(
    db,
  );
  const size = rows[0] as (typeof rows)[number];
  const [perPage, perExposure] = [size.page / size.pages, size.exposure / size.exposures];
  const core = (seconds: number, days: number) => seconds / (days * 86_400);
  const { sites, pages: all, days, changed } = COUNTRY;
  const fresh = (all * first.cpu) / first.scan.done;
  const repeated =
    all *
    ((second.cpu / second.scan.done) * (1 - changed) + (first.cpu / first.scan.done) * changed);
  const gigabytes = (bytes: number) => `${Math.round(bytes / 1e9)} GB`;
  console.log(`
## ${sites.toLocaleString('en-US')} sites, ${all.toLocaleString('en-US')} pages

- database: ${Math.round(perPage)} bytes a page → ${gigabytes(perPage * all)}; ${Math.round(perExposure)} bytes an exposure, one page in a thousand → ${gigabytes(perExposure * all * 0.001)}
- first pass in 30 days: ${(fresh / 3600).toFixed(0)} CPU hours = ${core(fresh, 30).toFixed(1)} cores = ${Math.ceil(core(fresh, 30) / CORES)} workers of ${CORES} cores
- every ${days} days from then on, ${percent(changed)} changed: ${core(repeated, days).toFixed(1)} cores = ${Math.ceil(core(repeated, days) / CORES)} workers
- a site has ${Math.round(all / sites)} pages: at 20 requests a second ${(all / sites / 20 / 60).toFixed(0)} minutes`);
}
