import { type RescanWish, rescan } from '../../service/rescan.ts';
import { NoTarget } from '../../service/site/rescan-target.ts';
import { RULES } from '../open-sandbox.ts';
import { progressBar } from './progress-bar.ts';
import { jsonOf, summaryOf } from './summary.ts';
import { NoReport, reportEnding, writeReports } from './write-reports.ts';

const CLEAR = 0;
const EXPOSED = 1;
const FAILURE = 2;

/** Scans a site and tells what it shows; an interrupt ends it in order. Resolves with the exit code. */
export async function rescanSite(
  wish: RescanWish,
  { json, report }: { readonly json: boolean; readonly report: string | undefined },
): Promise<number> {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const bar = progressBar();
  try {
    if (report !== undefined) reportEnding(report);
    const sites = await rescan(wish, RULES, (scan) => bar.show(scan), stopping.signal);
    bar.clear();
    if (report !== undefined) await writeReports(report, sites);
    for (const site of sites) process.stdout.write(json ? jsonOf(site) : summaryOf(site));
    if (sites.some(({ scan }) => scan.state !== 'done')) return FAILURE;
    return sites.some(({ open }) => open.length > 0) ? EXPOSED : CLEAR;
  } catch (error) {
    bar.clear();
    if (!(error instanceof NoTarget || error instanceof NoReport)) throw error;
    process.stderr.write(`clearpost: ${error.message}\n`);
    return FAILURE;
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}
