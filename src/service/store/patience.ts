import { setTimeout as sleep } from 'node:timers/promises';
import { isDatabaseAway } from './away.ts';

const PATIENCE_MS = 60_000;
const PAUSE_MS = 200;

/**
 * Opens something that needs the database, again and again for a minute while the database itself is
 * away; `onAway` hears of it once.
 */
export async function patiently<T>(
  open: () => Promise<T>,
  onAway: (error: unknown) => void = () => {},
): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (let tries = 1; ; tries++) {
    try {
      return await open();
    } catch (error) {
      if (!isDatabaseAway(error) || Date.now() > end) throw error;
      if (tries === 1) onAway(error);
      await sleep(PAUSE_MS);
    }
  }
}
