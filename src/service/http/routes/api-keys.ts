import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { createApiKey, listApiKeys, revokeApiKey, SCOPES } from '../../store/api-keys.ts';
import { type Ledger, ledgerOf } from '../ledger.ts';
import { Problem } from '../problem.ts';
import { problems } from '../schemas/problem.ts';

const closed = { additionalProperties: false };
const Scopes = Type.Array(Type.Enum([...SCOPES]), { minItems: 1, uniqueItems: true });
const Time = Type.String({ format: 'date-time' });
const Rate = Type.Integer({
  minimum: 1,
  maximum: 1_000_000,
  description: 'Requests a minute, over all processes; as the operator usually allows when absent',
});
const Id = Type.String({ pattern: '^[0-9a-f]{12}$' });

const NewKey = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100, description: 'Whose it is' }),
    scopes: Scopes,
    expiresAt: Type.Optional(Time),
    ratePerMinute: Type.Optional(Rate),
    signs: Type.Optional(
      Type.Boolean({ description: 'For a system that signs what it sends (Standard Webhooks)' }),
    ),
  },
  closed,
);

const KeyMade = Type.Object(
  {
    id: Id,
    secret: Type.String({ description: 'Shown this once' }),
    signingSecret: Type.Optional(Type.String({ description: 'Shown this once' })),
  },
  closed,
);

const KeyList = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          id: Id,
          name: Type.String(),
          scopes: Type.Array(Type.Enum([...SCOPES])),
          createdAt: Time,
          expiresAt: Type.Optional(Time),
          ratePerMinute: Type.Optional(Rate),
          revokedAt: Type.Union([Time, Type.Null()]),
        },
        closed,
      ),
    ),
    next: Type.Null(),
  },
  closed,
);

const json = (description: string, schema: object) => ({
  description,
  content: { 'application/json': { schema } },
});
const config = { needs: ['admin'] } as const;
const tags = ['api-keys'];

/** Keys for programs; only their hashes are kept. */
export function apiKeyRoutes(app: FastifyInstance, ledger: Promise<Ledger> | undefined): void {
  app.post(
    '/v1/api-keys',
    {
      config,
      schema: {
        operationId: 'createApiKey',
        summary: 'Make a key',
        tags,
        body: NewKey,
        response: {
          201: json('Made', KeyMade),
          ...problems('request-malformed', 'content-type-unsupported', 'not-found'),
        },
      },
    },
    async ({ body, caller }, reply) => {
      const { db, keyring } = await ledgerOf(ledger);
      const { name, scopes, expiresAt, signs, ratePerMinute } = body as Static<typeof NewKey>;
      const wish = {
        name,
        scopes,
        ...(expiresAt && { expiresAt: new Date(expiresAt) }),
        ...(signs && { signs }),
        ...(ratePerMinute !== undefined && { ratePerMinute }),
      };
      return reply.status(201).send(await createApiKey(db, keyring, wish, caller.id));
    },
  );

  app.get(
    '/v1/api-keys',
    {
      config,
      schema: {
        operationId: 'listApiKeys',
        summary: 'Every key, without its secret',
        tags,
        response: { 200: json('The keys', KeyList), ...problems('not-found') },
      },
    },
    async () => ({ items: await listApiKeys((await ledgerOf(ledger)).db), next: null }),
  );

  app.delete(
    '/v1/api-keys/:id',
    {
      config,
      schema: {
        operationId: 'revokeApiKey',
        summary: 'Revoke a key at once',
        tags,
        params: Type.Object({ id: Id }, closed),
        response: {
          204: { description: 'Revoked', type: 'null' },
          ...problems('request-malformed', 'not-found'),
        },
      },
    },
    async ({ params, caller }, reply) => {
      const { db, keyring } = await ledgerOf(ledger);
      const { id } = params as { id: string };
      if (!(await revokeApiKey(db, keyring, id, caller.id))) throw new Problem('not-found');
      return reply.status(204).send();
    },
  );
}
