import { createHash, timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { Problem } from './problem.ts';

/** Who calls: the id of their key, or `local` where no key is asked for. */
export type Identify = (request: FastifyRequest) => Promise<string>;

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Asks for one key, as a bearer token. */
export function withKey(key: string): Identify {
  const expected = sha256(key);
  return async (request) => {
    const [, token] = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '') ?? [];
    if (token === undefined || !timingSafeEqual(sha256(token), expected))
      throw new Problem('unauthorized');
    return 'configured-key';
  };
}

/** Asks for nothing: for loopback, or an operator who said so. */
export const open: Identify = async () => 'local';

/**
 * Keeps foreign web pages out of a service that asks for no key: a page in the clerk's browser can
 * reach loopback too, by its address or by a name that it points there (DNS rebinding).
 */
export function refuseForeignPages(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site'];
  if (site === 'cross-site' || site === 'same-site') throw new Problem('forbidden');
  const host = request.host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
  if (host !== 'localhost' && isIP(host) === 0) throw new Problem('forbidden', { detail: BY_NAME });
}

const BY_NAME =
  '未设访问密钥时只能用 localhost 或 IP 地址访问 · without an API key use localhost or an IP address';
