import { createHash, createHmac, randomBytes } from 'node:crypto';
import { type Caller, SCOPES, type Scope } from './api-keys.ts';
import { appendAudit } from './audit.ts';
import type { Keyring } from './blobs/keyring.ts';
import type { Database } from './database.ts';

/** Somebody whom the provider vouches for. */
export interface SignedIn {
  readonly subject: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
}

export interface Session extends Caller {
  /** As it is shown to the person. */
  readonly name: string;
}

/** Begins a session and gives its token, which only the browser keeps. */
export async function beginSession(
  db: Database,
  keyring: Keyring,
  { subject, name, scopes }: SignedIn,
  hours: number,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const person = personOf(subject, name, keyring);
  const expiresAt = new Date(Date.now() + hours * 3_600_000);
  await db.transaction().execute(async (trx) => {
    await trx.deleteFrom('session').where('expires_at', '<=', new Date()).execute();
    await trx
      .insertInto('session')
      .values({
        hash: hashOf(token),
        person,
        name: LONG_NUMBER.test(name) ? person : name,
        scopes: [...scopes],
        expires_at: expiresAt,
      })
      .execute();
    await appendAudit(trx, keyring, {
      actor: person,
      action: 'signed-in',
      subject: person,
      facts: { scopes: scopes.join(' '), until: expiresAt.toISOString() },
    });
  });
  return token;
}

/** Who is behind a token; undefined when it is unknown, signed out or past its time. */
export async function sessionOf(db: Database, token: string): Promise<Session | undefined> {
  const row = await db
    .selectFrom('session')
    .select(['person', 'name', 'scopes'])
    .where('hash', '=', hashOf(token))
    .where('expires_at', '>', new Date())
    .executeTakeFirst();
  if (!row) return undefined;
  const scopes = SCOPES.filter((scope) => row.scopes.includes(scope));
  return { id: row.person, name: row.name, scopes };
}

export async function endSession(db: Database, keyring: Keyring, token: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const row = await trx
      .deleteFrom('session')
      .where('hash', '=', hashOf(token))
      .returning('person')
      .executeTakeFirst();
    if (!row) return;
    await appendAudit(trx, keyring, {
      actor: row.person,
      action: 'signed-out',
      subject: row.person,
      facts: {},
    });
  });
}

const LONG_NUMBER = /\d{7}/;

/**
 * What a person is called in the audit trail. Where people sign in with their phone or identity number
 * that number is a value like any other: it is kept as a keyed hash only.
 */
function personOf(subject: string, name: string, keyring: Keyring): string {
  if (!LONG_NUMBER.test(name)) return `person:${name}`;
  const hash = createHmac('sha256', keyring.active.key).update(`person ${subject}`).digest('hex');
  return `person:${hash.slice(0, 16)}`;
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
