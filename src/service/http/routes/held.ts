import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { heldDrafts } from '../../store/held.ts';
import type { Ledger } from '../ledger.ts';
import { problems } from '../schemas/problem.ts';

const closed = { additionalProperties: false };
const Time = Type.String({ format: 'date-time' });
const Count = Type.Integer({ minimum: 0 });
const USUAL = 50;

const HeldList = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          id: Type.String({ format: 'uuid' }),
          createdAt: Time,
          name: Type.String({ description: 'The file name, with identifiers in it masked' }),
          findings: Count,
          blindSpots: Count,
          until: Type.Union([Time, Type.Null()], {
            description: 'Until when it can be decided about; null once the draft is destroyed',
          }),
        },
        closed,
      ),
    ),
    next: Type.Union([Type.String(), Type.Null()]),
  },
  closed,
);

const Page = Type.Object(
  {
    verdict: Type.Literal('review', { description: 'Those that wait for a person' }),
    limit: Type.Optional(Type.String({ pattern: '^([1-9][0-9]?|100)$' })),
    cursor: Type.Optional(Type.String({ format: 'uuid' })),
  },
  closed,
);

/** What waits for a person, the longest waiting first. */
export function heldRoutes(app: FastifyInstance, ledger: Promise<Ledger> | undefined): void {
  app.get(
    '/v1/redactions',
    {
      config: { needs: ['review'] },
      schema: {
        operationId: 'listHeldRedactions',
        summary: 'Drafts that wait for a person, the longest waiting first',
        tags: ['redactions'],
        querystring: Page,
        response: {
          200: {
            description: 'A page of drafts',
            content: { 'application/json': { schema: HeldList } },
          },
          ...problems('request-malformed'),
        },
      },
    },
    async ({ query }) => {
      const { limit = String(USUAL), cursor } = query as { limit?: string; cursor?: string };
      // Without a database nothing is held: nobody could decide about it.
      if (!ledger) return { items: [], next: null };
      const { db } = await ledger;
      const items = await heldDrafts(db, Number(limit), cursor);
      const isLast = items.length < Number(limit);
      return { items, next: isLast ? null : (items.at(-1)?.id ?? null) };
    },
  );
}
