import type { Transaction } from 'kysely';
import type { Schema } from '../store/database.ts';
import { insertDeliveries } from '../store/webhooks.ts';
import { type EventData, type EventType, eventBody } from './events.ts';
import type { Line } from './line.ts';

/** Tells everyone who wants to know, in the transaction of what happened. */
export async function announce<Type extends EventType>(
  trx: Transaction<Schema>,
  line: Line,
  type: Type,
  data: EventData[Type],
): Promise<void> {
  for (const id of await insertDeliveries(trx, type, eventBody(type, data)))
    await line.enqueue(trx, id);
}

/** Sends a test to one endpoint, also to one that was given up; false when there is no such endpoint. */
export async function announceTest(
  trx: Transaction<Schema>,
  line: Line,
  webhookId: string,
): Promise<boolean> {
  const body = eventBody('webhook.test', {});
  const ids = await insertDeliveries(trx, 'webhook.test', body, webhookId);
  for (const id of ids) await line.enqueue(trx, id);
  return ids.length > 0;
}
