import type {
  FastifyInstance,
  onRequestAsyncHookHandler,
  preHandlerAsyncHookHandler,
  preParsingAsyncHookHandler,
  RouteOptions,
} from 'fastify';
import type { Caller } from '../store/api-keys.ts';
import { type Identify, type Needed, refuseForeignPages, refuseOutOfScope } from './access.ts';
import { Problem } from './problem.ts';
import { type FindSigner, isSigned, type Signer, signerOf, verified } from './signed.ts';

const API = /^\/(?:v1\/|metrics$)/;
const NOBODY: Caller = { id: 'nobody', scopes: [] };

export interface GuardDoor {
  readonly identify: Identify;
  readonly findSigner: FindSigner;
  /** True where no key is asked for. */
  readonly isOpen: boolean;
  /** Seconds until the caller may ask again; 0 when they may. Undefined counts nobody. */
  readonly throttle?: ((caller: Caller) => number) | undefined;
  /** The largest body that is taken in to be verified. */
  readonly maxBodyBytes: number;
}

/**
 * Stands before every route of the API. A route that does not say whom it serves stops the start. It asks
 * who is there after the limit of an address has been looked at: guessing keys is slowed down like all else.
 */
export function guard(app: FastifyInstance, door: GuardDoor): void {
  const { identify, findSigner, isOpen, maxBodyBytes } = door;
  const slowDown = (caller: Caller): void => {
    const retryAfter = door.throttle?.(caller) ?? 0;
    if (retryAfter > 0) throw new Problem('rate-limited', { retryAfter });
  };
  app.decorateRequest('caller', undefined as unknown as Caller);
  app.decorateRequest('signer', undefined);
  const identifyCaller: onRequestAsyncHookHandler = async (request) => {
    if (request.routeOptions.config.needs === 'everyone') return;
    const signer = isSigned(request) ? await signerOf(request, findSigner) : undefined;
    const caller = signer?.caller ?? (await identify(request));
    refuseOutOfScope(caller, request.routeOptions.config.needs ?? []);
    if (signer) {
      request.signer = signer;
      return;
    }
    slowDown(caller);
    request.caller = caller;
  };
  const verifySignature: preParsingAsyncHookHandler = async (request, _reply, payload) => {
    const { signer } = request;
    if (!signer) return payload;
    const body = await verified(request, payload, signer, maxBodyBytes);
    // Only now is it they who call: nobody uses up another's share by naming their key.
    slowDown(signer.caller);
    request.caller = signer.caller;
    return body;
  };
  const refuseUnverified: preHandlerAsyncHookHandler = async (request) => {
    if (request.signer && request.caller !== request.signer.caller)
      throw new Problem('unauthorized');
  };
  app.addHook('onRoute', (route) => {
    if (!API.test(route.url)) return;
    const needed = neededBy(route);
    // The contract says the same as the guard: both come from here.
    const schema = route.schema ?? {};
    const signature = route.config?.signed ? [{ signature: [] }] : [];
    route.schema = { ...schema, security: [...securityOf(needed), ...signature] };
    route.onRequest = behind(route.onRequest, identifyCaller);
    route.preParsing = behind(route.preParsing, verifySignature);
    route.preHandler = behind(route.preHandler, refuseUnverified);
  });
  app.addHook('onRequest', async (request) => {
    request.caller = NOBODY;
    if (isOpen && API.test(request.routeOptions.url ?? '')) refuseForeignPages(request);
  });
}

/** Once, although a route of its own for HEAD is made of each for GET, hooks and all. */
function behind<Hook>(hooks: Hook | Hook[] | undefined, hook: Hook): Hook[] {
  const before = hooks === undefined ? [] : Array.isArray(hooks) ? hooks : [hooks];
  return before.includes(hook) ? before : [...before, hook];
}

const securityOf = (needed: Needed) =>
  needed === 'everyone' ? [{}] : [{ apiKey: needed === 'anyone' ? [] : [...needed] }];

function neededBy({ method, url, config }: RouteOptions): Needed {
  if (config?.needs) return config.needs;
  throw new Error(`${method} ${url} does not say which scopes it needs`);
}

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller;
    /** Who says that they signed it; they are the caller once the body proves it. */
    signer: Signer | undefined;
  }
  interface FastifyContextConfig {
    /** Scopes of which the caller needs one. */
    needs?: Needed;
    /** True where a signature of the body does instead of a key. */
    signed?: boolean;
  }
}
