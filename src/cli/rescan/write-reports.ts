import { writeFile } from 'node:fs/promises';
import type { Rescanned } from '../../service/rescan.ts';
import { lettersPage } from '../../service/site/report/letters.ts';
import { siteCsv } from '../../service/site/report/report-csv.ts';
import { sitePage } from '../../service/site/report/report-page.ts';
import type { SiteReport } from '../../service/site/report/site-report.ts';

/** A report cannot be written as it was asked for. The message says why, for people. */
export class NoReport extends Error {}

const WRITERS: Readonly<Record<string, (report: SiteReport) => string>> = {
  '.letters.html': lettersPage,
  '.html': (report) => sitePage(report),
  '.csv': siteCsv,
  '.json': (report) => `${JSON.stringify(report, null, 2)}\n`,
};

/** What kind of report a file's name asks for. Throws NoReport. */
export function reportEnding(path: string): string {
  const ending = Object.keys(WRITERS).find((one) => path.toLowerCase().endsWith(one));
  if (ending !== undefined) return ending;
  throw new NoReport(
    '--report 须以 .html、.csv、.json 或 .letters.html 结尾 · must end in .html, .csv, .json or .letters.html',
  );
}

/** Writes the report of a site; of several, each into a file that bears the site's name as well. */
export async function writeReports(path: string, sites: readonly Rescanned[]): Promise<void> {
  const ending = reportEnding(path);
  for (const { report } of sites) {
    const site = sites.length === 1 ? '' : `.${report.site.replaceAll(/[^\w.-]/g, '_')}`;
    const file = `${path.slice(0, -ending.length)}${site}${path.slice(-ending.length)}`;
    await writeFile(file, WRITERS[ending]?.(report) ?? '');
  }
}
