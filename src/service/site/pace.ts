import { sql } from 'kysely';
import type { Database } from '../store/database.ts';

const LEAST_MS = 250;
const LONGEST_MS = 30_000;

/** The host asks for patience: everybody on every machine gives it twice the time, from `seconds` on. */
export async function slowDown(db: Database, host: string, seconds: number): Promise<void> {
  await sql`
    update host set delay_ms = least(${LONGEST_MS}, greatest(${LEAST_MS}, delay_ms * 2)),
      next_claim_at = greatest(next_claim_at, now() + make_interval(secs => ${seconds}))
    where name = ${host} and next_claim_at <= now() + make_interval(secs => ${seconds})`.execute(
    db,
  );
}

/**
 * The host takes long to answer: twice the time between two requests, up to the time that an answer takes.
 * Then it is asked for one page at a time, by everybody on every machine together.
 */
export async function easeOff(db: Database, host: string, answerMs: number): Promise<void> {
  const most = Math.min(Math.round(answerMs), LONGEST_MS);
  await sql`
    update host set delay_ms = greatest(delay_ms, least(${most}, greatest(${LEAST_MS}, delay_ms * 2)))
    where name = ${host}`.execute(db);
}

/** It answers again: bit by bit back to what it gets at the least. */
export async function speedUp(db: Database, host: string, leastMs: number): Promise<void> {
  await sql`
    update host set delay_ms = greatest(${leastMs}, delay_ms * 4 / 5)
    where name = ${host} and delay_ms > ${leastMs}`.execute(db);
}
