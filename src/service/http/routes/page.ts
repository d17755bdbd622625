import type { FastifyInstance } from 'fastify';

export function pageRoutes(app: FastifyInstance): void {
  app.get('/', { schema: { hide: true } }, async (_request, reply) => reply.redirect('/docs'));
}
