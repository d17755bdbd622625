// A real OpenID Connect provider on a free port, with invented people, and a browser that can only follow links and send forms.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

export interface Account {
  readonly preferred_username?: string;
  readonly roles: readonly string[];
}

export interface RunningProvider {
  readonly issuer: string;
  readonly stop: () => Promise<void>;
}

export const CLIENT = { id: 'clearpost', secret: 'a-secret-that-only-the-test-knows' };

export async function startProvider(
  accounts: Readonly<Record<string, Account>>,
  callback: () => string,
): Promise<RunningProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [callback()],
        post_logout_redirect_uris: [new URL('/', callback()).href],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
      },
    ],
    scopes: ['openid', 'profile', 'office'],
    claims: { openid: ['sub'], profile: ['preferred_username'], office: ['roles'] },
    issueRefreshToken: async () => true,
    pkce: { required: () => true },
    cookies: { keys: ['for this test'] },
    features: { devInteractions: { enabled: true } },
    // Whoever has left the office is no account any more.
    findAccount: (_context, id) =>
      accounts[id] && {
        accountId: id,
        claims: async () => ({ sub: id, ...accounts[id] }),
      },
  });
  server.on('request', provider.callback());
  return {
    issuer,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Keeps cookies by host and path, as a browser does. */
export class Browser {
  readonly #cookies = new Map<string, { readonly path: string; readonly value: string }>();

  async ask(url: string, request: RequestInit = {}): Promise<Response> {
    const { host, pathname } = new URL(url);
    const own = [...this.#cookies].filter(
      ([key, { path }]) => key.startsWith(`${host} `) && pathname.startsWith(path),
    );
    const cookie = own.map(([key, { value }]) => `${key.split(' ')[1]}=${value}`).join('; ');
    const headers = { ...(request.headers as Record<string, string>), cookie };
    const answer = await fetch(url, { ...request, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) this.#keep(host, line);
    return answer;
  }

  /** Follows redirects; fills in every form of the provider until it is sent back to `until`. */
  async signIn(url: string, name: string, until: string): Promise<Response> {
    for (let at = url, steps = 0; steps < 20; steps++) {
      const answer = await this.ask(at);
      const next = answer.headers.get('location');
      if (next === null && at.startsWith(until)) return answer;
      at =
        next === null ? await this.#submit(at, await answer.text(), name) : new URL(next, at).href;
      if (at.startsWith(until)) return this.ask(at);
    }
    throw new Error('the sign-in does not end');
  }

  async #submit(at: string, page: string, login: string): Promise<string> {
    const [, action = ''] = /<form[^>]*action="([^"]+)"/.exec(page) ?? [];
    const [, prompt = ''] = /name="prompt" value="([^"]+)"/.exec(page) ?? [];
    const body = new URLSearchParams({ prompt, login, password: 'x' });
    const url = new URL(action, at).href;
    const answer = await this.ask(url, { method: 'POST', body });
    return new URL(answer.headers.get('location') ?? '', url).href;
  }

  #keep(host: string, line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const at = pair.indexOf('=');
    const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? '/';
    const key = `${host} ${pair.slice(0, at)}`;
    const isGone = attributes.some((one) => /^max-age=0$/i.test(one));
    if (isGone || pair.slice(at + 1) === '') this.#cookies.delete(key);
    else this.#cookies.set(key, { path, value: pair.slice(at + 1) });
  }

  /** What a script or another site must not get at: name, and how it is kept. */
  has(host: string, name: string): boolean {
    return this.#cookies.has(`${host} ${name}`);
  }
}
