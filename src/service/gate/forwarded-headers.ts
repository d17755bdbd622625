import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';

/** Of one connection only. */
const HOP = [
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'te',
  'trailer',
  'upgrade',
];

/** And words that would give the request another length or address behind the gate's back. */
const LEFT_OUT = new Set([
  ...HOP,
  'content-length',
  'http2-settings',
  'expect',
  'x-original-url',
  'x-rewrite-url',
  'x-forwarded-path',
  'x-forwarded-prefix',
]);

/** The client's headers as the CMS gets them: it sees the address that the client asked for, and who asked. */
export function forwardedHeaders(request: FastifyRequest, bodyBytes?: number): IncomingHttpHeaders {
  const { headers } = request;
  const listed = (headers.connection ?? '').toLowerCase().split(/[\s,]+/);
  const kept = Object.entries(headers).filter(
    // A client may not strike out what the check went by.
    ([name]) => !LEFT_OUT.has(name) && (!listed.includes(name) || name.startsWith('content-')),
  );
  const before = headers['x-forwarded-for'];
  return {
    ...Object.fromEntries(kept),
    ...(bodyBytes !== undefined && { 'content-length': String(bodyBytes) }),
    'x-forwarded-for': [before, request.socket.remoteAddress].filter(Boolean).join(', '),
    'x-forwarded-host': headers['x-forwarded-host'] ?? headers.host,
    'x-forwarded-proto': headers['x-forwarded-proto'] ?? 'http',
  };
}

/** The CMS's headers as the client gets them. */
export const answeredHeaders = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP.includes(name)));
