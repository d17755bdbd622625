import type { Verdict } from '../core/verdict.ts';
import type { Verification } from '../report/report.ts';
import { editsFor } from './edits.ts';
import { judge } from './judge.ts';
import { readAgain } from './read-again.ts';
import type { Scan, Settings } from './scan.ts';

export interface Redaction {
  readonly scan: Scan;
  readonly verdict: Verdict;
  /** The proven bytes; the input itself when nothing had to change; absent when refused. */
  readonly output: Uint8Array | undefined;
  /** The name to publish under: the upload's, with what it gave away masked. */
  readonly name: string;
  readonly verification: Verification;
}

/** Second half of the road: rewrite, read again, judge. A reviewer's decisions end here too. */
export async function apply(scan: Scan, settings: Settings): Promise<Redaction> {
  const { document, decisions, upload } = scan;
  const edits = editsFor(decisions, document);
  const name = document.renamed(edits);
  const rewritten =
    edits.some(({ segmentId }) => !document.isName(segmentId)) ||
    document.removals.some(({ when }) => when === 'always');
  const output = rewritten ? await document.rewrite(edits) : upload.bytes;
  const verification = await readAgain(output, name, scan, settings);
  // A draft that was converted cannot be posted as it is: nobody has read it.
  const changed = rewritten || name !== upload.name || upload.draft !== undefined;
  const verdict = judge(scan, verification, changed);
  return { scan, verdict, output: verdict === 'refused' ? undefined : output, name, verification };
}
