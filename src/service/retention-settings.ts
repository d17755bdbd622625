import type { SettingReader } from './setting-reader.ts';
import { DEFAULT_RETENTION, type Retention, retentionOf } from './store/retention.ts';

/** How long originals, masked files and reports are kept where a policy says nothing else. */
export const readRetention = (read: SettingReader): Retention =>
  retentionOf(DEFAULT_RETENTION, {
    workingMinutes: read.count('CLEARPOST_WORKING_MINUTES', 60, 5, 43_200),
    heldDays: read.count('CLEARPOST_HELD_DAYS', 7, 1, 90),
    maskedDays: read.count('CLEARPOST_MASKED_DAYS', 7, 1, 3650),
    reportDays: read.count('CLEARPOST_REPORT_DAYS', 1095, 1, 36_500),
  });
