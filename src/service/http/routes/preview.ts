import { buffer } from 'node:stream/consumers';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Desk } from '../../jobs/desk.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { Problem } from '../problem.ts';
import { failureOf, reportOf } from '../redaction-view.ts';
import { problems } from '../schemas/problem.ts';
import { byId, find, readers } from './redaction-by-id.ts';

const onePage = Type.Object(
  { ...byId.properties, page: Type.String({ pattern: '^([1-9][0-9]{0,3}|10000)$' }) },
  { additionalProperties: false },
);
const USUAL_DPI = '96';
const fineness = Type.Object(
  {
    dpi: Type.Optional(
      Type.String({
        pattern: '^(3[6-9]|[4-9][0-9]|1[0-9]{2}|200)$',
        description: `Dots per inch, 36 to 200, ${USUAL_DPI} when absent; a very large page comes coarser`,
      }),
    ),
  },
  { additionalProperties: false },
);

interface PreviewDoor {
  readonly desk: Desk;
  readonly sandbox: Sandbox;
}

/**
 * What a page looks like: the masked side, and never the draft. Of a file that is withheld only who
 * may decide about it sees that much.
 */
export function previewRoute(app: FastifyInstance, door: PreviewDoor): void {
  app.get(
    '/v1/redactions/:id/pages/:page',
    {
      config: { needs: readers },
      schema: {
        operationId: 'getPagePreview',
        summary: 'A page of the masked file as a picture',
        description:
          'Pages are counted from 1; past the last one, and for formats without pages, 404. While ' +
          'the file is withheld only a key with the scope `review` sees it, and only masked.',
        tags: ['redactions'],
        params: onePage,
        querystring: fineness,
        response: {
          200: {
            description: 'The picture',
            content: { 'image/png': { schema: { contentMediaType: 'image/png' } } },
          },
          ...problems(
            'request-malformed',
            'not-found',
            'document-withheld',
            'document-destroyed',
            'review-outdated',
            'document-limit-exceeded',
            'busy',
          ),
        },
      },
    },
    async (request, reply) => reply.type('image/png').send(await pictureFor(request, door)),
  );
}

async function pictureFor(request: FastifyRequest, { desk, sandbox }: PreviewDoor) {
  const row = await find(desk, request);
  const report = reportOf(row);
  if (row.status === 'destroyed') throw new Problem('document-destroyed');
  if (!report) throw failureOf(row) ?? new Problem('document-withheld');
  const maySee = report.mayPublish || request.caller.scopes.includes('review');
  if (!maySee || report.verdict === 'refused')
    throw new Problem('document-withheld', { redaction: `/v1/redactions/${row.id}` });
  const masked = await desk.open(row.id, 'masked', row.revision);
  if (!masked) throw new Problem('document-destroyed');
  const { page } = request.params as Static<typeof onePage>;
  const { dpi = USUAL_DPI } = request.query as Static<typeof fineness>;
  const task = { name: report.document.name, page: Number(page), dpi: Number(dpi) };
  const picture = await sandbox.preview(task, await buffer(masked));
  if (!picture) throw new Problem('not-found');
  return picture;
}
