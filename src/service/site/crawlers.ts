import { sql } from 'kysely';
import type { Database } from '../store/database.ts';

/** A crawler silent for this long is dead, and what it had in hand goes to others. */
const SILENT_SECONDS = 10;

/** Says that this crawler lives. To be called every few seconds. */
export async function sayAlive(db: Database, crawlerId: string): Promise<void> {
  await sql`
    insert into crawler (id) values (${crawlerId})
    on conflict (id) do update set seen_at = now()`.execute(db);
}

/**
 * Puts back in line what dead crawlers had in hand; returns how many pages. The attempt stays counted: a
 * page that kills whoever visits it must not do so for ever.
 */
export async function takeFromTheDead(db: Database): Promise<number> {
  const { numAffectedRows } = await sql`
    with dead as (
      delete from crawler where seen_at < now() - make_interval(secs => ${SILENT_SECONDS}) returning id
    )
    update page set lease = null, due_at = now()
    where lease is not null and not exists (
      select 1 from crawler
      where crawler.id = page.lease and seen_at >= now() - make_interval(secs => ${SILENT_SECONDS})
    )`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** Leaves the list in order, once nothing is in hand. */
export async function sayGoodbye(db: Database, crawlerId: string): Promise<void> {
  await sql`delete from crawler where id = ${crawlerId}`.execute(db);
}
