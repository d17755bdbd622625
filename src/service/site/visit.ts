import { createHash } from 'node:crypto';
import type { Dispatcher } from 'undici';
import { type Fetched, fetchGuarded } from '../fetch/fetch-guarded.ts';
import { canonicalUrl } from '../page/canonical-url.ts';
import type { Looked } from '../sandbox/messages.ts';
import { documentName } from './document-name.ts';
import { pictureProblem } from './picture.ts';
import type { Robots } from './robots.ts';
import { isInScope, isSameSite, type Scope } from './scope.ts';
import { type Trouble, troubleOf, troubleWith } from './trouble.ts';
import type { Claim, PageKind, Settlement } from './visit-outcome.ts';

/** A settled visit with what was seen; `looked` is null where nothing new was. */
export interface Visited extends Settlement {
  readonly looked: Looked | null;
}

/** A visit ends, or comes to nothing for now. */
export type VisitResult = ({ readonly visited: Visited } | { readonly trouble: Trouble }) & {
  /** Milliseconds that the site took to answer; undefined when it was not asked, or gave none. */
  readonly waitedMs?: number;
};

/** Opens a document under the site's policy; in the product, in the sandbox. */
export type LookAt = (
  document: { readonly name: string; readonly url: string; readonly isSitemap: boolean },
  bytes: Uint8Array,
) => Promise<Looked>;

export interface VisitOptions {
  readonly agent: Dispatcher;
  readonly scope: Scope;
  readonly robots: Robots;
  /** False where links lead nowhere. */
  readonly follow: boolean;
  readonly look: LookAt;
  /** Builds pages that consist of scripts, where the site is of that kind. */
  readonly render?: ((page: Fetched) => Promise<Buffer>) | undefined;
  /** What rules and policy a look is made with; a page looked at with others is looked at again. */
  readonly lookedWith: Buffer;
  readonly maxBytes: number;
  /** For one page, in milliseconds. */
  readonly timeoutMs: number;
}

type Answer = Pick<Fetched, 'status' | 'headers' | 'body'>;

/** Nobody can read these for names and numbers, and they are large. */
const MEDIA = /\.(?:mp[34]|m4[av]|avi|wmv|wma|wav|flv|mov|mkv|rmvb|swf|exe|msi|apk|dmg|iso)$/i;

/** Fetches one page and looks at it, unless it is the same as before. Throws only what is our fault. */
export async function visit(claim: Claim, options: VisitOptions): Promise<VisitResult> {
  const { scope, robots } = options;
  const isSitemap = claim.kind === 'sitemap';
  const isOurs = isSitemap
    ? isSameSite(new URL(claim.url), scope)
    : isInScope(claim.url, claim.depth, scope);
  if (!isOurs) return skipped(claim, 'out-of-scope');
  if (!isSitemap && !robots.allows(claim.url)) return skipped(claim, 'robots');
  if (MEDIA.test(new URL(claim.url).pathname)) return skipped(claim, 'media');
  let fetched: Fetched;
  try {
    fetched = await fetchGuarded(claim.url, {
      agent: options.agent,
      limits: { bytes: options.maxBytes, redirects: 0, milliseconds: options.timeoutMs },
      // A shell of scripts may stay the same while what it shows does not.
      headers:
        options.render || mustLead(claim, options) ? {} : conditions(claim, options.lookedWith),
      // A redirect is a link: it gets its own place in line, and none is walked twice.
      mayFollow: () => false,
    });
  } catch (error) {
    return { trouble: troubleWith(error) };
  }
  const trouble = troubleOf(fetched);
  const { waitedMs } = fetched;
  if (trouble) return { trouble, waitedMs };
  const isPage = fetched.status === 200 && /html/i.test(fetched.headers['content-type'] ?? '');
  const body = options.render && isPage ? await options.render(fetched) : fetched.body;
  return { ...(await seen(claim, { ...fetched, body }, options)), waitedMs };
}

/** A list is named for what it lists, which nobody else puts in line where links are not followed. */
const mustLead = ({ kind }: Claim, { follow }: Pick<VisitOptions, 'follow'>): boolean =>
  kind === 'sitemap' && !follow;

/** What an answer tells of a page, looked at unless it is the same as before. */
export async function seen(
  claim: Claim,
  fetched: Answer,
  options: Pick<VisitOptions, 'scope' | 'follow' | 'look' | 'lookedWith'>,
): Promise<{ readonly visited: Visited }> {
  const { status, body, headers } = fetched;
  if (status === 304) return unchanged(claim, fetched);
  if (status >= 300 && status < 400) return led(claim, fetched, options);
  if (status === 404 || status === 410)
    return { visited: { ...blank(claim), status, end: 'gone', links: indexesOf(claim, options) } };
  const sha256 = createHash('sha256').update(body).digest();
  if (
    !mustLead(claim, options) &&
    claim.sha256?.equals(sha256) &&
    isCurrent(claim, options.lookedWith)
  )
    return unchanged(claim, fetched);
  const isSitemap = claim.kind === 'sitemap';
  const name = documentName(claim.url, headers);
  const looked =
    body.length === 0 ? EMPTY : await options.look({ name, url: claim.url, isSitemap }, body);
  const problem = problemOf(looked, body);
  return {
    visited: {
      ...blank(claim),
      status,
      end: 'looked',
      kind: kindOf(looked, isSitemap),
      problem,
      blindSpots: problem === null ? (looked.look?.summary.blindSpots ?? 0) : 1,
      etag: headers.etag ?? null,
      lastModified: headers['last-modified'] ?? null,
      sha256,
      lookedWith: options.lookedWith,
      bytes: body.length,
      ...(options.follow || isSitemap ? leadsOf(claim, looked, options.scope) : NOWHERE),
      looked,
    },
  };
}

