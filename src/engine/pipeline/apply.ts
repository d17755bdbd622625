import type { LoadedDocument } from '../core/document.ts';
import type { Verdict } from '../core/verdict.ts';
import { formatOf, surroundings } from '../formats/registry.ts';
import { plainValue } from '../text/plain-value.ts';
import { residual } from '../verify/residual.ts';
import { editsFor } from './edits.ts';
import { judge } from './judge.ts';
import type { Scan, Settings } from './scan.ts';

export interface Redaction {
  readonly scan: Scan;
  readonly verdict: Verdict;
  /** The proven bytes; the input itself when nothing had to change; absent when refused. */
  readonly output: Uint8Array | undefined;
  /** Hidden values that the second reader could still read. */
  readonly residual: number;
}

/** Second half of the road: rewrite, read again, judge. A reviewer's decisions end here too. */
export async function apply(scan: Scan, settings: Settings): Promise<Redaction> {
  const { document, decisions, upload } = scan;
  const edits = editsFor(decisions, document);
  const rewritten = edits.length > 0 || document.removals.some(({ when }) => when === 'always');
  const output = rewritten ? await document.rewrite(edits) : upload.bytes;
  const left = rewritten ? await readAgain(output, scan, settings) : 0;
  const verdict = judge(scan, left, rewritten);
  return { scan, verdict, output: verdict === 'refused' ? undefined : output, residual: left };
}

const readAgain = (output: Uint8Array, { upload, document, decisions }: Scan, settings: Settings) =>
  residual(
    formatOf(output, upload.name).reread(output, surroundings(settings.limits)),
    hiddenValues(document, decisions),
  );

function hiddenValues(document: LoadedDocument, decisions: Scan['decisions']): Set<string> {
  const values = decisions
    .filter(({ action }) => action !== 'keep')
    .map(({ finding }) =>
      finding.pieces
        .map(({ segmentId, span }) => document.segment(segmentId).text.slice(span.start, span.end))
        .join(''),
    );
  return new Set(values.map(plainValue));
}
