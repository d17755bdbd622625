import { sql } from 'kysely';
import { canonicalUrl } from '../page/canonical-url.ts';
import { type CourseParts, type RunningScan, workingWith } from './course.ts';
import { finishScan } from './end-scan.ts';
import type { ExportedDocument } from './exported.ts';
import { isInScope } from './scope.ts';
import { blank, seen, type Visited } from './visit.ts';
import type { Claim } from './visit-outcome.ts';

export interface ImportOptions {
  /** Documents in hand at once. */
  readonly concurrency: number;
  /** True when what is not among them is not online any more. */
  readonly isWhole: boolean;
  readonly signal: AbortSignal;
}

const REST = 200;

/** Looks at documents that were handed over, as a scan of its own: what they show is recorded as if fetched. */
export async function importDocuments(
  documents: AsyncIterable<ExportedDocument>,
  scan: RunningScan,
  parts: CourseParts,
  { concurrency, isWhole, signal }: ImportOptions,
): Promise<void> {
  const { frontier, options, settle } = workingWith(scan, parts);
  const working = new Set<Promise<void>>();
  const work = async (claim: Claim, document: ExportedDocument) =>
    settle({ ...(await visited(claim, document, options)), url: claim.url });
  for await (const document of documents) {
    if (signal.aborted) break;
    const url = canonicalUrl(document.url);
    if (url === undefined || !isInScope(url, 0, options.scope)) continue;
    const [claim] = await frontier.take([url]);
    // The same address once more: the first counts.
    if (!claim) continue;
    const job = work(claim, document)
      .catch(parts.onError)
      .finally(() => working.delete(job));
    working.add(job);
    if (working.size >= concurrency) await Promise.race(working);
  }
  await Promise.all(working);
  if (signal.aborted) return;
  if (isWhole)
    for (let rest = await frontier.takeRest(REST); rest.length > 0; ) {
      await Promise.all(
        rest.map((claim) => settle({ ...blank(claim), end: 'gone', status: 404, url: claim.url })),
      );
      rest = await frontier.takeRest(REST);
    }
  else
    await sql`update page set due_at = null where site_id = ${scan.site.id} and lease is null`.execute(
      parts.db,
    );
  await finishScan(parts.db, parts.keyring, scan.id, parts);
}

async function visited(
  claim: Claim,
  { status, headers, bytes }: ExportedDocument,
  options: ReturnType<typeof workingWith>['options'],
): Promise<Visited> {
  if (bytes === undefined) return { ...blank(claim), status, problem: 'too-large', blindSpots: 1 };
  if (status >= 400 && status !== 404 && status !== 410)
    return { ...blank(claim), status, problem: 'server-error' };
  const answer = { status, headers, body: Buffer.from(bytes) };
  return (await seen(claim, answer, options)).visited;
}
