import type { FastifyRequest } from 'fastify';
import { type Logger, pino } from 'pino';

const STACK_LINE = /^\s+at .*:\d+:\d+\)?$/;

/** The log of the service. It never sees a URL, a file name, a body, or the message of an error. */
export function createLog(level: string, destination?: { write(line: string): void }): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: {
        req: (request: FastifyRequest) => ({
          method: request.method,
          route: request.routeOptions?.url ?? 'unknown',
        }),
        res: (reply: { statusCode?: number }) => ({ status: reply.statusCode }),
        err: (error: unknown) => describe(error),
      },
    },
    destination ?? pino.destination(1),
  );
}

/** An error without its message, which may quote what a person sent. */
function describe(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, where } = error as { code?: unknown; where?: unknown };
  const frames = (error.stack ?? '').split('\n').filter((line) => STACK_LINE.test(line));
  return {
    type: error.constructor.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof where === 'string' ? { where } : {}),
    frames: frames.slice(0, 8).map((line) => line.trim()),
  };
}
