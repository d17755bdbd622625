import { randomUUID } from 'node:crypto';
import { appendAudit } from '../store/audit.ts';
import type { Keyring } from '../store/blobs/keyring.ts';
import type { Database } from '../store/database.ts';
import type { SiteSettings } from './settings.ts';

export interface Site {
  readonly id: string;
  readonly createdAt: Date;
  /** `https://www.example.gov.cn` */
  readonly origin: string;
  readonly settings: SiteSettings;
  /** A cron line; null when scans are started by hand. */
  readonly schedule: string | null;
}

export interface NewSite {
  readonly origin: string;
  readonly settings: SiteSettings;
  readonly schedule: string | null;
}

/** There is a site with this origin already. */
export class SiteKnown extends Error {
  readonly id: string;

  constructor(id: string) {
    super('site known');
    this.id = id;
  }
}

/** Registers a site. Throws SiteKnown. */
export async function registerSite(
  db: Database,
  keyring: Keyring,
  { origin, settings, schedule }: NewSite,
  actor: string,
): Promise<Site> {
  const id = randomUUID();
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .insertInto('site')
      .values({
        id,
        created_by: actor,
        origin,
        host: new URL(origin).hostname,
        settings: JSON.stringify(settings),
        schedule,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst();
    if (!row) {
      const known = trx.selectFrom('site').select('id').where('origin', '=', origin);
      throw new SiteKnown((await known.executeTakeFirstOrThrow()).id);
    }
    await appendAudit(trx, keyring, {
      actor,
      action: 'site-registered',
      subject: `site:${id}`,
      facts: { origin, internal: settings.internal ?? false, policy: settings.policy ?? 'general' },
    });
    return siteOf(row);
  });
}

/** Changes settings or schedule; undefined when there is no such site. */
export async function changeSite(
  db: Database,
  keyring: Keyring,
  id: string,
  change: Partial<Pick<NewSite, 'settings' | 'schedule'>>,
  actor: string,
): Promise<Site | undefined> {
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('site')
      .set({
        ...(change.settings && { settings: JSON.stringify(change.settings) }),
        ...(change.schedule !== undefined && { schedule: change.schedule }),
      })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst();
    if (!row) return undefined;
    await appendAudit(trx, keyring, {
      actor,
      action: 'site-changed',
      subject: `site:${id}`,
      facts: { schedule: row.schedule, settings: change.settings !== undefined },
    });
    return siteOf(row);
  });
}

export async function findSite(db: Database, id: string): Promise<Site | undefined> {
  const row = await db.selectFrom('site').selectAll().where('id', '=', id).executeTakeFirst();
  return row && siteOf(row);
}

export async function siteAt(db: Database, origin: string): Promise<Site | undefined> {
  const row = await db
    .selectFrom('site')
    .selectAll()
    .where('origin', '=', origin)
    .executeTakeFirst();
  return row && siteOf(row);
}

/** Sites in the order of their ids, up to `limit` after one. */
export async function listSites(db: Database, after: string, limit: number): Promise<Site[]> {
  const rows = await db
    .selectFrom('site')
    .selectAll()
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(siteOf);
}

interface Row {
  readonly id: string;
  readonly created_at: Date;
  readonly origin: string;
  readonly settings: unknown;
  readonly schedule: string | null;
}

const siteOf = ({ id, created_at, origin, settings, schedule }: Row): Site => ({
  id,
  createdAt: created_at,
  origin,
  settings: settings as SiteSettings,
  schedule,
});
