import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { SCOPES } from '../../store/api-keys.ts';
import { endSessions, listSessions } from '../../store/listed-sessions.ts';
import { type Ledger, ledgerOf } from '../ledger.ts';
import { Problem } from '../problem.ts';
import { problems } from '../schemas/problem.ts';
import { byId } from './redaction-by-id.ts';

const closed = { additionalProperties: false };
const Time = Type.String({ format: 'date-time' });

const SessionList = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          id: Type.String({ format: 'uuid' }),
          person: Type.String({ description: 'As the audit trail calls them' }),
          scopes: Type.Array(Type.Enum([...SCOPES])),
          createdAt: Time,
          vouchedAt: { ...Time, description: 'When the provider last vouched for them' },
          expiresAt: Time,
        },
        closed,
      ),
    ),
    next: Type.Null(),
  },
  closed,
);

const config = { needs: ['admin'] } as const;
const tags = ['sign-in'];

/** Who is signed in, and putting an end to it. */
export function sessionRoutes(app: FastifyInstance, ledger: Promise<Ledger> | undefined): void {
  app.get(
    '/v1/sessions',
    {
      config,
      schema: {
        operationId: 'listSessions',
        summary: 'Who is signed in',
        tags,
        response: {
          200: {
            description: 'The sessions',
            content: { 'application/json': { schema: SessionList } },
          },
          ...problems('not-found'),
        },
      },
    },
    async () => ({ items: await listSessions((await ledgerOf(ledger)).db), next: null }),
  );

  app.delete(
    '/v1/sessions/:id',
    {
      config,
      schema: {
        operationId: 'endSession',
        summary: 'Sign somebody out at once',
        description:
          'They may sign in again as long as the provider lets them: withdraw the role there first.',
        tags,
        params: byId,
        response: {
          204: { description: 'Over', type: 'null' },
          ...problems('request-malformed', 'not-found'),
        },
      },
    },
    async ({ params, caller }, reply) => {
      const { db, keyring } = await ledgerOf(ledger);
      const { id } = params as { id: string };
      if ((await endSessions(db, keyring, { id }, caller.id)) === 0) throw new Problem('not-found');
      return reply.status(204).send();
    },
  );
}
