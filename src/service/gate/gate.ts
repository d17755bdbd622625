import replyFrom from '@fastify/reply-from';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { CheckedFile } from '../publish/check-file.ts';
import { type Check, checkBody } from './check-body.ts';
import { MalformedForm } from './multipart.ts';
import { refusalPage } from './refusal.ts';

export interface GateOptions {
  /** The CMS behind the gate: `http://127.0.0.1:8081`. */
  readonly upstream: string;
  readonly check: Check;
  /** Beginnings of paths where pages are written: there text fields are checked too, not only files. */
  readonly publishPaths: readonly string[];
  readonly maxBodyBytes: number;
  /** `replace` sends the masked version on; `hold` asks the author to take it and come again. */
  readonly onFindings: 'replace' | 'hold';
}

const WRITING = new Set(['POST', 'PUT', 'PATCH']);

/**
 * A reverse proxy for a CMS that has no hook: whatever uploads or publishes passes through the check, and
 * goes on only when it may. What cannot be checked does not go on.
 */
export async function buildGate(options: GateOptions): Promise<FastifyInstance> {
  const gate = fastify({ bodyLimit: options.maxBodyBytes, forceCloseConnections: 'idle' });
  await gate.register(replyFrom, { base: options.upstream, disableCache: true });
  // Bodies are taken as they are: only what the check changes may change.
  gate.removeAllContentTypeParsers();
  gate.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  gate.setErrorHandler((error, request, reply) => refuse(error, request, reply));
  gate.all('/*', (request, reply) => pass(request, reply, options));
  return gate;
}

async function pass(request: FastifyRequest, reply: FastifyReply, options: GateOptions) {
  const body = request.body;
  if (!WRITING.has(request.method) || !Buffer.isBuffer(body)) return reply.from(request.url);
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    return reply.code(415).type('text/html; charset=utf-8').send(refusalPage('unreadable', []));
  }
  const path = request.url.split('?')[0] ?? '';
  const {
    decision,
    body: passed,
    checked,
  } = await checkBody(
    body,
    {
      contentType: request.headers['content-type'] ?? '',
      path,
      readsFields: options.publishPaths.some((beginning) => path.startsWith(beginning)),
    },
    options.check,
  );
  if (decision === 'hold' || (decision === 'replace' && options.onFindings === 'hold')) {
    return hold(request, reply, decision, checked);
  }
  return reply.from(request.url, {
    body: passed,
    contentType: request.headers['content-type'] ?? '',
  });
}

function hold(
  request: FastifyRequest,
  reply: FastifyReply,
  decision: 'hold' | 'replace',
  checked: readonly CheckedFile[],
) {
  const held = checked.filter(({ decision: own }) => own !== 'publish');
  reply.code(422).header('cache-control', 'no-store').header('clearpost-decision', decision);
  if (request.headers.accept?.includes('text/html')) {
    return reply.type('text/html; charset=utf-8').send(refusalPage(decision, held));
  }
  return reply.type('application/problem+json').send({
    type: 'urn:clearpost:problem:held',
    title:
      '尚未发布：含有个人信息或无法核对 · not published: personal identifiers, or it could not be checked',
    status: 422,
    files: held.map(({ name, decision: own, problem }) => ({
      name,
      decision: own,
      ...(problem && { problem: problem.code }),
    })),
  });
}

/** An error of ours or of the check holds the request; its message is never shown. */
function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const { statusCode = 503 } = error as { statusCode?: number };
  const status = error instanceof MalformedForm ? 400 : statusCode >= 400 ? statusCode : 503;
  request.log.warn({ status }, 'held');
  const why = status === 413 ? 'too-large' : status === 400 ? 'unreadable' : 'unreachable';
  if (status === 503) reply.header('retry-after', 5);
  return reply.code(status).type('text/html; charset=utf-8').send(refusalPage(why, []));
}
