import { createApiKey, listApiKeys, revokeApiKey } from '../../service/store/api-keys.ts';
import { withLedger } from '../../service/with-ledger.ts';
import type { KeysWish } from './wish.ts';

const ACTOR = 'command-line';

/** Makes, lists or revokes keys of the store that the environment names; the exit code. */
export const runKeys = (wish: KeysWish): Promise<number> =>
  withLedger(process.env, async (db, keyring) => {
    if (wish.what === 'revoke') {
      if (await revokeApiKey(db, keyring, wish.id, ACTOR)) return 0;
      process.stderr.write('没有这把密钥，或已吊销 · no such key, or it was revoked\n');
      return 1;
    }
    if (wish.what === 'create') {
      const { id, secret, signingSecret } = await createApiKey(db, keyring, wish.key, ACTOR);
      if (wish.json) print(JSON.stringify({ id, secret, signingSecret }));
      else {
        process.stderr.write('只显示这一次 · shown this once\n');
        print([id, secret, signingSecret].filter((one) => one !== undefined).join('\n'));
      }
      return 0;
    }
    for (const key of await listApiKeys(db)) {
      const { id, name, scopes, expiresAt, revokedAt, ratePerMinute } = key;
      const state = revokedAt ? `已吊销 revoked ${day(revokedAt)}` : until(expiresAt);
      const rate = ratePerMinute === undefined ? '' : `${ratePerMinute}/min`;
      print(wish.json ? JSON.stringify(key) : [id, scopes.join('+'), rate, state, name].join('  '));
    }
    return 0;
  });

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const day = (time: Date): string => time.toISOString().slice(0, 10);
const until = (time: Date | undefined): string => (time ? `至 until ${day(time)}` : '');
