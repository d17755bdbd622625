import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { Journey, Person, Provider } from '../../sign-in/provider.ts';
import { SCOPES } from '../../store/api-keys.ts';
import { cookie, cookieOf } from '../cookies.ts';
import { Problem } from '../problem.ts';
import { problemsOfAnyone } from '../schemas/problem.ts';
import { refuseForged, type SessionDoor, sessionCookie, sessionIn } from '../session-access.ts';

/** How people sign in, and where their sessions are. */
export interface SignInDoor extends SessionDoor {
  readonly provider: Provider;
  readonly hours: number;
  /** Begins a session; its token. */
  readonly begin: (person: Person) => Promise<string>;
  readonly end: (token: string) => Promise<void>;
}

const closed = { additionalProperties: false };
const Who = Type.Object(
  {
    name: Type.Union([Type.String(), Type.Null()], { description: 'Null: nobody is signed in' }),
    scopes: Type.Array(Type.Enum([...SCOPES])),
    signIn: Type.Union([Type.String(), Type.Null()], { description: 'Null: nobody can sign in' }),
  },
  closed,
);
const Next = Type.Object({ next: Type.String({ description: 'Where to go now' }) }, closed);
const Wish = Type.Object({ to: Type.Optional(Type.String({ maxLength: 500 })) }, closed);

const SIGN_IN = '/auth/sign-in';
const JOURNEY_SECONDS = 600;
const RETRY_SECONDS = 5;
const redirect = { 302: { description: 'To the provider, or back to the page', type: 'null' } };
const json = (schema: object, description: string) => ({
  200: { description, content: { 'application/json': { schema } } },
});
const about = (operationId: string, summary: string) => ({
  operationId,
  summary,
  tags: ['sign-in'],
  security: [],
});

/** People sign in with their office's provider; the routes are there without one too, and say so. */
export function signInRoutes(app: FastifyInstance, door: SignInDoor | undefined): void {
  app.get(
    '/auth/who',
    {
      schema: { ...about('getWho', 'Who is signed in'), response: json(Who, 'Somebody or nobody') },
    },
    async (request) => {
      const session = door && (await sessionIn(request, door));
      return {
        name: session?.name ?? null,
        scopes: session?.scopes ?? [],
        signIn: door ? SIGN_IN : null,
      };
    },
  );
  beginRoute(app, door);
  callbackRoute(app, door);
  app.post(
    '/auth/sign-out',
    {
      schema: {
        ...about('signOut', 'End the session'),
        response: { ...json(Next, 'It is over'), ...problemsOfAnyone('forbidden', 'not-found') },
      },
    },
    async (request, reply) => signOut(there(door), request, reply),
  );
}

function beginRoute(app: FastifyInstance, door: SignInDoor | undefined): void {
  app.get(
    SIGN_IN,
    {
      schema: {
        ...about('signIn', 'Go to the provider and come back signed in'),
        querystring: Wish,
        response: { ...redirect, ...problemsOfAnyone('request-malformed', 'not-found', 'busy') },
      },
    },
    async (request, reply) => {
      const { provider, publicUrl } = there(door);
      const { url, journey } = await provider.begin().catch(away);
      const { to = '/' } = request.query as { to?: string };
      const kept = Buffer.from(JSON.stringify({ ...journey, to })).toString('base64url');
      reply.header('set-cookie', journeyCookie(publicUrl, kept, JOURNEY_SECONDS));
      return reply.redirect(url.href, 302);
    },
  );
}

function callbackRoute(app: FastifyInstance, door: SignInDoor | undefined): void {
  app.get(
    '/auth/callback',
    {
      schema: {
        ...about('finishSignIn', 'Where the provider sends people back to'),
        response: { ...redirect, ...problemsOfAnyone('unauthorized', 'not-found') },
      },
    },
    async (request, reply) => {
      const { provider, publicUrl, begin, hours } = there(door);
      const { to, ...journey } = journeyIn(request, publicUrl);
      const query = new URL(request.url, publicUrl).search;
      const person = await provider.finish(query, journey).catch((error: unknown) => {
        request.log.warn({ err: error }, 'a sign-in failed');
        throw failed();
      });
      const isSecure = publicUrl.protocol === 'https:';
      reply.header('set-cookie', [
        journeyCookie(publicUrl, '', 0),
        cookie(sessionCookie(publicUrl), await begin(person), {
          path: '/',
          seconds: hours * 3600,
          isSecure,
        }),
      ]);
      return reply.redirect(within(to), 302);
    },
  );
}

async function signOut(door: SignInDoor, request: FastifyRequest, reply: FastifyReply) {
  const { publicUrl } = door;
  refuseForged(request, publicUrl);
  const name = sessionCookie(publicUrl);
  const token = cookieOf(request, name);
  if (token !== undefined) await door.end(token);
  const isSecure = publicUrl.protocol === 'https:';
  reply.header('set-cookie', cookie(name, '', { path: '/', seconds: 0, isSecure }));
  const next = await door.provider.signOutUrl().catch(() => undefined);
  return { next: next?.href ?? '/' };
}

function there(door: SignInDoor | undefined): SignInDoor {
  if (door) return door;
  throw new Problem('not-found', { detail: '未配置登录 · no sign-in is configured' });
}

const away = (): never => {
  throw new Problem('busy', { retryAfter: RETRY_SECONDS });
};

const failed = (): Problem =>
  new Problem('unauthorized', {
    detail: '登录没有完成，请重试 · the sign-in was not completed; try again',
  });

/** Over TLS no other host beside ours can put its own journey in the place of this one. */
const journeyName = ({ protocol }: URL): string =>
  protocol === 'https:' ? '__Host-clearpost-journey' : 'clearpost-journey';
const KeptJourney = Type.Object({
  state: Type.String(),
  nonce: Type.String(),
  verifier: Type.String(),
  to: Type.String(),
});
const journeyCookie = (publicUrl: URL, value: string, seconds: number): string =>
  cookie(journeyName(publicUrl), value, {
    path: '/',
    seconds,
    isSecure: publicUrl.protocol === 'https:',
  });

function journeyIn(request: FastifyRequest, publicUrl: URL): Journey & { readonly to: string } {
  try {
    const text = Buffer.from(
      cookieOf(request, journeyName(publicUrl)) ?? '',
      'base64url',
    ).toString();
    const journey: unknown = JSON.parse(text);
    if (Value.Check(KeptJourney, journey)) return journey;
  } catch {
    // Not JSON: not ours.
  }
  throw failed();
}

/** A path of ours: `//elsewhere` and `/\elsewhere` are addresses of others to a browser. */
const within = (to: string): string => (/^\/(?![/\\])[\x21-\x7e]*$/.test(to) ? to : '/');
