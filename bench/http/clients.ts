// Clients that send as fast as they are answered, and how long they waited.
import { setTimeout as sleep } from 'node:timers/promises';

export interface Tally {
  /** Milliseconds of each answer that was as wanted, in order of length. */
  readonly times: readonly number[];
  readonly statuses: Readonly<Record<string, number>>;
  readonly seconds: number;
}

const BACK_OFF_MS = 1000;

/** `send` gives the status of an answer; `wanted` is the one whose time counts. */
export async function runClients(
  clients: number,
  seconds: number,
  wanted: number,
  send: (turn: number) => Promise<number>,
): Promise<Tally> {
  const times: number[] = [];
  const statuses: Record<string, number> = {};
  const began = performance.now();
  const end = began + seconds * 1000;
  let turn = 0;
  const client = async () => {
    while (performance.now() < end) {
      const from = performance.now();
      const status = await send(turn++).catch((error: Error) => error.message);
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (status === wanted) times.push(performance.now() - from);
      if (status === 503) await sleep(BACK_OFF_MS);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return {
    times: times.sort((a, b) => a - b),
    statuses,
    seconds: (performance.now() - began) / 1000,
  };
}

export const quantile = ({ times }: Tally, part: number): number =>
  Math.round((times[Math.floor(times.length * part)] ?? 0) * 10) / 10;

export const perSecond = ({ times, seconds }: Tally): number => Math.round(times.length / seconds);
