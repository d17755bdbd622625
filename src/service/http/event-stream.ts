import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** What a route that tells of changes says of its answer. */
export const eventStream = {
  200: {
    description: 'Server-sent events; the last one tells the ending',
    content: { 'text/event-stream': { schema: { type: 'string' } } },
  },
} as const;

/** Sends events as they come, past proxies that would gather them first. */
export const sendEvents = (reply: FastifyReply, events: AsyncIterable<string>): FastifyReply =>
  reply.type('text/event-stream').header('x-accel-buffering', 'no').send(Readable.from(events));
