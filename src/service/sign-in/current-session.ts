import type { Keyring } from '../store/blobs/keyring.ts';
import type { Database } from '../store/database.ts';
import {
  endSession,
  type Session,
  type SessionTimes,
  sessionOf,
  takeCheck,
  vouch,
} from '../store/sessions.ts';
import { NoLongerVouched, type Provider } from './provider.ts';

/**
 * Who is behind a token now. When it is time, the provider is asked whether it still vouches for the
 * person, and with which roles: what was withdrawn there is gone here. A provider that cannot be reached
 * leaves things as they are for a while.
 */
export async function currentSession(
  { db, keyring }: { readonly db: Database; readonly keyring: Keyring },
  provider: Pick<Provider, 'renew'>,
  token: string,
  times: SessionTimes,
): Promise<Session | undefined> {
  const session = await sessionOf(db, token, times);
  if (!session?.isDue) return session;
  const renewal = await takeCheck(db, keyring, token);
  if (!renewal) return session;
  try {
    await vouch(db, keyring, token, await provider.renew(renewal), times);
  } catch (error) {
    if (!(error instanceof NoLongerVouched)) return session;
    await endSession(db, keyring, token, 'provider');
    return undefined;
  }
  return sessionOf(db, token, times);
}
