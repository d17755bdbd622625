import { whoMayEnter } from '../../service/who-may-enter.ts';
import type { KeysWish } from './wish.ts';

/** Makes, lists or revokes keys of the store that the environment names; the exit code. */
export async function runKeys(wish: KeysWish): Promise<number> {
  const door = whoMayEnter(process.env, 'command-line');
  if (wish.what === 'revoke') {
    if (await door.revokeKey(wish.id)) return 0;
    process.stderr.write('没有这把密钥，或已吊销 · no such key, or it was revoked\n');
    return 1;
  }
  if (wish.what === 'create') {
    const made = await door.makeKey(wish.key);
    if (wish.json) return print(JSON.stringify(made));
    process.stderr.write('只显示这一次 · shown this once\n');
    return print(Object.values(made).join('\n'));
  }
  for (const key of await door.keys()) {
    const { id, name, scopes, expiresAt, revokedAt, ratePerMinute } = key;
    const state = revokedAt ? `已吊销 revoked ${day(revokedAt)}` : until(expiresAt);
    const rate = ratePerMinute === undefined ? '' : `${ratePerMinute}/min`;
    print(wish.json ? JSON.stringify(key) : [id, scopes.join('+'), rate, state, name].join('  '));
  }
  return 0;
}

function print(line: string): number {
  process.stdout.write(`${line}\n`);
  return 0;
}
const day = (time: Date): string => time.toISOString().slice(0, 10);
const until = (time: Date | undefined): string => (time ? `至 until ${day(time)}` : '');
