import type { FastifyInstance } from 'fastify';

const LOOK_MS = 100;
/** Whoever waits for a document longer than this asks again at the next process; its row is safe. */
const PATIENCE_MS = 10_000;

/**
 * Lets nobody hold up the stop: a connection that was busy when the stop began would stay open, idle, for
 * as long as its client likes, and the work in hand would be killed instead of put back in line.
 */
export function hangUpWhenStopping(app: FastifyInstance): void {
  app.addHook('preClose', async () => {
    const { server } = app;
    const idle = setInterval(() => server.closeIdleConnections(), LOOK_MS);
    const rest = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
    server.once('close', () => {
      clearInterval(idle);
      clearTimeout(rest);
    });
  });
}
