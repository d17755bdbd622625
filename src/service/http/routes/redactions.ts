import { Readable } from 'node:stream';
import { create as contentDisposition } from 'content-disposition';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Report } from '../../../engine/report/report.ts';
import type { Desk } from '../../jobs/desk.ts';
import type { RedactionRow } from '../../store/redactions.ts';
import type { Followers } from '../followers.ts';
import { preferenceOf } from '../preference.ts';
import { Problem } from '../problem.ts';
import { failureOf, redactionView, reportHref, reportOf } from '../redaction-view.ts';
import { problems } from '../schemas/problem.ts';
import { takeUpload, type UploadDoor, type UploadedForm, uploadProblems } from '../take-upload.ts';
import { previewRoute } from './preview.ts';
import { byId, find, readers, redactionById } from './redaction-by-id.ts';
import { redactionEvents } from './redaction-events.ts';

export interface RedactionDoor extends UploadDoor {
  readonly desk: Desk;
  readonly followers: Followers;
  /** How long an upload is waited for before the answer is 202, in milliseconds. */
  readonly waitMs: number;
}

const PENDING_SECONDS = 2;
const json = (description: string) => ({
  description,
  content: { 'application/json': { schema: { $ref: 'Redaction#' } } },
});
const binary = {
  'application/octet-stream': { schema: { contentMediaType: 'application/octet-stream' } },
};

export function redactionRoutes(app: FastifyInstance, door: RedactionDoor): void {
  createRoute(app, door);
  redactionById(app, door.desk);
  redactionEvents(app, door);
  documentRoute(app, door.desk);
  previewRoute(app, door);
}

function createRoute(app: FastifyInstance, door: RedactionDoor): void {
  app.post(
    '/v1/redactions',
    {
      ...takeUpload(door),
      config: { needs: ['redact'] },
      schema: {
        operationId: 'createRedaction',
        summary: 'Hand in a document; get the verdict, or the masked file itself',
        description:
          'Answers with the redaction. With `Accept` of the document’s own media type or ' +
          '`application/octet-stream` it answers with the masked bytes instead, and with 422 when ' +
          'the document may not be published. With `Prefer: respond-async`, past the seconds of ' +
          '`Prefer: wait=…`, or when it takes long, the answer is 202: ask again at `Location`. What ' +
          'nobody waits for yields to what somebody does. With an `Idempotency-Key` the same request ' +
          'sent again gets the same redaction, and another body under that key 422.',
        tags: ['redactions'],
        consumes: ['multipart/form-data'],
        body: { $ref: 'Upload#' },
        response: {
          200: { description: 'The masked file, when `Accept` asks for it', content: binary },
          201: json('Done'),
          202: json('Still being worked on'),
          ...problems(
            ...uploadProblems,
            'not-acceptable',
            'idempotency-conflict',
            'review-outdated',
          ),
        },
      },
    },
    async (request, reply) => {
      const { file, policy, password, context } = request.body as UploadedForm;
      const { waitMs, applied } = preferenceOf(request.headers.prefer, door.waitMs);
      const id = await door.desk.submit({
        parcel: { ...file, policy, password, context: context ?? null },
        caller: request.caller.id,
        // Who does not wait for it yields to those who do.
        urgency: waitMs === 0 ? 'batch' : 'person',
        ...idempotency(request),
      });
      if (applied !== undefined) reply.header('preference-applied', applied);
      const row = await (waitMs === 0 ? door.desk.find(id) : door.desk.wait(id, waitMs));
      if (!row) throw new Problem('not-found');
      return answer(request, reply, door.desk, row);
    },
  );
}

/** Names the request, so that one sent twice is worked on once. */
function idempotency({ headers }: FastifyRequest): { idempotencyKey?: string } {
  const key = headers['idempotency-key'];
  if (key === undefined) return {};
  if (typeof key !== 'string' || !/^[\x21-\x7E]{1,200}$/.test(key))
    throw new Problem('request-malformed', { field: 'Idempotency-Key' });
  return { idempotencyKey: key };
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  desk: Desk,
  row: RedactionRow,
): Promise<unknown> {
  const failure = failureOf(row);
  if (failure) throw failure;
  const report = reportOf(row);
  reply.header('location', `/v1/redactions/${row.id}`);
  if (!report) {
    return reply
      .status(202)
      .header('retry-after', PENDING_SECONDS)
      .send(redactionView(row, request.id));
  }
  if (wantsBytes(request, report)) return sendMasked(reply, desk, row, report, 422);
  return reply.status(201).send(redactionView(row, request.id));
}

/** JSON wins where both would do: a caller must ask for bytes on purpose. */
function wantsBytes(request: FastifyRequest, { document }: Report): boolean {
  const chosen = request
    .accepts()
    .type(['application/json', 'application/octet-stream', document.mediaType]);
  if (chosen === false) throw new Problem('not-acceptable');
  return chosen !== 'application/json';
}

async function sendMasked(
  reply: FastifyReply,
  desk: Desk,
  { id, status, revision }: RedactionRow,
  report: Report,
  withheldStatus: number,
): Promise<unknown> {
  if (status === 'destroyed') throw new Problem('document-destroyed');
  if (!report.mayPublish || report.masked === null) {
    throw new Problem('document-withheld', {
      status: withheldStatus,
      redaction: `/v1/redactions/${id}`,
      detail: WITHHELD,
    });
  }
  const bytes = await desk.open(id, 'masked', revision);
  if (!bytes) throw new Problem('document-destroyed');
  const { mediaType, name } = report.masked;
  return reply
    .type(mediaType)
    .header('content-length', report.masked.bytes)
    .header('content-disposition', contentDisposition(name))
    .header('clearpost-verdict', report.verdict)
    .header('link', `<${reportHref(id)}>; rel="describedby"`)
    .send(Readable.from(bytes, { objectMode: false }));
}

const WITHHELD = '文件还不能发布，原因见报告 · it may not be published yet; the report says why';

function documentRoute(app: FastifyInstance, desk: Desk): void {
  app.get(
    '/v1/redactions/:id/document',
    {
      config: { needs: readers },
      schema: {
        operationId: 'getMaskedDocument',
        summary: 'The masked file, while it is kept',
        tags: ['redactions'],
        params: byId,
        response: {
          200: { description: 'The file', content: binary },
          ...problems(
            'request-malformed',
            'not-found',
            'document-withheld',
            'document-destroyed',
            'review-outdated',
          ),
        },
      },
    },
    async (request, reply) => {
      const row = await find(desk, request);
      const report = reportOf(row);
      if (!report) throw failureOf(row) ?? new Problem('document-withheld');
      return sendMasked(reply, desk, row, report, 409);
    },
  );
}
