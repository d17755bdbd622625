import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { reportPage } from '../../../engine/report/html/page.ts';
import type { Report } from '../../../engine/report/report.ts';
import { reportSarif } from '../../../engine/report/sarif.ts';
import type { Desk } from '../../jobs/desk.ts';
import type { RedactionRow } from '../../store/redactions.ts';
import { Problem } from '../problem.ts';
import { failureOf, redactionView, reportOf, revisionTag } from '../redaction-view.ts';
import { problems } from '../schemas/problem.ts';
import { fitsContract } from '../schemas/report.ts';

export const byId = Type.Object(
  { id: Type.String({ format: 'uuid' }) },
  { additionalProperties: false },
);

const idOf = (request: FastifyRequest): string => (request.params as { id: string }).id;

/** Who may ask about a redaction at all; those without `review` see their own only. */
export const readers = ['redact', 'publish-check', 'review'] as const;

/**
 * The redaction that a request names. One that was never there, has expired or is another's: all the
 * same to a caller.
 */
export async function find(desk: Desk, request: FastifyRequest): Promise<RedactionRow> {
  const row = await desk.find(idOf(request));
  const { id, scopes } = request.caller;
  if (!row || (row.createdBy !== id && !scopes.includes('review'))) throw new Problem('not-found');
  return row;
}

export function redactionById(app: FastifyInstance, desk: Desk): void {
  app.get(
    '/v1/redactions/:id',
    {
      config: { needs: readers },
      schema: {
        operationId: 'getRedaction',
        summary: 'Where a redaction stands',
        tags: ['redactions'],
        params: byId,
        response: {
          200: {
            description: 'The redaction',
            content: { 'application/json': { schema: { $ref: 'Redaction#' } } },
          },
          ...problems('request-malformed', 'not-found'),
        },
      },
    },
    async (request, reply) => {
      const row = await find(desk, request);
      return reply.header('etag', revisionTag(row)).send(redactionView(row, request.id));
    },
  );

  app.get(
    '/v1/redactions/:id/report',
    { config: { needs: readers }, schema: reportSchema },
    async (request, reply) => {
      const row = await find(desk, request);
      const report = reportOf(row);
      if (!report) throw failureOf(row) ?? new Problem('not-found');
      return sendReport(request, reply, report);
    },
  );

  app.delete(
    '/v1/redactions/:id',
    {
      config: { needs: ['redact', 'review'] },
      schema: {
        operationId: 'destroyRedaction',
        summary: 'Destroy the file at once; the report without values stays',
        tags: ['redactions'],
        params: byId,
        response: {
          204: { description: 'Destroyed', type: 'null' },
          ...problems('request-malformed', 'not-found'),
        },
      },
    },
    async (request, reply) => {
      const { id } = await find(desk, request);
      await desk.destroy(id, request.caller.id);
      return reply.status(204).send();
    },
  );
}

const reportSchema = {
  operationId: 'getReport',
  summary: 'The report: JSON, a page for people, or SARIF, by `Accept`',
  description: 'The page is in Chinese, and in English where `Accept-Language` prefers it.',
  tags: ['redactions'],
  params: byId,
  response: {
    200: {
      description: 'The report',
      content: {
        'application/json': { schema: { $ref: 'Report#' } },
        'text/html': { schema: { type: 'string' } },
        'application/sarif+json': { schema: { type: 'object', additionalProperties: true } },
      },
    },
    ...problems('request-malformed', 'not-found', 'not-acceptable'),
  },
};

// The page stands alone: its only style is its own, and it runs nothing.
const REPORT_SECURITY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

function sendReport(request: FastifyRequest, reply: FastifyReply, report: Report): unknown {
  const accepts = request.accepts();
  switch (accepts.type(['application/json', 'text/html', 'application/sarif+json'])) {
    case 'application/json':
      return reply.send(fitsContract(report));
    case 'text/html': {
      const language = accepts.language(['zh', 'en']) === 'en' ? 'en' : 'zh';
      return reply
        .type('text/html; charset=utf-8')
        .header('content-security-policy', REPORT_SECURITY)
        .header('content-language', language)
        .header('vary', 'accept, accept-language')
        .send(reportPage(report, language));
    }
    case 'application/sarif+json':
      return reply.type('application/sarif+json').send(JSON.stringify(reportSarif(report)));
    default:
      throw new Problem('not-acceptable');
  }
}
