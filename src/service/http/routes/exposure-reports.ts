import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { type ExposureReport, findReport, reportExposure } from '../../site/exposure-reports.ts';
import { Problem } from '../problem.ts';
import { problems } from '../schemas/problem.ts';
import { answer, found, type SiteDoor, siteDoor } from './site-door.ts';

const tags = ['sites'];
const closed = { additionalProperties: false };
const HOUR = 3_600_000;
/** Of one address in an hour: enough for a citizen, too few to have a site scanned over and over. */
const REPORTS = 10;
const LOOKUPS = 120;

const NewReport = Type.Object(
  { url: Type.String({ pattern: '^https?://', maxLength: 2048, description: 'The page' }) },
  closed,
);
const ByTicket = Type.Object({ ticket: Type.String({ format: 'uuid' }) }, closed);
const Ticket = Type.Object(
  {
    ticket: Type.String({ format: 'uuid' }),
    status: Type.Enum([
      'received',
      'confirmed',
      'accepted',
      'taken-down',
      'nothing-found',
      'unreachable',
    ]),
    createdAt: Type.String({ format: 'date-time' }),
    checkedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
  },
  closed,
);

/** Anybody may say that a page of a registered site shows what it should not. */
export function exposureReportRoutes(
  app: FastifyInstance,
  opened: Promise<SiteDoor> | undefined,
): void {
  app.post(
    '/v1/exposure-reports',
    {
      config: { needs: 'everyone', rateLimit: { max: REPORTS, timeWindow: HOUR } },
      schema: {
        operationId: 'reportExposure',
        summary: 'Say that a page shows somebody’s identifiers; it is looked at again',
        description:
          'Needs no key. The answer is a ticket, with which anyone can ask what became of it; ' +
          'what the page shows is told to those who answer for it only.',
        tags,
        body: NewReport,
        response: {
          202: answer('Taken', Ticket),
          ...problems('request-malformed', 'content-type-unsupported', 'not-found', 'rate-limited'),
        },
      },
    },
    async ({ body }, reply) => {
      const { db, keyring, book } = await siteDoor(opened);
      const report = await reportExposure(
        db,
        keyring,
        book,
        (body as Static<typeof NewReport>).url,
      );
      if (!report) throw new Problem('not-found', { field: 'url', detail: NOT_OURS });
      const view = reportView(report);
      return reply.status(202).header('location', `/v1/exposure-reports/${view.ticket}`).send(view);
    },
  );

  app.get(
    '/v1/exposure-reports/:ticket',
    {
      config: { needs: 'everyone', rateLimit: { max: LOOKUPS, timeWindow: HOUR } },
      schema: {
        operationId: 'getExposureReport',
        summary: 'What became of a report',
        tags,
        params: ByTicket,
        response: {
          200: answer('The ticket', Ticket),
          ...problems('request-malformed', 'not-found', 'rate-limited'),
        },
      },
    },
    async ({ params }) => {
      const { db } = await siteDoor(opened);
      return reportView(found(await findReport(db, (params as Static<typeof ByTicket>).ticket)));
    },
  );
}

const NOT_OURS = '这个网址不属于受监督的网站 · this page is on no site that is watched here';

const reportView = ({ ticket, status, createdAt, checkedAt }: ExposureReport) => ({
  ticket,
  status,
  createdAt: createdAt.toISOString(),
  checkedAt: checkedAt?.toISOString() ?? null,
});
