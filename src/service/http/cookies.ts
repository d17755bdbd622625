import type { FastifyRequest } from 'fastify';

export interface CookieOptions {
  readonly seconds: number;
  readonly path: string;
  /** Sent over TLS only; false for a service that is reached at http://localhost. */
  readonly isSecure: boolean;
}

/** A cookie that no script can read and no other site's form or frame sends along. */
export const cookie = (name: string, value: string, options: CookieOptions): string =>
  [
    `${name}=${value}`,
    `Path=${options.path}`,
    `Max-Age=${options.seconds}`,
    'HttpOnly',
    'SameSite=Lax',
    ...(options.isSecure ? ['Secure'] : []),
  ].join('; ');

/** The value of a cookie, or undefined. */
export function cookieOf({ headers }: FastifyRequest, name: string): string | undefined {
  for (const part of (headers.cookie ?? '').split(';')) {
    const [key, value] = part.split('=', 2);
    if (key?.trim() === name) return value?.trim();
  }
  return undefined;
}
