import { expect, it } from 'vitest';
import { rolesFrom, scopesIn } from '../../../src/service/sign-in/roles.ts';

it('takes roles by the names of our scopes when nothing else is said', () =>
  expect(scopesIn({ roles: ['review', 'root'] }, 'roles', rolesFrom(''))).toEqual(['review']));

it('finds roles inside another claim, as a list or one word', () => {
  const roles = rolesFrom('经办人=redact, 主管=site+audit');
  expect(scopesIn({ realm_access: { roles: ['主管'] } }, 'realm_access.roles', roles)).toEqual([
    'site',
    'audit',
  ]);
  expect(scopesIn({ role: '经办人' }, 'role', roles)).toEqual(['redact']);
  expect(scopesIn({ 'urn:office.role': '经办人' }, 'urn:office.role', roles)).toEqual(['redact']);
});

for (const claims of [{}, { roles: null }, { roles: [1, {}] }, { roles: { admin: true } }])
  it(`allows nothing to somebody whose roles are ${JSON.stringify(claims)}`, () =>
    expect(scopesIn(claims, 'roles', rolesFrom(''))).toEqual([]));

for (const text of ['clerk', 'clerk=', 'clerk=root', '=redact'])
  it(`refuses a list of roles like ${text}`, () => expect(() => rolesFrom(text)).toThrow());
