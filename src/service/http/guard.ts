import type { FastifyInstance, RouteOptions } from 'fastify';
import type { Caller } from '../store/api-keys.ts';
import { type Identify, type Needed, refuseForeignPages, refuseOutOfScope } from './access.ts';

const API = /^\/(?:v1\/|metrics$)/;
const NOBODY: Caller = { id: 'nobody', scopes: [] };

/** Stands before every route of the API. A route that does not say whom it serves stops the start. */
export function guard(app: FastifyInstance, identify: Identify, isOpen: boolean): void {
  app.decorateRequest('caller', undefined as unknown as Caller);
  app.addHook('onRoute', (route) => {
    if (!API.test(route.url)) return;
    const needed = neededBy(route);
    // The contract says the same as the guard: both come from here.
    const schema = route.schema ?? {};
    route.schema = { ...schema, security: [{ apiKey: needed === 'anyone' ? [] : [...needed] }] };
  });
  app.addHook('onRequest', async (request) => {
    request.caller = NOBODY;
    if (!API.test(request.routeOptions.url ?? '')) return;
    if (isOpen) refuseForeignPages(request);
    request.caller = await identify(request);
    refuseOutOfScope(request.caller, request.routeOptions.config.needs ?? []);
  });
}

function neededBy({ method, url, config }: RouteOptions): Needed {
  if (config?.needs) return config.needs;
  throw new Error(`${method} ${url} does not say which scopes it needs`);
}

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller;
  }
  interface FastifyContextConfig {
    /** Scopes of which the caller needs one. */
    needs?: Needed;
  }
}
