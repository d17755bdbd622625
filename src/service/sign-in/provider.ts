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
}

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
      return personIn(
        hasClaim(claims, options.rolesClaim)
          ? claims
          : { ...(await oidc.fetchUserInfo(config, tokens.access_token, claims.sub)), ...claims },
        options,
      );
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
