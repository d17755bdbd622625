import { sql } from 'kysely';
import { canonicalUrl } from '../page/canonical-url.ts';
import { type CourseParts, type RunningScan, workingWith } from './course.ts';
import { cutScan, finishScan } from './end-scan.ts';
import { type ExportedDocument, ExportIncomplete } from './exported.ts';
import { isInScope } from './scope.ts';
import { blank, failed, seen, type Visited } from './visit.ts';
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
  let taken = 0;
  const takeAll = async () => {
    for await (const document of documents) {
      if (signal.aborted) return;
      const url = canonicalUrl(document.url);
      if (url === undefined || !isInScope(url, 0, options.scope)) continue;
      const [claim] = await frontier.take([url]);
      // The same address once more: the first counts.
      if (!claim) continue;
      taken += 1;
      const job = work(claim, document)
        .catch(parts.onError)
        .finally(() => working.delete(job));
      working.add(job);
      if (working.size >= concurrency) await Promise.race(working);
    }
  };
  const incomplete = await takeAll().then(() => undefined, asIncomplete);
  await Promise.all(working);
  if (signal.aborted) return;
  // What is missing from a damaged export may be online as ever: nothing is taken down.
  // Nor is it where nothing of the site was in it: another folder was named, or another site.
  if (incomplete || taken === 0)
    return cutScan(parts.db, parts.keyring, scan.id, 'damaged', parts.deliveries);
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
  { status, headers, bytes, problem = 'too-large', isCut = false }: ExportedDocument,
  options: ReturnType<typeof workingWith>['options'],
): Promise<Visited> {
  if (bytes === undefined) return { ...failed(claim, status, problem), blindSpots: 1 };
  if (status >= 400 && status !== 404 && status !== 410)
    return failed(claim, status, 'server-error');
  const answer = { status, headers, body: Buffer.from(bytes) };
  const { visited: one } = await seen(claim, answer, options);
  return isCut ? { ...one, blindSpots: one.blindSpots + 1, sha256: null } : one;
}

function asIncomplete(error: unknown): ExportIncomplete {
  if (error instanceof ExportIncomplete) return error;
  throw error;
}
