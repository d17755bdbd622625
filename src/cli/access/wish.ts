import { type KeyWish, SCOPE_NAMES, scopeCalled } from '../../service/who-may-enter.ts';

export type KeysWish =
  | { readonly command: 'keys'; readonly what: 'list'; readonly json: boolean }
  | {
      readonly command: 'keys';
      readonly what: 'create';
      readonly key: KeyWish;
      readonly json: boolean;
    }
  | { readonly command: 'keys'; readonly what: 'revoke'; readonly id: string };

export type SessionsWish =
  | { readonly command: 'sessions'; readonly what: 'list'; readonly json: boolean }
  /** A session by its id, or all of a person. */
  | { readonly command: 'sessions'; readonly what: 'end'; readonly whose: string };

/** What an administrator wants to do about who may come in. */
export type AccessWish = KeysWish | SessionsWish;

interface Values {
  readonly json: boolean;
  readonly scope: readonly string[];
  readonly rate?: string | undefined;
  readonly expires?: string | undefined;
  readonly signs: boolean;
}

/** Throws an Error whose message says what is wrong. */
export function accessWish(
  command: 'keys' | 'sessions',
  [what = 'list', about, ...more]: readonly string[],
  values: Values,
): AccessWish {
  const { json } = values;
  if (what === 'list' && about === undefined) return { command, what, json };
  if (about !== undefined && more.length === 0) {
    if (command === 'sessions' && what === 'end') return { command, what, whose: about };
    if (command === 'keys' && what === 'revoke') return { command, what, id: about };
    if (command === 'keys' && what === 'create')
      return { command, what, key: newKey(about, values), json };
  }
  throw new Error(
    command === 'keys'
      ? '用法：keys [list] | keys create 名称 --scope 权限 | keys revoke 编号 · usage: keys [list] | create NAME --scope … | revoke ID'
      : '用法：sessions [list] | sessions end 人员或编号 · usage: sessions [list] | end PERSON|ID',
  );
}

function newKey(name: string, { scope, rate, expires, signs }: Values): KeyWish {
  if (scope.length === 0)
    throw new Error('要用 --scope 给出权限 · say with --scope what the key may do');
  return {
    name,
    scopes: [...new Set(scope.map(scopeNamed))],
    ...(rate !== undefined && { ratePerMinute: rateIn(rate) }),
    ...(expires !== undefined && { expiresAt: timeIn(expires) }),
    ...(signs && { signs }),
  };
}

function scopeNamed(name: string) {
  const scope = scopeCalled(name);
  if (scope) return scope;
  throw new Error(
    `没有权限 ${name}；可用的有 ${SCOPE_NAMES.join('、')} · no such scope; there are ${SCOPE_NAMES.join(', ')}`,
  );
}

function rateIn(text: string): number {
  if (/^[1-9]\d{0,5}$|^1000000$/.test(text)) return Number(text);
  throw new Error('--rate 须是 1 到 1000000 · --rate takes 1 to 1000000');
}

function timeIn(text: string): Date {
  const time = new Date(text);
  if (/^\d{4}-\d{2}-\d{2}/.test(text) && time.getTime() > Date.now()) return time;
  throw new Error('--expires 须是以后的日期，如 2027-12-31 · --expires takes a day to come');
}
