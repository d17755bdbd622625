import { sql, type Transaction } from 'kysely';
import type { Schema } from '../store/database.ts';

/**
 * Whoever begins or ends a scan of a site comes one after another, until the transaction ends. `no key`: a
 * visit that writes a page or an exposure of the site is not kept waiting, or it and we wait for each other.
 */
export const siteTurn = (trx: Transaction<Schema>, siteId: string) =>
  sql`select 1 from site where id = ${siteId} for no key update`.execute(trx);
