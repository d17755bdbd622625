import type { FastifyInstance } from 'fastify';

/** The contract itself. The page that explains it comes beside it. */
export function docsRoutes(app: FastifyInstance): void {
  app.get('/openapi.yaml', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('application/yaml; charset=utf-8').send(app.swagger({ yaml: true })),
  );
}
