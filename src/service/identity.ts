import type { Configuration } from './configuration.ts';
import { type Identify, withKey, withMadeKeys, withoutKey } from './http/access.ts';
import type { Ledger } from './http/ledger.ts';
import type { SignInDoor } from './http/routes/sign-in.ts';
import { orSession } from './http/session-access.ts';
import type { FindSigner } from './http/signed.ts';
import { currentSession } from './sign-in/current-session.ts';
import { openProvider } from './sign-in/provider.ts';
import { type Caller, callerOf, signerBehind } from './store/api-keys.ts';
import type { Database } from './store/database.ts';
import { keyMeter } from './store/key-meter.ts';
import { beginSession, endSession } from './store/sessions.ts';

/** Who may come in, and how. */
export interface Identity {
  readonly identify: Identify;
  readonly findSigner: FindSigner;
  readonly signIn: SignInDoor | undefined;
  /** How often one caller may ask; undefined without a database, where nobody has a key of their own. */
  readonly throttle: ((caller: Caller) => number) | undefined;
}

/** Keys and sessions, as the configuration says; both are looked up in the ledger. */
export function identityOf(
  { apiKey, isOpen, signIn: settings, keyRatePerMinute }: Configuration,
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
  const throttle = ledger && throttleOf(ledger, keyRatePerMinute);
  if (!settings || !ledger) return { identify: byKey, findSigner, signIn: undefined, throttle };
  const { publicUrl, sessionHours: hours, sessionCheckMinutes: checkMinutes } = settings;
  const times = { hours, checkMinutes };
  const provider = openProvider(settings);
  const signIn: SignInDoor = {
    publicUrl,
    hours,
    provider,
    find: async (token) => currentSession(await ledger, provider, token, times),
    begin: async (person) => {
      const { db, keyring } = await ledger;
      return beginSession(db, keyring, person, times);
    },
    end: async (token) => {
      const { db, keyring } = await ledger;
      await endSession(db, keyring, token);
    },
  };
  return { identify: orSession(byKey, signIn), findSigner, signIn, throttle };
}

/** As often as the key says, or as anybody may; the operator's own key is not counted. */
function throttleOf(ledger: Promise<Ledger>, usual: number): (caller: Caller) => number {
  const meter = keyMeter(async () => (await ledger).db);
  return ({ id, ratePerMinute = usual }) =>
    ratePerMinute === 0 ? 0 : meter.take(id, ratePerMinute);
}

/** Whether anybody could enter with a key that was made and still holds; further ones are made at this machine. */
export async function hasMadeKey(db: Database): Promise<boolean> {
  const row = await db
    .selectFrom('api_key')
    .select('id')
    .where('revoked_at', 'is', null)
    .where(({ or, eb }) => or([eb('expires_at', 'is', null), eb('expires_at', '>', new Date())]))
    .executeTakeFirst();
  return row !== undefined;
}
