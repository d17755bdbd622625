import { type Static, Type } from 'typebox';
import { EVENT_TYPES } from '../../webhooks/events.ts';

const closed = { additionalProperties: false };
const Id = Type.String({ format: 'uuid' });
const Time = Type.String({ format: 'date-time' });
const nullable = (schema: ReturnType<typeof Type.String> | ReturnType<typeof Type.Integer>) =>
  Type.Union([schema, Type.Null()]);
const Events = Type.Array(Type.Enum([...EVENT_TYPES]), {
  minItems: 1,
  uniqueItems: true,
  description: 'All of them when absent',
});

export const NewWebhookSchema = Type.Object(
  {
    url: Type.String({ format: 'uri', pattern: '^https?://', maxLength: 2048 }),
    events: Type.Optional(Events),
    description: Type.Optional(Type.String({ maxLength: 200 })),
  },
  { $id: 'NewWebhook', ...closed },
);
export type NewWebhookBody = Static<typeof NewWebhookSchema>;

export const WebhookMade = Type.Object(
  { id: Id, secret: Type.String({ description: 'Shown this once; signs every message' }) },
  closed,
);

export const WebhookList = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          id: Id,
          url: Type.String(),
          events: Type.Array(Type.String()),
          description: Type.String(),
          createdAt: Time,
          failingSince: nullable(Time),
          disabledAt: Type.Union([Time, Type.Null()], {
            description: 'When it was given up; a test that arrives switches it on again',
          }),
        },
        closed,
      ),
    ),
    next: Type.Null(),
  },
  closed,
);

export const DeliveryList = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          id: Type.String({ format: 'uuid', description: 'The `webhook-id` of the message' }),
          event: Type.String(),
          createdAt: Time,
          status: Type.Enum(['pending', 'delivered', 'dead']),
          attempts: Type.Integer({ minimum: 0 }),
          answer: nullable(Type.Integer()),
          problem: nullable(Type.String()),
        },
        closed,
      ),
    ),
    next: Type.Null(),
  },
  closed,
);
