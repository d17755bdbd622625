import type { FastifyInstance } from 'fastify';
import { type Contract, docsPage } from '../docs-page.ts';
import type { PageAssets } from '../page-assets.ts';

/** The contract, for programs and for people. */
export function docsRoutes(app: FastifyInstance, { folder }: PageAssets): void {
  const hidden = { schema: { hide: true } };
  app.get('/openapi.yaml', hidden, async (_request, reply) =>
    reply.type('application/yaml; charset=utf-8').send(app.swagger({ yaml: true })),
  );
  app.get('/docs', hidden, async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .send(docsPage(app.swagger() as unknown as Contract, folder)),
  );
}
