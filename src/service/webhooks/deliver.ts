import { Webhook } from 'standardwebhooks';
import type { Keyring } from '../store/blobs/keyring.ts';
import type { Database } from '../store/database.ts';
import { pendingDelivery, recordAttempt } from '../store/webhooks.ts';
import type { Line } from './line.ts';

/** Sends a body somewhere; the status of the answer, or a throw when there was none. */
export type Post = (
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
) => Promise<number>;

export interface DeliveryBacking {
  readonly db: Database;
  readonly keyring: Keyring;
  readonly queue: { readonly deliveries: Line };
}

const DAY_MS = 86_400_000;
/** An endpoint where nothing has arrived for this long is given up. */
const PATIENCE_MS = 5 * DAY_MS;
const GONE = 410;
const TEST = 'webhook.test';

/** Sends what waits, signed as Standard Webhooks says, until the queue is stopped. */
export const startDeliveries = (
  backing: DeliveryBacking,
  post: Post,
  concurrency: number,
): Promise<void> =>
  backing.queue.deliveries.work(concurrency, (id, lastTry) => deliver(backing, post, id, lastTry));

async function deliver(
  { db, keyring }: DeliveryBacking,
  post: Post,
  id: string,
  lastTry: boolean,
): Promise<void> {
  const message = await pendingDelivery(db, keyring, id);
  if (!message) return;
  const delivery = { id, webhookId: message.webhook_id };
  const record = (status: 'pending' | 'delivered' | 'dead', told: Told, givesUp = false) =>
    recordAttempt(db, keyring, delivery, { status, ...told }, givesUp);
  if (message.disabled_at && message.event !== TEST)
    return record('dead', { answer: null, problem: 'webhook-disabled' });
  const told = await attempt(message, post);
  if (told.answer !== null && told.answer >= 200 && told.answer < 300)
    return record('delivered', told);
  const since = message.failing_since?.getTime() ?? Date.now();
  const givesUp = told.answer === GONE || Date.now() - since > PATIENCE_MS;
  const isDead = givesUp || lastTry || message.event === TEST;
  await record(isDead ? 'dead' : 'pending', told, givesUp);
  // The queue tries again after a pause that doubles; it keeps what is thrown, so nothing is said.
  if (!isDead) throw new Error('not delivered');
}

interface Told {
  readonly answer: number | null;
  /** A class of trouble: what an error says may quote an address behind us. */
  readonly problem: string | null;
}

async function attempt(
  { id, url, body, secret }: { id: string; url: string; body: string; secret: string },
  post: Post,
): Promise<Told> {
  const at = new Date();
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  };
  try {
    const answer = await post(url, body, headers);
    const isGood = answer >= 200 && answer < 300;
    return { answer, problem: isGood ? null : 'refused' };
  } catch {
    return { answer: null, problem: 'unreachable' };
  }
}