/** A default page goes by its folder, which some servers do not answer for. */
const indexesOf = ({ url }: Claim, { follow }: Pick<VisitOptions, 'follow'>): string[] =>
  follow && url.endsWith('/') && new URL(url).pathname !== '/'
    ? ['index.html', 'index.htm'].map((name) => url + name)
    : [];

const NOWHERE = { links: [], sitemaps: [] };
const EMPTY: Looked = { look: null, problem: null, page: null, shownForms: [] };

/** The settlement of a page of which nothing is known but its address. */
export const blank = ({ key, depth, kind }: Claim): Visited => ({
  key,
  depth,
  end: 'error',
  status: 0,
  kind: kind === 'sitemap' ? 'sitemap' : 'other',
  problem: null,
  blindSpots: 0,
  etag: null,
  lastModified: null,
  sha256: null,
  lookedWith: null,
  bytes: 0,
  links: [],
  sitemaps: [],
  looked: null,
});

/**
 * The settlement of a page that nobody could have: it takes nothing down. Nothing is kept to ask with whether
 * it has changed: only another look tells again what of it could not be read.
 */
export const failed = (claim: Claim, status: number, problem: string): Visited => ({
  ...blank(claim),
  kind: claim.kind ?? 'other',
  status,
  problem,
});

const skipped = (claim: Claim, problem: string): VisitResult => ({
  visited: { ...blank(claim), end: 'skipped', problem, blindSpots: problem === 'media' ? 1 : 0 },
});

const isCurrent = (claim: Claim, lookedWith: Buffer): boolean =>
  claim.lookedWith?.equals(lookedWith) ?? false;

/** Asked only where the earlier look would be made the same way today. */
function conditions(claim: Claim, lookedWith: Buffer): Record<string, string> {
  if (!isCurrent(claim, lookedWith)) return {};
  return {
    ...(claim.etag !== null && { 'if-none-match': claim.etag }),
    ...(claim.lastModified !== null && { 'if-modified-since': claim.lastModified }),
  };
}

/** What was known of it holds: findings, links and all. */
const unchanged = (claim: Claim, { status, headers, body }: Answer) => ({
  visited: {
    ...blank(claim),
    end: 'unchanged' as const,
    status,
    kind: claim.kind ?? ('other' as const),
    problem: claim.problem,
    blindSpots: claim.blindSpots,
    etag: headers.etag ?? claim.etag,
    lastModified: headers['last-modified'] ?? claim.lastModified,
    sha256: claim.sha256,
    lookedWith: claim.lookedWith,
    bytes: body.length,
  },
});

/** Where people sign in: what stood there is still there, for whoever may. */
const LOGIN = /\/(?:[\w-]*login|log-?on|sign-?in|passport|sso|cas|auth|uaa)(?:[/.;?]|$)/i;

/**
 * A redirect is a link, and leads on even where others do not: whoever names a page means what it shows.
 * Out of the site nobody follows, and what stood there may be seen at the other end as ever.
 */
function led(claim: Claim, { status, headers }: Answer, { scope }: Pick<VisitOptions, 'scope'>) {
  const to = canonicalUrl(headers.location ?? '', claim.url);
  const isOn = to !== undefined && isInScope(to, claim.depth + 1, scope);
  const problem =
    to !== undefined && LOGIN.test(new URL(to).pathname) ? 'login' : isOn ? null : 'left-site';
  const end = 'elsewhere' as const;
  return { visited: { ...blank(claim), status, end, problem, links: isOn ? [to] : [] } };
}

function problemOf({ problem, page, look }: Looked, body: Uint8Array): string | null {
  if (problem === 'format-unsupported') return pictureProblem(body) ?? problem;
  const showsNothing = look?.summary.found === 0;
  return page?.isShell && showsNothing ? 'needs-scripts' : problem;
}

function kindOf({ look }: Looked, isSitemap: boolean): PageKind {
  if (isSitemap) return 'sitemap';
  return look?.document.format === 'html' ? 'page' : 'attachment';
}

function leadsOf({ depth }: Claim, { page }: Looked, scope: Scope) {
  const { links = [], sitemaps = [] } = page ?? {};
  return {
    links: links.filter((link) => isInScope(link, depth + 1, scope)),
    sitemaps: sitemaps.filter((link) => isSameSite(new URL(link), scope)),
  };
}
