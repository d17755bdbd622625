import { SCOPES, type Scope } from '../store/api-keys.ts';

/** What each role of the provider may do here. */
export type Roles = ReadonlyMap<string, readonly Scope[]>;

/** A role list that cannot be read; the message says why. */
export class RolesError extends Error {}

/**
 * Reads `clerk=redact,reviewer=redact+review`. Nothing said: roles are called as our scopes are. A role
 * that is not listed may do nothing.
 */
export function rolesFrom(text: string): Roles {
  if (text === '') return new Map(SCOPES.map((scope) => [scope, [scope]]));
  return new Map(text.split(',').map(roleFrom));
}

function roleFrom(part: string): [string, readonly Scope[]] {
  const [, role, list] = /^\s*([^=]+?)\s*=\s*(\S+)\s*$/.exec(part) ?? [];
  if (role === undefined || list === undefined)
    throw new RolesError('应为 角色=权限+权限,… · takes role=scope+scope,…');
  const scopes = list.split('+').map((name) => {
    const scope = SCOPES.find((one) => one === name);
    if (scope) return scope;
    throw new RolesError(`没有权限 ${name} · there is no scope ${name}`);
  });
  return [role, scopes];
}

/** The scopes of all roles that a claim names; `claim` is a path such as `realm_access.roles`. */
export function scopesIn(
  claims: Readonly<Record<string, unknown>>,
  claim: string,
  roles: Roles,
): readonly Scope[] {
  const named = valuesAt(claims, claim).flatMap((role) => roles.get(role) ?? []);
  return SCOPES.filter((scope) => named.includes(scope));
}

/** Whether the claim is there at all: it may be told elsewhere. */
export const hasClaim = (claims: Readonly<Record<string, unknown>>, claim: string): boolean =>
  valueAt(claims, claim) !== undefined;

function valuesAt(claims: Readonly<Record<string, unknown>>, claim: string): string[] {
  const value = valueAt(claims, claim);
  const list = Array.isArray(value) ? value : [value];
  return list.filter((item) => typeof item === 'string');
}

function valueAt(claims: Readonly<Record<string, unknown>>, claim: string): unknown {
  if (Object.hasOwn(claims, claim)) return claims[claim];
  return claim
    .split('.')
    .reduce<unknown>(
      (inside, name) =>
        typeof inside === 'object' && inside !== null && Object.hasOwn(inside, name)
          ? (inside as Record<string, unknown>)[name]
          : undefined,
      claims,
    );
}
