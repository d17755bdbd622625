import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { Problem } from '../problem.ts';
import { problemsOfAnyone } from '../schemas/problem.ts';

const Status = Type.Object({ status: Type.Literal('ok') }, { additionalProperties: false });
const schema = (operationId: string, summary: string) => ({
  operationId,
  summary,
  tags: ['health'],
  security: [],
  response: {
    200: { description: 'Yes', content: { 'application/json': { schema: Status } } },
    ...problemsOfAnyone('busy', 'internal'),
  },
});
const config = { rateLimit: false } as const;

export interface HealthDoor {
  readonly sandbox: Sandbox;
  readonly isBusy: () => Promise<boolean>;
}

const SOON_MS = 2000;

/** The answer if it comes soon; a database that is away or slow counts as busy. */
const soon = (answer: Promise<boolean>): Promise<boolean> =>
  Promise.race([
    answer.catch(() => true),
    new Promise<boolean>((resolve) => setTimeout(resolve, SOON_MS, true).unref()),
  ]);

export function healthRoutes(app: FastifyInstance, door: HealthDoor): void {
  const { sandbox } = door;
  app.get('/healthz', { config, schema: schema('getHealth', 'The process lives') }, async () => ({
    status: 'ok',
  }));
  app.get(
    '/readyz',
    { config, schema: schema('getReadiness', 'Documents can be taken') },
    async () => {
      const isBusy = sandbox.isFull() || (await soon(door.isBusy()));
      if (isBusy || !sandbox.isAlive()) throw new Problem('busy', { retryAfter: 5 });
      return { status: 'ok' };
    },
  );
}
