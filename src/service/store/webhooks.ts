import { randomBytes, randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { appendAudit } from './audit.ts';
import type { Keyring } from './blobs/keyring.ts';
import type { Database, Schema } from './database.ts';
import { sealerOf } from './sealed-text.ts';

/** Where somebody wants to be told of events. */
export interface Webhook {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly description: string;
  readonly createdAt: Date;
  /** Since when nothing has arrived there; null when the last message did. */
  readonly failingSince: Date | null;
  /** When it was given up. A test that arrives switches it on again. */
  readonly disabledAt: Date | null;
}

export interface NewWebhook {
  readonly url: string;
  readonly events: readonly string[];
  readonly description: string;
}

export interface WebhookDelivery {
  readonly id: string;
  readonly event: string;
  readonly createdAt: Date;
  /** `dead`: tried as often as it is tried, or its webhook was given up. */
  readonly status: Schema['webhook_delivery']['status'];
  readonly attempts: number;
  /** The status of the last answer; null when there was none. */
  readonly answer: number | null;
  readonly problem: string | null;
}

const PURPOSE = 'clearpost webhook';
const SECRET_BYTES = 32;
const SHOWN = 100;

/** Registers an endpoint and gives its secret, which is shown this once and kept sealed. */
export async function createWebhook(
  db: Database,
  keyring: Keyring,
  { url, events, description }: NewWebhook,
  actor: string,
): Promise<{ readonly id: string; readonly secret: string }> {
  const id = randomUUID();
  const secret = `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('webhook')
      .values({
        id,
        url,
        events: [...events],
        description,
        secret: sealerOf(keyring, PURPOSE).seal(secret),
        created_by: actor,
        failing_since: null,
        disabled_at: null,
      })
      .execute();
    await appendAudit(trx, keyring, {
      actor,
      action: 'webhook-created',
      subject: `webhook:${id}`,
      facts: { host: new URL(url).host, events: events.join(' ') },
    });
  });
  return { id, secret };
}

/** Every endpoint without its secret, the newest first. */
export async function listWebhooks(db: Database): Promise<Webhook[]> {
  const rows = await db.selectFrom('webhook').selectAll().orderBy('created_at', 'desc').execute();
  return rows.map((row) => ({
    id: row.id,
    url: row.url,
    events: row.events,
    description: row.description,
    createdAt: row.created_at,
    failingSince: row.failing_since,
    disabledAt: row.disabled_at,
  }));
}

/** False when there is no such endpoint. Its deliveries go with it. */
export async function deleteWebhook(
  db: Database,
  keyring: Keyring,
  id: string,
  actor: string,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { numDeletedRows } = await trx
      .deleteFrom('webhook')
      .where('id', '=', id)
      .executeTakeFirst();
    if (numDeletedRows === 0n) return false;
    await appendAudit(trx, keyring, {
      actor,
      action: 'webhook-deleted',
      subject: `webhook:${id}`,
      facts: {},
    });
    return true;
  });
}

/** The last messages to one endpoint, the newest first; undefined when there is no such endpoint. */
export async function deliveriesTo(
  db: Database,
  webhookId: string,
): Promise<WebhookDelivery[] | undefined> {
  const known = await db
    .selectFrom('webhook')
    .select('id')
    .where('id', '=', webhookId)
    .executeTakeFirst();
  if (!known) return undefined;
  const rows = await db
    .selectFrom('webhook_delivery')
    .selectAll()
    .where('webhook_id', '=', webhookId)
    .orderBy('created_at', 'desc')
    .limit(SHOWN)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    event: row.event,
    createdAt: row.created_at,
    status: row.status,
    attempts: row.attempts,
    answer: row.answer,
    problem: row.problem,
  }));
}

/** Writes down one message to each endpoint that wants it, or to one only; their ids. */
export async function insertDeliveries(
  trx: Transaction<Schema>,
  event: string,
  body: string,
  only?: string,
): Promise<string[]> {
  const wanting = trx.selectFrom('webhook').select('id');
  const webhooks = await (only === undefined
    ? wanting.where('disabled_at', 'is', null).where(sql<boolean>`${event} = any(events)`)
    : wanting.where('id', '=', only)
  ).execute();
  const rows = webhooks.map(({ id }) => ({
    id: randomUUID(),
    webhook_id: id,
    event,
    body,
    status: 'pending' as const,
    answer: null,
    problem: null,
    finished_at: null,
  }));
  if (rows.length > 0) await trx.insertInto('webhook_delivery').values(rows).execute();
  return rows.map(({ id }) => id);
}

/** A message that waits to be sent, with the secret that signs it; undefined when it does not wait any more. */
export async function pendingDelivery(db: Database, keyring: Keyring, id: string) {
  const row = await db
    .selectFrom('webhook_delivery as delivery')
    .innerJoin('webhook', 'webhook.id', 'delivery.webhook_id')
    .select(['delivery.id', 'event', 'body', 'url', 'secret', 'webhook_id', 'failing_since'])
    .select('disabled_at')
    .where('delivery.id', '=', id)
    .where('status', '=', 'pending')
    .executeTakeFirst();
  return row && { ...row, secret: sealerOf(keyring, PURPOSE).open(row.secret).toString() };
}

/** What came of one attempt. */
export interface Attempt {
  readonly status: 'pending' | 'delivered' | 'dead';
  readonly answer: number | null;
  readonly problem: string | null;
}

/** Writes an attempt down. An endpoint that took a message is well again; one given up is switched off. */
export async function recordAttempt(
  db: Database,
  keyring: Keyring,
  delivery: { readonly id: string; readonly webhookId: string },
  attempt: Attempt,
  givesUp: boolean,
): Promise<void> {
  const { status, answer, problem } = attempt;
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('webhook_delivery')
      .set((column) => ({
        status,
        answer,
        problem,
        attempts: column('attempts', '+', 1),
        finished_at: status === 'pending' ? null : new Date(),
      }))
      .where('id', '=', delivery.id)
      .execute();
    const webhook = trx.updateTable('webhook').where('id', '=', delivery.webhookId);
    if (status === 'delivered') {
      await webhook.set({ failing_since: null, disabled_at: null }).execute();
      return;
    }
    await webhook.set({ failing_since: sql<Date>`coalesce(failing_since, now())` }).execute();
    if (!givesUp) return;
    const { numUpdatedRows } = await webhook
      .set({ disabled_at: new Date() })
      .where('disabled_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return;
    await appendAudit(trx, keyring, {
      actor: 'system',
      action: 'webhook-disabled',
      subject: `webhook:${delivery.webhookId}`,
      facts: { answer, problem },
    });
  });
}

/** Puts a dead message back in line; false when there is no such dead message. */
export async function reviveDelivery(
  trx: Transaction<Schema>,
  webhookId: string,
  id: string,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('webhook_delivery')
    .set({ status: 'pending', finished_at: null })
    .where('id', '=', id)
    .where('webhook_id', '=', webhookId)
    .where('status', '=', 'dead')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Forgets what ended long ago; returns how many. */
export async function sweepDeliveries(db: Database, seconds: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('webhook_delivery')
    .where('status', '<>', 'pending')
    .where('finished_at', '<', new Date(Date.now() - seconds * 1000))
    .executeTakeFirst();
  return Number(numDeletedRows);
}
