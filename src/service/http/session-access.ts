import type { FastifyRequest } from 'fastify';
import type { Session } from '../store/sessions.ts';
import type { Identify } from './access.ts';
import { cookieOf } from './cookies.ts';
import { Problem } from './problem.ts';

export interface SessionDoor {
  /** Where browsers reach this service. */
  readonly publicUrl: URL;
  readonly find: (token: string) => Promise<Session | undefined>;
}

/** With TLS a browser takes `__Host-` cookies from this very host only, not from one beside or above it. */
export const sessionCookie = ({ protocol }: URL): string =>
  protocol === 'https:' ? '__Host-clearpost' : 'clearpost';

/** A person's session where one is sent and no key is; else whatever was asked for before. */
export function orSession(identify: Identify, door: SessionDoor): Identify {
  return async (request) => {
    if (request.headers.authorization !== undefined) return identify(request);
    const session = await sessionIn(request, door);
    if (!session) return identify(request);
    refuseForged(request, door.publicUrl);
    return session;
  };
}

export async function sessionIn(
  request: FastifyRequest,
  { publicUrl, find }: SessionDoor,
): Promise<Session | undefined> {
  const token = cookieOf(request, sessionCookie(publicUrl));
  return token === undefined ? undefined : find(token);
}

const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/**
 * A browser sends a cookie along whichever page made it ask: what changes something must come from a
 * page of ours. Browsers say so themselves, in one header or the other.
 */
export function refuseForged({ method, headers }: FastifyRequest, publicUrl: URL): void {
  if (SAFE.includes(method)) return;
  const site = headers['sec-fetch-site'];
  const isOurs = site === undefined ? headers.origin === publicUrl.origin : site === 'same-origin';
  if (!isOurs) throw new Problem('forbidden', { detail: FORGED });
}

const FORGED =
  '请求不是从本服务的页面发出的 · the request did not come from a page of this service';
