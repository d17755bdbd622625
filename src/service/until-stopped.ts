import closeWithGrace from 'close-with-grace';
import { giveUp } from './start-failure.ts';

const GRACE_SECONDS = 30;

export interface Running {
  start(): Promise<void>;
  /** Ends what has started so far, giving work in hand up to `seconds`. */
  stop(seconds: number): Promise<void>;
  /** Hears of what ends the program unasked. */
  onError(error: unknown): void;
}

/** Runs until a signal ends it, which may come while it still starts: what then fails for want of what was closed is no failure. */
export async function untilStopped({ start, stop, onError }: Running): Promise<void> {
  let isStopping = false;
  closeWithGrace({ delay: GRACE_SECONDS * 1000, logger: false }, async ({ err }) => {
    isStopping = true;
    if (err) onError(err);
    await stop(GRACE_SECONDS / 2);
  });
  try {
    await start();
  } catch (error) {
    if (isStopping) return;
    await stop(0).finally(() => giveUp(error));
  }
}
