import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { eventsAfter } from '../../store/audit.ts';
import { exportAudit } from '../../store/audit-export.ts';
import { type Ledger, ledgerOf } from '../ledger.ts';
import { problems } from '../schemas/problem.ts';

const closed = { additionalProperties: false };
const USUAL = 100;

const EventList = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          seq: Type.Integer({ minimum: 1 }),
          at: Type.String({ format: 'date-time' }),
          actor: Type.String(),
          action: Type.String(),
          subject: Type.String(),
          facts: Type.Object({}, { additionalProperties: true }),
          previous: Type.String(),
          hash: Type.String({ description: 'Keyed; `clearpost audit verify` checks the chain' }),
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
    limit: Type.Optional(Type.String({ pattern: '^([1-9][0-9]{0,2}|1000)$' })),
    cursor: Type.Optional(Type.String({ pattern: '^[0-9]{1,15}$' })),
  },
  closed,
);

const Wish = Type.Object(
  { after: Type.Optional(Type.String({ pattern: '^[0-9]{1,15}$' })) },
  closed,
);

/** The audit trail for those who supervise. It holds no value. */
export function auditRoutes(app: FastifyInstance, ledger: Promise<Ledger> | undefined): void {
  listRoute(app, ledger);
  exportRoute(app, ledger);
}

/** The whole trail in one signed file. */
function exportRoute(app: FastifyInstance, ledger: Promise<Ledger> | undefined): void {
  app.get(
    '/v1/audit/export',
    {
      config: { needs: ['audit'] },
      schema: {
        operationId: 'exportAudit',
        summary: 'The trail as a signed file',
        description:
          'JSON Lines: a header, the events, a seal. `clearpost audit verify --file` checks it ' +
          'without the database and without a secret.',
        tags: ['audit'],
        querystring: Wish,
        response: {
          200: {
            description: 'The events after one, to the newest',
            content: { 'application/jsonl': { schema: { type: 'string' } } },
          },
          ...problems('request-malformed', 'not-found'),
        },
      },
    },
    async ({ query, caller }, reply) => {
      const { after = '0' } = query as { after?: string };
      const { db, keyring } = await ledgerOf(ledger);
      return reply
        .type('application/jsonl; charset=utf-8')
        .header('content-disposition', 'attachment; filename="audit.jsonl"')
        .send(Readable.from(exportAudit(db, keyring, caller.id, Number(after))));
    },
  );
}

/** A page of events, oldest first. */
function listRoute(app: FastifyInstance, ledger: Promise<Ledger> | undefined): void {
  app.get(
    '/v1/audit-events',
    {
      config: { needs: ['audit'] },
      schema: {
        operationId: 'listAuditEvents',
        summary: 'Who did what, when, on which ground',
        tags: ['audit'],
        querystring: Page,
        response: {
          200: {
            description: 'A page of events',
            content: { 'application/json': { schema: EventList } },
          },
          ...problems('request-malformed', 'not-found'),
        },
      },
    },
    async ({ query }) => {
      const { limit = String(USUAL), cursor = '0' } = query as { limit?: string; cursor?: string };
      const { db } = await ledgerOf(ledger);
      const rows = await eventsAfter(db, cursor, Number(limit));
      const isLast = rows.length < Number(limit);
      return {
        items: rows.map((row) => ({ ...row, seq: Number(row.seq) })),
        next: isLast ? null : (rows.at(-1)?.seq ?? null),
      };
    },
  );
}
