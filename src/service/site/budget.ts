import type { ScanToDo } from './scans-to-do.ts';

const MINUTE_MS = 60_000;

/** Whether a scan has used what it may. */
export function isSpent({ site, done, bytes, startedAt }: ScanToDo): boolean {
  const { budget } = site.settings;
  if (!budget) return false;
  const minutes = (Date.now() - startedAt.getTime()) / MINUTE_MS;
  return (
    done >= (budget.pages ?? Number.POSITIVE_INFINITY) ||
    bytes >= (budget.bytes ?? Number.POSITIVE_INFINITY) ||
    minutes >= (budget.minutes ?? Number.POSITIVE_INFINITY)
  );
}
