import type { Configuration } from './configuration.ts';
import { type Identify, withKey, withMadeKeys, withoutKey } from './http/access.ts';
import type { Ledger } from './http/ledger.ts';
import type { SignInDoor } from './http/routes/sign-in.ts';
import { orSession } from './http/session-access.ts';
import type { FindSigner } from './http/signed.ts';
import { openProvider } from './sign-in/provider.ts';
import { callerOf, signerBehind } from './store/api-keys.ts';
import type { Database } from './store/database.ts';
import { beginSession, endSession, sessionOf } from './store/sessions.ts';

/** Who may come in, and how. */
export interface Identity {
  readonly identify: Identify;
  readonly findSigner: FindSigner;
  readonly signIn: SignInDoor | undefined;
}

/** Keys and sessions, as the configuration says; both are looked up in the ledger. */
export function identityOf(
  { apiKey, isOpen, signIn: settings }: Configuration,
  ledger: Promise<Ledger> | undefined,
): Identity {
  const find = async (secret: string) => ledger && callerOf((await ledger).db, secret);
  const byKey =
    apiKey === undefined ? (isOpen ? withoutKey(find) : withMadeKeys(find)) : withKey(apiKey, find);
  const findSigner: FindSigner = async (id) => {
    if (!ledger) return undefined;
    const { db, keyring } = await ledger;
    return signerBehind(db, keyring, id);
  };
  if (!settings || !ledger) return { identify: byKey, findSigner, signIn: undefined };
  const { publicUrl, sessionHours: hours } = settings;
  const signIn: SignInDoor = {
    publicUrl,
    hours,
    provider: openProvider(settings),
    find: async (token) => sessionOf((await ledger).db, token),
    begin: async (person) => {
      const { db, keyring } = await ledger;
      return beginSession(db, keyring, person, hours);
    },
    end: async (token) => {
      const { db, keyring } = await ledger;
      await endSession(db, keyring, token);
    },
  };
  return { identify: orSession(byKey, signIn), findSigner, signIn };
}

/** Whether anybody could enter with a key that was made: one that may make others, and still holds. */
export async function hasMadeKey(db: Database): Promise<boolean> {
  const row = await db
    .selectFrom('api_key')
    .select('id')
    .where('revoked_at', 'is', null)
    .where(({ or, eb }) => or([eb('expires_at', 'is', null), eb('expires_at', '>', new Date())]))
    .executeTakeFirst();
  return row !== undefined;
}
