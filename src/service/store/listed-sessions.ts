import { SCOPES, type Scope } from './api-keys.ts';
import { appendAudit } from './audit.ts';
import type { Keyring } from './blobs/keyring.ts';
import type { Database } from './database.ts';

/** A session as an administrator sees it: not what would open it. */
export interface ListedSession {
  readonly id: string;
  readonly person: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: Date;
  /** When the provider last vouched for the person. */
  readonly vouchedAt: Date;
  readonly expiresAt: Date;
}

/** Sessions that have not expired, the newest first. */
export async function listSessions(db: Database): Promise<ListedSession[]> {
  const rows = await db
    .selectFrom('session')
    .select(['id', 'person', 'scopes', 'created_at', 'vouched_at', 'expires_at'])
    .where('expires_at', '>', new Date())
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    person: row.person,
    scopes: SCOPES.filter((scope) => row.scopes.includes(scope)),
    createdAt: row.created_at,
    vouchedAt: new Date(row.vouched_at),
    expiresAt: new Date(row.expires_at),
  }));
}

/** Which sessions an administrator ends. */
export type Which = { readonly id: string } | { readonly person: string };

/** Ends one session, or all of a person; how many there were. */
export async function endSessions(
  db: Database,
  keyring: Keyring,
  which: Which,
  actor: string,
): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const rows = await trx
      .deleteFrom('session')
      .where(({ eb }) =>
        'id' in which ? eb('id', '=', which.id) : eb('person', '=', which.person),
      )
      .returning('person')
      .execute();
    for (const { person } of rows)
      await appendAudit(trx, keyring, {
        actor,
        action: 'session-ended',
        subject: person,
        facts: { ground: 'administrator' },
      });
    return rows.length;
  });
}
