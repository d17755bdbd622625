import type { Transaction } from 'kysely';
import type pg from 'pg';
import { fromKysely, PgBoss } from 'pg-boss';
import type { Schema } from '../store/database.ts';
import { patiently } from '../store/patience.ts';
import type { Line } from '../webhooks/line.ts';
import { createDeliveryQueue, deliveryLine } from './line.ts';
import { createTimetableQueue, type Timetable, timetableOf } from './timetable.ts';

/** Who waits for it: a clerk at the screen comes before a batch. */
export type Urgency = 'person' | 'batch';

export interface Queue {
  /** Puts a redaction in line within the transaction that stores it: both happen or neither does. */
  enqueue(trx: Transaction<Schema>, id: string, urgency: Urgency): Promise<void>;
  cancel(id: string): Promise<void>;
  /** Redactions in line or being worked on. */
  backlog(): Promise<number>;
  /**
   * Takes redactions from the line, `concurrency` at a time, until `stop`. A throw is retried; what
   * nobody could bring to an end, since whoever tried died of it, is given up.
   */
  work(
    concurrency: number,
    redact: (id: string, lastTry: boolean) => Promise<void>,
    giveUp: (id: string) => Promise<void>,
  ): Promise<void>;
  /** Messages to the outside. */
  readonly deliveries: Line;
  /** When sites are scanned. */
  readonly timetable: Timetable;
  /** Lets work in hand finish for up to `seconds`; what is left goes back in line. */
  stop(seconds: number): Promise<void>;
}

const NAME = 'redaction';
const PRIORITY: Readonly<Record<Urgency, number>> = { person: 10, batch: 0 };
const RETRIES = 2;
/** Where the queue puts what was tried too often. */
const GIVEN_UP = 'redaction-given-up';
const GIVE_UP_RETRIES = 100;

async function begin(boss: PgBoss): Promise<void> {
  await boss.start();
  await boss.createQueue(GIVEN_UP, {
    retryLimit: GIVE_UP_RETRIES,
    retryDelay: 5,
    deleteAfterSeconds: 3600,
  });
  await boss.createQueue(NAME, {
    deadLetter: GIVEN_UP,
    retryLimit: RETRIES,
    retryDelay: 1,
    // A worker that was killed is silent for this long before its redaction goes to another.
    heartbeatSeconds: 10,
    expireInSeconds: 900,
    deleteAfterSeconds: 3600,
    notify: true,
  });
  await createDeliveryQueue(boss);
  await createTimetableQueue(boss);
}

/** Opens the line. `onError` hears of trouble with the database; pg-boss goes on by itself. */
export async function openQueue(
  connection: pg.PoolConfig,
  onError: (error: Error) => void,
): Promise<Queue> {
  const boss = new PgBoss({
    ...(connection as ConstructorParameters<typeof PgBoss>[0] & object),
    max: 5,
    useListenNotify: true,
    // How many stand in line decides whether the next is fetched at once: it must be known freshly.
    monitorIntervalSeconds: 1,
    queueCacheIntervalSeconds: 1,
    superviseIntervalSeconds: 5,
  });
  boss.on('error', onError);
  try {
    await begin(boss);
  } catch (error) {
    // What was begun would go on by itself.
    await boss.stop({ graceful: false }).catch(() => {});
    throw error;
  }
  return {
    deliveries: deliveryLine(boss),
    timetable: timetableOf(boss),
    async enqueue(trx, id, urgency) {
      await boss.send(NAME, { id }, { id, priority: PRIORITY[urgency], db: fromKysely(trx) });
    },
    async cancel(id) {
      await boss.cancel(NAME, id);
    },
    async backlog() {
      const [stats] = await boss.getQueueStats(NAME, { force: true });
      return (stats?.queuedCount ?? 0) + (stats?.activeCount ?? 0);
    },
    async work(concurrency, redact, giveUp) {
      const options = {
        localConcurrency: concurrency,
        batchSize: 1,
        includeMetadata: true,
        pollingIntervalSeconds: 0.5,
        notifyPollingIntervalSeconds: 0.5,
        // Without it each of us would take two a second, however long the line is.
        burstWhenReadyExceeds: 1,
      } as const;
      const take = () =>
        boss.work<{ id: string }, void, typeof options>(NAME, options, async (jobs) => {
          for (const { data, retryCount, retryLimit } of jobs) {
            await redact(data.id, retryCount >= retryLimit);
          }
        });
      await patiently(take);
      await patiently(() =>
        boss.work<{ id: string }>(GIVEN_UP, { pollingIntervalSeconds: 2 }, async (jobs) => {
          for (const { data } of jobs) await giveUp(data.id);
        }),
      );
    },
    stop: (seconds) => boss.stop({ graceful: seconds > 0, timeout: seconds * 1000 }),
  };
}
