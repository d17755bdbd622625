import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { Keyring } from '../../store/blobs/keyring.ts';
import type { Database } from '../../store/database.ts';
import {
  createWebhook,
  deleteWebhook,
  deliveriesTo,
  listWebhooks,
  reviveDelivery,
} from '../../store/webhooks.ts';
import { announceTest } from '../../webhooks/announce.ts';
import { EVENT_TYPES } from '../../webhooks/events.ts';
import type { Line } from '../../webhooks/line.ts';
import { Problem } from '../problem.ts';
import { problems } from '../schemas/problem.ts';
import { DeliveryList, type NewWebhookBody, WebhookList, WebhookMade } from '../schemas/webhook.ts';
import { byId } from './redaction-by-id.ts';

/** Where endpoints and messages are kept. */
export interface WebhookDoor {
  readonly db: Database;
  readonly keyring: Keyring;
  readonly line: Line;
}

const json = (description: string, schema: object) => ({
  description,
  content: { 'application/json': { schema } },
});
const config = { needs: ['admin'] } as const;
const tags = ['webhooks'];

/** Who is told of events (Standard Webhooks), and what became of each message. */
export function webhookRoutes(
  app: FastifyInstance,
  opened: Promise<WebhookDoor> | undefined,
): void {
  endpoints(app, opened);
  deliveries(app, opened);
}

function endpoints(app: FastifyInstance, opened: Promise<WebhookDoor> | undefined): void {
  app.post(
    '/v1/webhooks',
    {
      config,
      schema: {
        operationId: 'createWebhook',
        summary: 'Tell an address of events',
        description:
          'Messages are signed as Standard Webhooks says (`webhook-id`, `webhook-timestamp`, ' +
          '`webhook-signature`) and tried again for about a day. They hold ids and verdicts, never a ' +
          'value. Addresses that are not public must be named in `CLEARPOST_INTERNAL_HOSTS`.',
        tags,
        body: { $ref: 'NewWebhook#' },
        response: {
          201: json('Registered', WebhookMade),
          ...problems('request-malformed', 'content-type-unsupported', 'not-found'),
        },
      },
    },
    async ({ body, caller }, reply) => {
      const { db, keyring } = await doorOf(opened);
      const { url, events = EVENT_TYPES, description = '' } = body as NewWebhookBody;
      const wish = { url, events, description };
      return reply.status(201).send(await createWebhook(db, keyring, wish, caller.id));
    },
  );

  app.get(
    '/v1/webhooks',
    {
      config,
      schema: {
        operationId: 'listWebhooks',
        summary: 'Every endpoint and how it fares, without its secret',
        tags,
        response: { 200: json('The endpoints', WebhookList), ...problems('not-found') },
      },
    },
    async () => ({ items: await listWebhooks((await doorOf(opened)).db), next: null }),
  );

  app.delete(
    '/v1/webhooks/:id',
    {
      config,
      schema: {
        operationId: 'deleteWebhook',
        summary: 'Tell this address nothing more',
        tags,
        params: byId,
        response: {
          204: { description: 'Gone', type: 'null' },
          ...problems('request-malformed', 'not-found'),
        },
      },
    },
    async ({ params, caller }, reply) => {
      const { db, keyring } = await doorOf(opened);
      const { id } = params as { id: string };
      if (!(await deleteWebhook(db, keyring, id, caller.id))) throw new Problem('not-found');
      return reply.status(204).send();
    },
  );
}

const accepted = { 202: { description: 'In line', type: 'null' } };

function deliveries(app: FastifyInstance, opened: Promise<WebhookDoor> | undefined): void {
  app.post(
    '/v1/webhooks/:id/test',
    {
      config,
      schema: {
        operationId: 'testWebhook',
        summary: 'Send a test now, once; what became of it stands among the deliveries',
        tags,
        params: byId,
        response: { ...accepted, ...problems('request-malformed', 'not-found') },
      },
    },
    async ({ params }, reply) => {
      const { db, line } = await doorOf(opened);
      const { id } = params as { id: string };
      const isKnown = await db.transaction().execute((trx) => announceTest(trx, line, id));
      if (!isKnown) throw new Problem('not-found');
      return reply.status(202).send();
    },
  );

  app.get(
    '/v1/webhooks/:id/deliveries',
    {
      config,
      schema: {
        operationId: 'listDeliveries',
        summary: 'The last hundred messages and what became of them, the newest first',
        tags,
        params: byId,
        response: {
          200: json('The messages', DeliveryList),
          ...problems('request-malformed', 'not-found'),
        },
      },
    },
    async ({ params }) => {
      const { db } = await doorOf(opened);
      const items = await deliveriesTo(db, (params as { id: string }).id);
      if (!items) throw new Problem('not-found');
      return { items, next: null };
    },
  );

  app.post(
    '/v1/webhooks/:id/deliveries/:deliveryId/retry',
    {
      config,
      schema: {
        operationId: 'retryDelivery',
        summary: 'Put a dead message back in line',
        tags,
        params: Type.Object(
          { ...byId.properties, deliveryId: Type.String({ format: 'uuid' }) },
          { additionalProperties: false },
        ),
        response: { ...accepted, ...problems('request-malformed', 'not-found') },
      },
    },
    async ({ params }, reply) => {
      const { db, line } = await doorOf(opened);
      const { id, deliveryId } = params as { id: string; deliveryId: string };
      const isBack = await db.transaction().execute(async (trx) => {
        if (!(await reviveDelivery(trx, id, deliveryId))) return false;
        await line.enqueue(trx, deliveryId);
        return true;
      });
      if (!isBack) throw new Problem('not-found');
      return reply.status(202).send();
    },
  );
}

function doorOf(opened: Promise<WebhookDoor> | undefined): Promise<WebhookDoor> {
  if (opened) return opened;
  throw new Problem('not-found', {
    detail: '此服务没有数据库 · this service runs without a database',
  });
}
