import type { Look } from '../report/report.ts';
import { editsFor } from './edits.ts';
import { type Particulars, reportOf } from './report-of.ts';
import type { Scan } from './scan.ts';

/** What is told about a document that was read and decided about, and not rewritten. */
export function lookOf(scan: Scan, particulars: Particulars): Look {
  const { document, policy, notice, summary, findings, blindSpots, engine } = reportOf(
    {
      scan,
      verdict: 'review',
      output: undefined,
      name: scan.document.renamed(editsFor(scan.decisions, scan.document)),
      verification: { readers: [], residual: 0, completed: false },
    },
    particulars,
  );
  return { document, policy, notice, summary, findings, blindSpots, engine };
}
