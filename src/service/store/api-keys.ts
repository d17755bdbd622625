import { createHash, randomBytes } from 'node:crypto';
import { appendAudit } from './audit.ts';
import type { Keyring } from './blobs/keyring.ts';
import type { Database } from './database.ts';
import { sealerOf } from './sealed-text.ts';

export const SCOPES = ['redact', 'publish-check', 'review', 'site', 'audit', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

/** Who calls, and what they may do. */
export interface Caller {
  /** The key's id; stands in audit events. */
  readonly id: string;
  readonly scopes: readonly Scope[];
  /** Requests a minute; undefined for as many as anybody may make, 0 for no limit. */
  readonly ratePerMinute?: number | undefined;
}

export interface NewKey {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly expiresAt?: Date;
  /** True for a system that signs what it sends (Standard Webhooks) instead of sending the key. */
  readonly signs?: boolean;
  /** Requests a minute; undefined for as many as the operator usually allows. */
  readonly ratePerMinute?: number;
}

export interface ListedKey extends NewKey {
  readonly id: string;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
}

export interface MadeKey {
  readonly id: string;
  readonly secret: string;
  /** For a key that signs; unlike the other it must be known here too, and is kept sealed. */
  readonly signingSecret?: string;
}

const PREFIX = 'cp';
const SIGNING = 'clearpost signing';

/** Makes a key and gives its secret, which is shown this once: only its hash is kept. */
export async function createApiKey(
  db: Database,
  keyring: Keyring,
  { name, scopes, expiresAt, signs, ratePerMinute }: NewKey,
  actor: string,
): Promise<MadeKey> {
  const id = randomBytes(6).toString('hex');
  // 256 random bits: nothing to guess, so one round of SHA-256 protects it as well as a slow hash.
  const secret = `${PREFIX}_${id}_${randomBytes(32).toString('base64url')}`;
  const signingSecret = signs ? `whsec_${randomBytes(32).toString('base64')}` : undefined;
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('api_key')
      .values({
        id,
        name,
        hash: hashOf(secret),
        scopes: [...scopes],
        expires_at: expiresAt ?? null,
        revoked_at: null,
        rate_per_minute: ratePerMinute ?? null,
        signing_secret: signingSecret ? sealerOf(keyring, SIGNING).seal(signingSecret) : null,
      })
      .execute();
    await appendAudit(trx, keyring, {
      actor,
      action: 'api-key-created',
      subject: `api-key:${id}`,
      facts: {
        scopes: scopes.join(' '),
        expiresAt: expiresAt?.toISOString() ?? null,
        ratePerMinute: ratePerMinute ?? null,
      },
    });
  });
  return { id, secret, ...(signingSecret !== undefined && { signingSecret }) };
}

/** The caller behind a secret; undefined when it is unknown, revoked or past its time. */
export async function callerOf(db: Database, secret: string): Promise<Caller | undefined> {
  if (!secret.startsWith(`${PREFIX}_`)) return undefined;
  // Looked up by hash: how long it takes tells nothing about any other key.
  const row = await db
    .selectFrom('api_key')
    .select(['id', 'scopes', 'expires_at', 'rate_per_minute'])
    .where('hash', '=', hashOf(secret))
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (!row || (row.expires_at && row.expires_at <= new Date())) return undefined;
  return callerIn(row);
}

/** The caller behind the id of a key that signs, with its secret; undefined when there is none, or no more. */
export async function signerBehind(
  db: Database,
  keyring: Keyring,
  id: string,
): Promise<{ readonly caller: Caller; readonly secret: string } | undefined> {
  const row = await db
    .selectFrom('api_key')
    .select(['id', 'scopes', 'expires_at', 'rate_per_minute', 'signing_secret'])
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (!row?.signing_secret || (row.expires_at && row.expires_at <= new Date())) return undefined;
  const secret = sealerOf(keyring, SIGNING).open(row.signing_secret).toString();
  return { caller: callerIn(row), secret };
}

/** False when there is no such key or it was revoked before. */
export async function revokeApiKey(
  db: Database,
  keyring: Keyring,
  id: string,
  actor: string,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('api_key')
      .set({ revoked_at: new Date() })
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await appendAudit(trx, keyring, {
      actor,
      action: 'api-key-revoked',
      subject: `api-key:${id}`,
      facts: {},
    });
    return true;
  });
}

/** Every key without its secret, the newest first. */
export async function listApiKeys(db: Database): Promise<ListedKey[]> {
  const rows = await db
    .selectFrom('api_key')
    .select(['id', 'name', 'scopes', 'created_at', 'expires_at', 'revoked_at', 'rate_per_minute'])
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    scopes: row.scopes.filter(isScope),
    createdAt: row.created_at,
    revokedAt: row.revoked_at,
    ...(row.expires_at && { expiresAt: row.expires_at }),
    ...(row.rate_per_minute !== null && { ratePerMinute: row.rate_per_minute }),
  }));
}

const callerIn = (row: {
  readonly id: string;
  readonly scopes: readonly string[];
  readonly rate_per_minute: number | null;
}): Caller => ({
  id: row.id,
  scopes: row.scopes.filter(isScope),
  ...(row.rate_per_minute !== null && { ratePerMinute: row.rate_per_minute }),
});

const isScope = (text: string): text is Scope => (SCOPES as readonly string[]).includes(text);

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
