import { createHash, createHmac, randomBytes } from 'node:crypto';
import { type Caller, SCOPES, type Scope } from './api-keys.ts';
import { appendAudit } from './audit.ts';
import type { Keyring } from './blobs/keyring.ts';
import type { Database } from './database.ts';
import { installationSecret } from './installation-secret.ts';
import { sealerOf } from './sealed-text.ts';

/** Somebody whom the provider vouches for. */
export interface SignedIn {
  readonly subject: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** What the provider is asked with again; undefined where it gave nothing. */
  readonly refreshToken?: string | undefined;
}

export interface Session extends Caller {
  /** As it is shown to the person. */
  readonly name: string;
  /** True when it is time to ask the provider again. */
  readonly isDue: boolean;
}

/** For how long a session holds, and for how long nobody asks the provider again. */
export interface SessionTimes {
  readonly hours: number;
  readonly checkMinutes: number;
}

/** What the provider does not vouch for again within so many checks is over. */
const UNVOUCHED_CHECKS = 4;
const MINUTE_MS = 60_000;
const RENEWAL = 'clearpost session renewal';

/** Begins a session and gives its token, which only the browser keeps. */
export async function beginSession(
  db: Database,
  keyring: Keyring,
  { subject, name, scopes, refreshToken }: SignedIn,
  { hours, checkMinutes }: SessionTimes,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const person = await personOf(db, keyring, subject, name);
  const expiresAt = new Date(Date.now() + hours * 60 * MINUTE_MS);
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
        renewal: refreshToken === undefined ? null : sealed(keyring, { subject, refreshToken }),
        vouched_at: new Date(),
        check_at: new Date(Date.now() + checkMinutes * MINUTE_MS),
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

/** Who is behind a token; undefined when it is unknown, signed out, past its time, or no longer vouched for. */
export async function sessionOf(
  db: Database,
  token: string,
  { checkMinutes }: SessionTimes,
): Promise<Session | undefined> {
  const row = await db
    .selectFrom('session')
    .select(['person', 'name', 'scopes', 'check_at', 'renewal'])
    .where('hash', '=', hashOf(token))
    .where('expires_at', '>', new Date())
    .where('vouched_at', '>', new Date(Date.now() - UNVOUCHED_CHECKS * checkMinutes * MINUTE_MS))
    .executeTakeFirst();
  if (!row) return undefined;
  const scopes = SCOPES.filter((scope) => row.scopes.includes(scope));
  const isDue = row.renewal !== null && row.check_at <= new Date();
  return { id: row.person, name: row.name, scopes, isDue };
}

/** What the provider is to be asked with. */
export interface Renewal {
  readonly subject: string;
  readonly refreshToken: string;
}

/** While one request asks the provider, the others go on with what was known. */
const ASKING_MS = 30_000;

/** Takes on to ask the provider about a session; undefined when another request does. */
export async function takeCheck(
  db: Database,
  keyring: Keyring,
  token: string,
): Promise<Renewal | undefined> {
  const row = await db
    .updateTable('session')
    .set({ check_at: new Date(Date.now() + ASKING_MS) })
    .where('hash', '=', hashOf(token))
    .where('check_at', '<=', new Date())
    .where('renewal', 'is not', null)
    .returning('renewal')
    .executeTakeFirst();
  if (!row?.renewal) return undefined;
  return JSON.parse(sealerOf(keyring, RENEWAL).open(row.renewal).toString());
}

/** The provider vouches for the person again, perhaps with other scopes. */
export async function vouch(
  db: Database,
  keyring: Keyring,
  token: string,
  { subject, scopes, refreshToken }: SignedIn,
  { checkMinutes }: SessionTimes,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const before = await trx
      .selectFrom('session')
      .select(['person', 'scopes'])
      .where('hash', '=', hashOf(token))
      .forUpdate()
      .executeTakeFirst();
    if (!before) return;
    await trx
      .updateTable('session')
      .set({
        scopes: [...scopes],
        vouched_at: new Date(),
        check_at: new Date(Date.now() + checkMinutes * MINUTE_MS),
        ...(refreshToken !== undefined && { renewal: sealed(keyring, { subject, refreshToken }) }),
      })
      .where('hash', '=', hashOf(token))
      .execute();
    if (before.scopes.join(' ') === scopes.join(' ')) return;
    await appendAudit(trx, keyring, {
      actor: 'system',
      action: 'session-changed',
      subject: before.person,
      facts: { ground: 'provider', before: before.scopes.join(' '), scopes: scopes.join(' ') },
    });
  });
}

const sealed = (keyring: Keyring, renewal: Renewal): Buffer =>
  sealerOf(keyring, RENEWAL).seal(JSON.stringify(renewal));

/** Ends a session by its own token: the person signed out, or the provider no longer vouches for them. */
export async function endSession(
  db: Database,
  keyring: Keyring,
  token: string,
  ground: 'request' | 'provider' = 'request',
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const row = await trx
      .deleteFrom('session')
      .where('hash', '=', hashOf(token))
      .returning('person')
      .executeTakeFirst();
    if (!row) return;
    await appendAudit(trx, keyring, {
      actor: ground === 'request' ? row.person : 'system',
      action: ground === 'request' ? 'signed-out' : 'session-ended',
      subject: row.person,
      facts: ground === 'request' ? {} : { ground },
    });
  });
}

const LONG_NUMBER = /\d{7}/;

/**
 * What a person is called in the audit trail. Where people sign in with their phone or identity number
 * that number is a value like any other: it is kept as a keyed hash only. The key stays when the keyring
 * rotates, or one person would become two.
 */
async function personOf(
  db: Database,
  keyring: Keyring,
  subject: string,
  name: string,
): Promise<string> {
  if (!LONG_NUMBER.test(name)) return `person:${name}`;
  const key = await installationSecret(db, keyring, 'person');
  const hash = createHmac('sha256', key).update(`person ${subject}`).digest('hex');
  return `person:${hash.slice(0, 16)}`;
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
