import { setTimeout as sleep } from 'node:timers/promises';

const BATCH = 32;
const GATHER_MS = 20;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5000;

/**
 * Gathers what is to be settled, so that many visits share a transaction. Each call resolves once its own
 * is written. The database away or a deadlock: tried again until it is there; anything else is the
 * fault of one of them, which is then settled as `failed` says.
 */
export function settler<T>(
  settle: (some: readonly T[]) => Promise<unknown>,
  failed: (one: T) => T,
  onError: (error: unknown) => void,
): (one: T) => Promise<void> {
  let waiting: { readonly one: T; readonly done: () => void }[] = [];
  let timer: NodeJS.Timeout | undefined;

  async function write(some: readonly T[]): Promise<void> {
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        await settle(some);
        return;
      } catch (error) {
        onError(error);
        if (!isPassing(error)) break;
        await sleep(pause);
      }
    }
    if (some.length > 1) for (const one of some) await write([one]);
    else await settle(some.map(failed)).catch(onError);
  }

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const batch = waiting;
    waiting = [];
    void write(batch.map(({ one }) => one)).finally(() => {
      for (const { done } of batch) done();
    });
  }

  return (one) =>
    new Promise((resolve) => {
      waiting.push({ one, done: resolve });
      if (waiting.length >= BATCH) flush();
      else timer ??= setTimeout(flush, GATHER_MS);
    });
}

/** Classes of SQLSTATE that pass: connection, rolled back, resources, an operator's doing. */
const PASSING = /^(?:08|40|53|57|XX)/;

function isPassing(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  // An error of the database itself has a five-character code; one of the network has another, or none.
  return typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code) || PASSING.test(code);
}
