import { type Dispatcher, request } from 'undici';

export interface FetchLimits {
  /** Bytes of a body as it comes over the wire. */
  readonly bytes: number;
  readonly redirects: number;
  /** Milliseconds for everything, redirects and body included. */
  readonly milliseconds: number;
}

export interface Fetched {
  readonly status: number;
  /** Names in lower case; of repeated headers the first. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Where it was found in the end. */
  readonly url: string;
  /** Each hop on the way, the first request not included. */
  readonly redirects: readonly string[];
  /** Milliseconds from asking to the head of the answer, of the last hop. */
  readonly waitedMs: number;
}

export type FetchProblem = 'too-many-redirects' | 'too-large' | 'too-slow' | 'not-http';

/** A limit was reached; names what, and no more of the URL than its reader already has. */
export class FetchRefused extends Error {
  readonly problem: FetchProblem;

  constructor(problem: FetchProblem) {
    super(problem);
    this.problem = problem;
  }
}

export interface FetchOptions {
  readonly agent: Dispatcher;
  readonly limits: FetchLimits;
  /** Sent to the first host only: what one host is told is not for another. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Asked before each hop is followed; false ends the journey with the redirect itself as the answer. */
  readonly mayFollow?: (url: URL) => boolean;
}

const USER_AGENT = 'Clearpost/0.1 (+publication check)';
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** GET within limits. The agent decides which addresses may be reached. */
export async function fetchGuarded(url: string, options: FetchOptions): Promise<Fetched> {
  const { limits } = options;
  const signal = AbortSignal.timeout(limits.milliseconds);
  try {
    return await follow(new URL(url), options, signal);
  } catch (error) {
    if (signal.aborted) throw new FetchRefused('too-slow');
    throw error;
  }
}

async function follow(first: URL, options: FetchOptions, signal: AbortSignal): Promise<Fetched> {
  const { agent, limits, headers = {}, mayFollow = () => true } = options;
  const redirects: string[] = [];
  for (let url = first; ; ) {
    if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new FetchRefused('not-http');
    // A name and password in a link are somebody's, and would be sent along.
    url.username = '';
    url.password = '';
    const own = url.origin === first.origin ? headers : {};
    const asked = performance.now();
    const response = await request(url, {
      dispatcher: agent,
      signal,
      headers: { 'user-agent': USER_AGENT, 'accept-encoding': 'identity', ...own },
    });
    const waitedMs = performance.now() - asked;
    const flat = flatten(response.headers);
    const next = REDIRECTS.has(response.statusCode) ? locationOf(flat, url) : undefined;
    if (next && mayFollow(next)) {
      await response.body.dump();
      if (redirects.length === limits.redirects) throw new FetchRefused('too-many-redirects');
      redirects.push(next.href);
      url = next;
      continue;
    }
    const body = await bodyWithin(response.body, flat, limits.bytes);
    return { status: response.statusCode, headers: flat, body, url: url.href, redirects, waitedMs };
  }
}

function locationOf(headers: Readonly<Record<string, string>>, base: URL): URL | undefined {
  const { location } = headers;
  return location !== undefined && URL.canParse(location, base.href)
    ? new URL(location, base)
    : undefined;
}

async function bodyWithin(
  body: Dispatcher.ResponseData['body'],
  headers: Readonly<Record<string, string>>,
  limit: number,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = Number(headers['content-length'] ?? 0);
  if (length > limit) {
    body.destroy();
    throw new FetchRefused('too-large');
  }
  length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > limit) throw new FetchRefused('too-large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const flatten = (headers: Dispatcher.ResponseData['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      const one = Array.isArray(value) ? value[0] : value;
      return one === undefined ? [] : [[name.toLowerCase(), one]];
    }),
  );
