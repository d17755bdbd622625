import { createHash, timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { type Caller, SCOPES, type Scope } from '../store/api-keys.ts';
import { Problem } from './problem.ts';

/** Who calls; throws `unauthorized` when nobody may be there unnamed. */
export type Identify = (request: FastifyRequest) => Promise<Caller>;

/** Looks a secret up among the keys that were made; undefined for one that is unknown, revoked or late. */
export type FindCaller = (secret: string) => Promise<Caller | undefined>;

const nobody: FindCaller = async () => undefined;
const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Asks for the operator's own key, which may do everything, or for one that was made. */
export function withKey(key: string, find = nobody): Identify {
  const expected = sha256(key);
  const operator: Caller = { id: 'configured-key', scopes: SCOPES, ratePerMinute: 0 };
  return async (request) => {
    const secret = secretOf(request);
    if (secret === undefined) throw new Problem('unauthorized');
    if (timingSafeEqual(sha256(secret), expected)) return operator;
    return known(await find(secret));
  };
}

/** Asks for a key that was made over HTTP: the operator has configured none. */
export function withMadeKeys(find: FindCaller): Identify {
  return async (request) => {
    const secret = secretOf(request);
    return known(secret === undefined ? undefined : await find(secret));
  };
}

/** Asks for nothing: for loopback, or an operator who said so. A key that is sent must be good all the same. */
export function withoutKey(find = nobody): Identify {
  const local: Caller = { id: 'local', scopes: SCOPES, ratePerMinute: 0 };
  return async (request) => {
    const secret = secretOf(request);
    return secret === undefined ? local : known(await find(secret));
  };
}

function known(caller: Caller | undefined): Caller {
  if (!caller) throw new Problem('unauthorized');
  return caller;
}

function secretOf({ headers }: FastifyRequest): string | undefined {
  if (headers.authorization === undefined) return undefined;
  const [, secret] = /^Bearer +(\S+) *$/i.exec(headers.authorization) ?? [];
  if (secret === undefined) throw new Problem('unauthorized');
  return secret;
}

/** What a route asks of its caller: one of some scopes, only to be somebody, or nothing (`everyone`). */
export type Needed = readonly Scope[] | 'anyone' | 'everyone';

/** Throws `forbidden` when the caller has none of the scopes. */
export function refuseOutOfScope({ scopes }: Caller, needed: Needed): void {
  if (
    needed === 'anyone' ||
    needed === 'everyone' ||
    needed.some((scope) => scopes.includes(scope))
  )
    return;
  const names = needed.join(', ');
  throw new Problem('forbidden', {
    detail: `此密钥没有权限：${names} · this key lacks the scope: ${names}`,
  });
}

/**
 * Keeps foreign web pages out of a service that asks for no key: a page in the clerk's browser can
 * reach loopback too, by its address or by a name that it points there (DNS rebinding).
 */
export function refuseForeignPages(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site'];
  if (site === 'cross-site' || site === 'same-site') throw new Problem('forbidden');
  // Older browsers say less, but never hide where a form came from.
  const { origin } = request.headers;
  if (origin !== undefined && URL.parse(origin)?.host !== request.host)
    throw new Problem('forbidden');
  const host = request.host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
  if (host !== 'localhost' && isIP(host) === 0) throw new Problem('forbidden', { detail: BY_NAME });
}

const BY_NAME =
  '未设访问密钥时只能用 localhost 或 IP 地址访问 · without an API key use localhost or an IP address';
