import type { ScanToDo } from './scans-to-do.ts';

/** No site of an office has more; a trap that branches has. */
const MOST_PAGES = 500_000;
const MINUTE_MS = 60_000;

/** Whether a scan has used what it may. */
export function isSpent({ site, done, bytes, startedAt }: ScanToDo): boolean {
  const { budget = {} } = site.settings;
  const minutes = (Date.now() - startedAt.getTime()) / MINUTE_MS;
  return (
    done >= (budget.pages ?? MOST_PAGES) ||
    bytes >= (budget.bytes ?? Number.POSITIVE_INFINITY) ||
    minutes >= (budget.minutes ?? Number.POSITIVE_INFINITY)
  );
}
