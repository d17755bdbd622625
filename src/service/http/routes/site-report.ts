import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { lettersPage } from '../../site/report/letters.ts';
import { loadSiteReport } from '../../site/report/load-report.ts';
import { namesOf } from '../../site/report/names-of.ts';
import { siteCsv } from '../../site/report/report-csv.ts';
import { sitePage } from '../../site/report/report-page.ts';
import type { SiteReport } from '../../site/report/site-report.ts';
import { findSite } from '../../site/sites.ts';
import { Problem } from '../problem.ts';
import { problems } from '../schemas/problem.ts';
import { SiteReportSchema } from '../schemas/site-report.ts';
import { byId } from './redaction-by-id.ts';
import { siteConfig as config, found, type SiteDoor, siteDoor } from './site-door.ts';

const tags = ['sites'];
const CSV = 'text/csv';
const HTML = 'text/html';

/** What a supervisor takes to a meeting, and what is sent to those who must act. */
export function siteReportRoutes(
  app: FastifyInstance,
  opened: Promise<SiteDoor> | undefined,
  sandbox: Pick<Sandbox, 'catalog'>,
): void {
  const load = async ({ params }: FastifyRequest): Promise<SiteReport> => {
    const { db, book } = await siteDoor(opened);
    const site = found(await findSite(db, (params as Static<typeof byId>).id));
    return loadSiteReport(db, book, site, await namesOf(sandbox));
  };

  app.get(
    '/v1/sites/:id/report',
    {
      config,
      schema: {
        operationId: 'getSiteReport',
        summary: 'All exposures of a site: JSON, a page for people, or a list, by `Accept`',
        description:
          'By department, type and age, with the trend, the worst first. The page is in Chinese, and in ' +
          'English where `Accept-Language` prefers it; `text/csv` opens in a spreadsheet. Holds no value.',
        tags,
        params: byId,
        response: {
          200: {
            description: 'The report',
            content: {
              'application/json': { schema: SiteReportSchema },
              [HTML]: { schema: { type: 'string' } },
              [CSV]: { schema: { type: 'string' } },
            },
          },
          ...problems('request-malformed', 'not-found', 'not-acceptable'),
        },
      },
    },
    async (request, reply) => sendReport(request, reply, await load(request)),
  );

  app.get(
    '/v1/sites/:id/letters',
    {
      config,
      schema: {
        operationId: 'getSiteLetters',
        summary: 'A letter to each department that must act, ready to print; in Chinese',
        tags,
        params: byId,
        response: {
          200: { description: 'The letters', content: { [HTML]: { schema: { type: 'string' } } } },
          ...problems('request-malformed', 'not-found'),
        },
      },
    },
    async (request, reply) => sendPage(reply, lettersPage(await load(request)), 'zh'),
  );
}

function sendReport(request: FastifyRequest, reply: FastifyReply, report: SiteReport): unknown {
  const accepts = request.accepts();
  switch (accepts.type(['application/json', HTML, CSV])) {
    case 'application/json':
      return reply.send(report);
    case HTML: {
      const language = accepts.language(['zh', 'en']) === 'en' ? 'en' : 'zh';
      return sendPage(reply, sitePage(report, language), language);
    }
    case CSV:
      return reply.type(`${CSV}; charset=utf-8`).send(siteCsv(report));
    default:
      throw new Problem('not-acceptable');
  }
}

// The page stands alone: its only style is its own, and it runs nothing.
const PAGE_SECURITY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const sendPage = (reply: FastifyReply, page: string, language: 'zh' | 'en'): FastifyReply =>
  reply
    .type(`${HTML}; charset=utf-8`)
    .header('content-security-policy', PAGE_SECURITY)
    .header('content-language', language)
    .header('vary', 'accept, accept-language')
    .send(page);
