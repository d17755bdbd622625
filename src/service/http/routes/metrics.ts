import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../../metrics.ts';
import { problems } from '../schemas/problem.ts';

/** Counts every answer, and shows the counts to whoever supervises. */
export function metricsRoutes(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    metrics.request(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
  });
  app.get(
    '/metrics',
    {
      config: { needs: ['audit', 'admin'] },
      schema: {
        operationId: 'getMetrics',
        summary: 'Counts and times, for Prometheus',
        tags: ['health'],
        response: {
          200: { description: 'Text', content: { 'text/plain': { schema: { type: 'string' } } } },
          ...problems(),
        },
      },
    },
    async (_request, reply) => {
      const { mediaType, text } = await metrics.page();
      return reply.type(mediaType).send(text);
    },
  );
}
