import accepts from '@fastify/accepts';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import type { Desk } from '../jobs/desk.ts';
import type { Metrics } from '../metrics.ts';
import type { Reviews } from '../review/reviews.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Caller } from '../store/api-keys.ts';
import type { Identify } from './access.ts';
import { Admission } from './admission.ts';
import { Followers } from './followers.ts';
import { guard } from './guard.ts';
import { hangUpWhenStopping } from './hang-up.ts';
import type { Ledger } from './ledger.ts';
import { describeApi } from './openapi.ts';
import { loadPage } from './page-assets.ts';
import { Problem, problemBody } from './problem.ts';
import { problemOf } from './problem-of.ts';
import { apiKeyRoutes } from './routes/api-keys.ts';
import { auditRoutes } from './routes/audit.ts';
import { catalogRoutes } from './routes/catalog.ts';
import { docsRoutes } from './routes/docs.ts';
import { exposureReportRoutes } from './routes/exposure-reports.ts';
import { exposureRoutes } from './routes/exposures.ts';
import { healthRoutes } from './routes/health.ts';
import { heldRoutes } from './routes/held.ts';
import { inspectionRoutes } from './routes/inspections.ts';
import { metricsRoutes } from './routes/metrics.ts';
import { pageRoutes } from './routes/page.ts';
import { publishCheckRoutes } from './routes/publish-checks.ts';
import { redactionRoutes } from './routes/redactions.ts';
import { reviewRoutes } from './routes/reviews.ts';
import { scanRoutes } from './routes/scans.ts';
import { sessionRoutes } from './routes/sessions.ts';
import { type SignInDoor, signInRoutes } from './routes/sign-in.ts';
import type { SiteDoor } from './routes/site-door.ts';
import { siteReportRoutes } from './routes/site-report.ts';
import { siteRoutes } from './routes/sites.ts';
import { type WebhookDoor, webhookRoutes } from './routes/webhooks.ts';
import type { FindSigner } from './signed.ts';
import { FORM_BYTES } from './upload.ts';

export interface AppOptions {
  readonly sandbox: Sandbox;
  readonly desk: Desk;
  /** True while no further redaction can be taken in. */
  readonly isBusy: () => Promise<boolean>;
  /** Keys and the audit trail; undefined where there is no database. */
  readonly ledger: Promise<Ledger> | undefined;
  /** Where people decide about drafts; undefined where there is no database. */
  readonly reviews: Promise<Reviews> | undefined;
  /** Who is told of events; undefined where there is no database. */
  readonly webhooks: Promise<WebhookDoor> | undefined;
  /** Sites and what they expose; undefined where there is no database. */
  readonly sites: Promise<SiteDoor> | undefined;
  /** How people sign in; undefined where only keys are asked for. */
  readonly signIn: SignInDoor | undefined;
  readonly metrics: Metrics;
  readonly identify: Identify;
  /** Keys of systems that sign what they send. */
  readonly findSigner: FindSigner;
  /** True where no key is asked for. */
  readonly isOpen: boolean;
  readonly maxUploadBytes: number;
  /** Bytes of all uploads in flight together. */
  readonly uploadBudgetBytes: number;
  /** How long an upload is waited for before the answer is 202, in milliseconds. */
  readonly waitMs: number;
  /** How long a CMS is kept waiting for a decision, in milliseconds. */
  readonly publishBudgetMs: number;
  readonly fetchAttachment: (href: string) => Promise<Uint8Array>;
  /** Requests a minute from one address; 0 for no limit. */
  readonly ratePerMinute: number;
  /** How often one caller may ask: the seconds until they may again. */
  readonly throttle?: ((caller: Caller) => number) | undefined;
  /** How many proxies stand in front, each telling whom it speaks for. */
  readonly trustProxy: number;
  readonly log: FastifyBaseLogger;
}

export type App = FastifyInstance;

const MINUTE = 60_000;

