import {
  createApiKey,
  listApiKeys,
  type NewKey,
  revokeApiKey,
  SCOPES,
  type Scope,
} from './store/api-keys.ts';
import { endSessions, listSessions, type Which } from './store/listed-sessions.ts';
import { withLedger } from './with-ledger.ts';

export type KeyWish = NewKey;

/** The scope of a name; undefined when there is none. */
export const scopeCalled = (name: string): Scope | undefined => SCOPES.find((one) => one === name);

/** What a key may be let do. */
export const SCOPE_NAMES: readonly string[] = SCOPES;

/** Keys and sessions of the store that an environment names, for whoever sits at its machine. */
export function whoMayEnter(environment: NodeJS.ProcessEnv, actor: string) {
  return {
    makeKey: (key: NewKey) =>
      withLedger(environment, (db, keyring) => createApiKey(db, keyring, key, actor)),
    keys: () => withLedger(environment, listApiKeys),
    /** False when there is no such key, or it was revoked before. */
    revokeKey: (id: string) =>
      withLedger(environment, (db, keyring) => revokeApiKey(db, keyring, id, actor)),
    sessions: () => withLedger(environment, listSessions),
    /** How many there were. */
    endSessions: (which: Which) =>
      withLedger(environment, (db, keyring) => endSessions(db, keyring, which, actor)),
  };
}
