import * as oidc from 'openid-client';
import type { Scope } from '../store/api-keys.ts';
import { hasClaim, type Roles, scopesIn } from './roles.ts';

export interface ProviderOptions {
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where browsers reach this service. */
  readonly publicUrl: URL;
  readonly scope: string;
  /** The claim with the name a person is known by. */
  readonly nameClaim: string;
  /** The claim with a person's roles. */
  readonly rolesClaim: string;
  readonly roles: Roles;
}

/** Who somebody is, by the provider's word. */
export interface Person {
  /** The provider's own id of the person. */
  readonly subject: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** What the provider is asked with again; undefined where it gives none. */
  readonly refreshToken?: string | undefined;
}

/** The provider does not vouch for somebody any more. That it cannot be reached is another error. */
export class NoLongerVouched extends Error {}

/** What must be remembered between going to the provider and coming back; it stays in the browser. */
export interface Journey {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** An OpenID Connect provider: authorization code with PKCE, state and nonce. */
export interface Provider {
  /** Where to send the browser. */
  begin(): Promise<{ readonly url: URL; readonly journey: Journey }>;
  /** Who came back; throws when anything about the answer is not as it was begun. */
  finish(query: string, journey: Journey): Promise<Person>;
  /** Whether the provider still vouches for somebody, and with which roles; throws NoLongerVouched when not. */
  renew(renewal: { readonly subject: string; readonly refreshToken: string }): Promise<Person>;
  /** Where to sign out of the provider as well; undefined when it has no such place. */
  signOutUrl(): Promise<URL | undefined>;
}

export const CALLBACK = '/auth/callback';

/** The provider's document is read at the first sign-in and again after a failure: it may start later than we do. */
export function openProvider(options: ProviderOptions): Provider {
  const { issuer, clientId, clientSecret, publicUrl, scope } = options;
  const callback = new URL(CALLBACK, publicUrl);
  let discovered: Promise<oidc.Configuration> | undefined;

  async function configuration(): Promise<oidc.Configuration> {
    // Plain http is for a provider on this machine: the configuration lets no other through.
    const execute = issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : [];
    discovered ??= oidc.discovery(issuer, clientId, clientSecret, undefined, { execute });
    try {
      return await discovered;
    } catch (error) {
      discovered = undefined;
      throw error;
    }
  }

  /** What the tokens say of somebody; what they do not say is asked for. */
  async function personBehind(
    config: oidc.Configuration,
    tokens: Awaited<ReturnType<typeof oidc.refreshTokenGrant>>,
    subject: string,
  ): Promise<Person> {
    const claims = { ...tokens.claims(), sub: subject };
    const whole = hasClaim(claims, options.rolesClaim)
      ? claims
      : { ...(await oidc.fetchUserInfo(config, tokens.access_token, subject)), ...claims };
    return { ...personIn(whole, options), refreshToken: tokens.refresh_token };
  }

  return {
    async begin() {
      const verifier = oidc.randomPKCECodeVerifier();
      const journey = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier };
      const url = oidc.buildAuthorizationUrl(await configuration(), {
        redirect_uri: callback.href,
        scope,
        state: journey.state,
        nonce: journey.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return { url, journey };
    },
    async finish(query, { state, nonce, verifier }) {
      const here = new URL(callback);
      here.search = query;
      const config = await configuration();
      const tokens = await oidc.authorizationCodeGrant(config, here, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new Error('the provider sent no id token');
      return personBehind(config, tokens, claims.sub);
    },
    async renew({ subject, refreshToken }) {
      const config = await configuration();
      try {
        const tokens = await oidc.refreshTokenGrant(config, refreshToken);
        const claims = tokens.claims();
        if (claims && claims.sub !== subject) throw new NoLongerVouched();
        return await personBehind(config, tokens, subject);
      } catch (error) {
        throw isRefusal(error) ? new NoLongerVouched('refused', { cause: error }) : error;
      }
    },
    async signOutUrl() {
      const config = await configuration();
      if (!config.serverMetadata().end_session_endpoint) return undefined;
      return oidc.buildEndSessionUrl(config, {
        post_logout_redirect_uri: new URL('/', publicUrl).href,
      });
    },
  };
}

/** The provider answered, and the answer is no: anything else may pass. */
const isRefusal = (error: unknown): boolean =>
  (error instanceof oidc.ResponseBodyError ||
    error instanceof oidc.WWWAuthenticateChallengeError) &&
  error.status >= 400 &&
  error.status < 500 &&
  error.status !== 429;

function personIn(
  claims: Readonly<Record<string, unknown>> & { readonly sub: string },
  { nameClaim, rolesClaim, roles }: ProviderOptions,
): Person {
  const name = claims[nameClaim];
  return {
    subject: claims.sub,
    name: typeof name === 'string' && name.trim() !== '' ? name.trim() : claims.sub,
    scopes: scopesIn(claims, rolesClaim, roles),
  };
}