/** Builds the service without listening, so that tests can inject requests. */
export async function buildApp(options: AppOptions): Promise<App> {
  const app = fastify({
    loggerInstance: options.log,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: (_address, hop) => hop < options.trustProxy,
    // Routes that take documents say how much more they take.
    bodyLimit: FORM_BYTES,
    requestTimeout: 5 * MINUTE,
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
    // A name of the caller's choosing would be written to the log.
    requestIdHeader: false,
    frameworkErrors: answerProblem,
    genReqId: () => crypto.randomUUID(),
  }).withTypeProvider<TypeBoxTypeProvider>();
  // Answers are held to their schemas by tests; a serializer would drop in silence what it does not know.
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  answerWithProblems(app);
  hangUpWhenStopping(app);
  await register(app, options);
  everyAnswer(app);
  guard(app, { ...options, maxBodyBytes: options.maxUploadBytes + FORM_BYTES });
  const admission = new Admission(options.uploadBudgetBytes);
  const followers = new Followers();
  metricsRoutes(app, options.metrics);
  healthRoutes(app, options);
  catalogRoutes(app, options.sandbox);
  redactionRoutes(app, { ...options, admission, followers });
  heldRoutes(app, options.ledger);
  reviewRoutes(app, options);
  inspectionRoutes(app, { ...options, admission });
  apiKeyRoutes(app, options.ledger);
  auditRoutes(app, options.ledger);
  sessionRoutes(app, options.ledger);
  webhookRoutes(app, options.webhooks);
  siteRoutes(app, options.sites);
  scanRoutes(app, options.sites, followers);
  exposureRoutes(app, options.sites);
  exposureReportRoutes(app, options.sites);
  siteReportRoutes(app, options.sites, options.sandbox);
  signInRoutes(app, options.signIn);
  publishCheckRoutes(app, { ...options, admission });
  const page = loadPage();
  docsRoutes(app, page);
  pageRoutes(app, page);
  await app.ready();
  return app as unknown as App;
}

async function register(app: FastifyInstance, options: AppOptions): Promise<void> {
  await app.register(accepts);
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: CONTENT_SECURITY },
    // TLS is ended in front of us; whoever ends it says how long it must stay.
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
  // What needs no key has a limit of its own, whatever the operator says of the rest.
  await app.register(rateLimit, {
    global: options.ratePerMinute > 0,
    max: options.ratePerMinute,
    timeWindow: MINUTE,
  });
  await app.register(multipart, {
    // File names come as UTF-8 from every browser and from curl.
    defParamCharset: 'utf8',
    throwFileSizeLimit: false,
    limits: {
      fileSize: options.maxUploadBytes,
      files: 1,
      fields: 8,
      parts: 9,
      fieldSize: 64 * 1024,
      headerPairs: 50,
    },
  } as Parameters<typeof multipart>[1] & object);
  await describeApi(app);
}

const CONTENT_SECURITY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  // A page's picture is fetched with the key, which no plain address carries.
  imgSrc: ["'self'", 'blob:'],
  connectSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
};

function everyAnswer(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store').header('x-request-id', request.id);
  });
  app.addHook('onResponse', async (request, reply) => {
    const ms = Math.round(reply.elapsedTime);
    request.log.info({ req: request, res: reply, ms }, 'answered');
  });
}

function answerWithProblems(app: FastifyInstance): void {
  app.setErrorHandler(answerProblem);
  app.setNotFoundHandler(() => {
    throw new Problem('not-found');
  });
}

function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf(error);
  if (problem.status === 500) request.log.error({ err: error }, 'failed');
  if (!request.raw.complete) hangUpLater(request);
  const { retryAfter } = problem.particulars;
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
  return reply
    .status(problem.status)
    .type('application/problem+json')
    .send(problemBody(problem, request.id));
}

const LINGER_MS = 10_000;

/**
 * Refused while the body was still coming. Hanging up at once could lose the answer on its way to the
 * sender; listening for ever would serve an upload without end.
 */
function hangUpLater(request: FastifyRequest): void {
  request.raw.unpipe();
  request.raw.resume();
  const timer = setTimeout(() => request.raw.socket.destroy(), LINGER_MS);
  request.raw.once('close', () => clearTimeout(timer));
}
