import replyFrom from '@fastify/reply-from';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import type { CheckedFile } from '../publish/check-file.ts';
import { type Check, checkBody } from './check-body.ts';
import { checkNames } from './check-names.ts';
import { answeredHeaders, forwardedHeaders } from './forwarded-headers.ts';
import { MalformedForm } from './multipart.ts';
import { InPieces, refuseCountedPieces } from './pieces.ts';
import { isPublishPath } from './publish-path.ts';
import { type Refusal, refusalPage } from './refusal.ts';
import { unreadable } from './unreadable.ts';

export interface GateOptions {
  /** The CMS behind the gate: `http://127.0.0.1:8081`. */
  readonly upstream: string;
  readonly check: Check;
  /** Paths where pages are written: there text fields are checked too, not only files. */
  readonly publishPaths: readonly string[];
  readonly maxBodyBytes: number;
  /** What all bodies in hand may take together. */
  readonly budgetBytes: number;
  /** `replace` sends the masked version on; `hold` asks the author to take it and come again. */
  readonly onFindings: 'replace' | 'hold';
  /** How long the CMS may take to begin its answer, in milliseconds. */
  readonly answerMs: number;
  /** Hears what was held and why; never an address, a name or a value. */
  readonly log: FastifyBaseLogger;
}

/** A client that takes longer to send its request is let go. */
const REQUEST_MS = 300_000;
const STATUS: Readonly<Record<Refusal, number>> = {
  hold: 422,
  replace: 422,
  unreadable: 415,
  malformed: 400,
  pieces: 415,
  websocket: 501,
  'too-large': 413,
  busy: 503,
  unreachable: 503,
  'no-answer': 502,
};

/**
 * A reverse proxy for a CMS that has no hook: whatever uploads or publishes passes through the check, and
 * goes on only when it may. What cannot be checked does not go on.
 */
export async function buildGate(options: GateOptions): Promise<FastifyInstance> {
  const gate = fastify({
    loggerInstance: options.log,
    logController: new LogController({ disableRequestLogging: true }),
    // A name of the caller's choosing would be written to the log.
    requestIdHeader: false,
    bodyLimit: options.maxBodyBytes,
    requestTimeout: REQUEST_MS,
    forceCloseConnections: 'idle',
  });
  await gate.register(replyFrom, {
    base: options.upstream,
    disableCache: true,
    // It would write down the address.
    disableRequestLogging: true,
    // The CMS is asked once for each time that a client asks.
    retryMethods: [],
    undici: { headersTimeout: options.answerMs },
  });
  // Bodies are taken as they are: only what the check changes may change.
  gate.removeAllContentTypeParsers();
  gate.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  gate.setErrorHandler((error, request, reply) => refuse(whyOf(error), request, reply));
  admit(gate, options);
  gate.all('/*', (request, reply) => pass(request, reply, options));
  return gate;
}

/** Lets in what can be read, as long as there is room for it. */
function admit(gate: FastifyInstance, { budgetBytes, maxBodyBytes }: GateOptions): void {
  let taken = 0;
  gate.addHook('onRequest', async (request, reply) => {
    const why = unreadable(request.method, request.headers);
    if (why) return refuse(why, request, reply);
    const isChunked = request.headers['transfer-encoding'] !== undefined;
    const bytes = isChunked ? maxBodyBytes : Number(request.headers['content-length'] ?? 0);
    if (taken > 0 && bytes > 0 && taken + bytes > budgetBytes)
      return refuse('busy', request, reply);
    taken += bytes;
    reply.raw.once('close', () => {
      taken -= bytes;
    });
  });
}

async function pass(request: FastifyRequest, reply: FastifyReply, options: GateOptions) {
  const { method, url, headers } = request;
  const readsFields = isPublishPath(url, options.publishPaths);
  refuseCountedPieces(url);
  const names = await checkNames({ method, url, headers }, readsFields, options.check);
  if (names.length > 0) return hold(request, reply, 'hold', names);
  const common = {
    rewriteHeaders: answeredHeaders,
    onError: () => void refuse('no-answer', request, reply),
  };
  if (!Buffer.isBuffer(request.body)) {
    return reply.from(url, { ...common, rewriteRequestHeaders: () => forwardedHeaders(request) });
  }
  const contentType = headers['content-type'] ?? '';
  const { decision, body, checked } = await checkBody(
    request.body,
    { contentType, path: url, readsFields, isPut: method === 'PUT' },
    options.check,
  );
  if (decision === 'hold' || (decision === 'replace' && options.onFindings === 'hold')) {
    return hold(request, reply, decision, checked);
  }
  return reply.from(url, {
    body,
    // Without a type the library would write the body as JSON; the client's own headers are sent anyway.
    contentType: contentType || 'application/octet-stream',
    ...common,
    rewriteRequestHeaders: () => forwardedHeaders(request, body.length),
  });
}

function hold(
  request: FastifyRequest,
  reply: FastifyReply,
  decision: 'hold' | 'replace',
  checked: readonly CheckedFile[],
) {
  const held = checked.filter(({ decision: own }) => own !== 'publish');
  request.log.info({ req: request, decision, parts: held.length }, 'held');
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
function whyOf(error: unknown): Refusal {
  if (error instanceof InPieces) return 'pieces';
  const { statusCode = 503 } = error as { statusCode?: number };
  if (statusCode === 413) return 'too-large';
  return error instanceof MalformedForm || statusCode < 500 ? 'malformed' : 'unreachable';
}

function refuse(why: Refusal, request: FastifyRequest, reply: FastifyReply) {
  const status = STATUS[why];
  request.log.warn({ req: request, why }, 'not passed on');
  if (status === 503) reply.header('retry-after', 5);
  // What was not read would be taken for the next request.
  if (!request.raw.complete) reply.header('connection', 'close');
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(refusalPage(why, []));
}
