import { fromKysely, type PgBoss } from 'pg-boss';
import { patiently } from '../store/patience.ts';
import type { Line } from '../webhooks/line.ts';

const NAME = 'webhook';

/**
 * Messages to the outside: 5 s, 10 s, 20 s … up to four hours apart, for about a day. After the last
 * try the row says `dead`; the queue itself keeps nothing.
 */
export const createDeliveryQueue = (boss: PgBoss): Promise<void> =>
  boss.createQueue(NAME, {
    retryLimit: 16,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 4 * 3600,
    heartbeatSeconds: 30,
    expireInSeconds: 120,
    deleteAfterSeconds: 3600,
    notify: true,
  });

export const deliveryLine = (boss: PgBoss): Line => ({
  async enqueue(trx, id) {
    await boss.send(NAME, { id }, { db: fromKysely(trx) });
  },
  async work(concurrency, handle) {
    const options = {
      localConcurrency: concurrency,
      batchSize: 1,
      includeMetadata: true,
      pollingIntervalSeconds: 1,
      notifyPollingIntervalSeconds: 1,
    } as const;
    await patiently(() =>
      boss.work<{ id: string }, void, typeof options>(NAME, options, async (jobs) => {
        for (const { data, retryCount, retryLimit } of jobs)
          await handle(data.id, retryCount >= retryLimit);
      }),
    );
  },
});
