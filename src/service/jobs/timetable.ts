import type { PgBoss } from 'pg-boss';
import { patiently } from '../store/patience.ts';

/** When sites are scanned, by cron lines in the time zone of the offices that publish. */
export interface Timetable {
  /** Throws BadCron. */
  check(cron: string): void;
  /** Null takes the site off the table. */
  set(siteId: string, cron: string | null): Promise<void>;
  /** Calls `handle` once for each site whose time has come, on one machine of however many. */
  work(handle: (siteId: string) => Promise<void>): Promise<void>;
}

/** Nobody can read this cron line. */
export class BadCron extends Error {}

const NAME = 'site-scan';
const ZONE = 'Asia/Shanghai';

export const createTimetableQueue = (boss: PgBoss): Promise<void> =>
  boss.createQueue(NAME, { retryLimit: 3, retryDelay: 30, deleteAfterSeconds: 3600 });

export const timetableOf = (boss: PgBoss): Timetable => ({
  check(cron) {
    try {
      boss.previewSchedule(cron, { tz: ZONE });
    } catch (cause) {
      throw new BadCron('bad cron line', { cause });
    }
  },
  async set(siteId, cron) {
    if (cron === null) await boss.unschedule(NAME, siteId);
    else await boss.schedule(NAME, cron, { site: siteId }, { tz: ZONE, key: siteId });
  },
  async work(handle) {
    await patiently(() =>
      boss.work<{ site: string }>(NAME, { pollingIntervalSeconds: 5 }, async (jobs) => {
        for (const { data } of jobs) await handle(data.site);
      }),
    );
  },
});
