import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { Problem } from '../problem.ts';
import { problems } from '../schemas/problem.ts';

const Status = Type.Object({ status: Type.Literal('ok') }, { additionalProperties: false });
const schema = (operationId: string, summary: string) => ({
  operationId,
  summary,
  tags: ['health'],
  security: [],
  response: {
    200: { description: 'Yes', content: { 'application/json': { schema: Status } } },
    ...problems('busy'),
  },
});
const config = { rateLimit: false } as const;

export function healthRoutes(app: FastifyInstance, sandbox: Sandbox): void {
  app.get('/healthz', { config, schema: schema('getHealth', 'The process lives') }, async () => ({
    status: 'ok',
  }));
  app.get(
    '/readyz',
    { config, schema: schema('getReadiness', 'Documents can be taken') },
    async () => {
      if (!sandbox.isAlive() || sandbox.isFull()) throw new Problem('busy', { retryAfter: 5 });
      return { status: 'ok' };
    },
  );
}
