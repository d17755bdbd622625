import { ConfigurationError, type SettingReader } from './setting-reader.ts';
import type { ProviderOptions } from './sign-in/provider.ts';
import { RolesError, rolesFrom } from './sign-in/roles.ts';

/** How people sign in. */
export interface SignInSettings extends ProviderOptions {
  readonly sessionHours: number;
  /** How long nobody asks the provider whether it still vouches for somebody. */
  readonly sessionCheckMinutes: number;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** An OpenID Connect provider; undefined when no issuer is named. Half of one is none. */
export function readSignIn(read: SettingReader): SignInSettings | undefined {
  const issuer = read.text('CLEARPOST_OIDC_ISSUER', '');
  const clientId = read.text('CLEARPOST_OIDC_CLIENT_ID', '');
  const clientSecret = read.secret('CLEARPOST_OIDC_CLIENT_SECRET');
  const publicUrl = read.text('CLEARPOST_PUBLIC_URL', '');
  const scope = read.text('CLEARPOST_OIDC_SCOPE', 'openid profile');
  const nameClaim = read.text('CLEARPOST_OIDC_NAME_CLAIM', 'preferred_username');
  const rolesClaim = read.text('CLEARPOST_OIDC_ROLES_CLAIM', 'roles');
  const roles = rolesOf(read.text('CLEARPOST_OIDC_ROLES', ''));
  const sessionHours = read.count('CLEARPOST_SESSION_HOURS', 8, 1, 168);
  const sessionCheckMinutes = read.count('CLEARPOST_SESSION_CHECK_MINUTES', 15, 1, 1440);
  if (issuer === '') return undefined;
  if (clientId === '' || clientSecret === undefined)
    throw wrong('CLEARPOST_OIDC_CLIENT_ID、CLEARPOST_OIDC_CLIENT_SECRET');
  return {
    issuer: address('CLEARPOST_OIDC_ISSUER', issuer),
    publicUrl: address('CLEARPOST_PUBLIC_URL', publicUrl),
    clientId,
    clientSecret,
    scope,
    nameClaim,
    rolesClaim,
    roles,
    sessionHours,
    sessionCheckMinutes,
  };
}

const wrong = (names: string): ConfigurationError =>
  new ConfigurationError(
    `设了 CLEARPOST_OIDC_ISSUER 就须设 ${names} · CLEARPOST_OIDC_ISSUER needs ${names}`,
  );

/** What passes between here and the browser is a key to everything: in the clear on this machine only. */
function address(name: string, value: string): URL {
  const url = URL.parse(value);
  if (!url) throw wrong(name);
  if (url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname)))
    return url;
  throw new ConfigurationError(`${name} 须是 https 网址 · ${name} must be an https URL`);
}

function rolesOf(text: string): ReturnType<typeof rolesFrom> {
  try {
    return rolesFrom(text);
  } catch (error) {
    if (!(error instanceof RolesError)) throw error;
    throw new ConfigurationError(`CLEARPOST_OIDC_ROLES ${error.message}`);
  }
}
