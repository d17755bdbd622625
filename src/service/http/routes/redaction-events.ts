import type { FastifyInstance } from 'fastify';
import type { Desk } from '../../jobs/desk.ts';
import type { RedactionRow } from '../../store/redactions.ts';
import { eventStream, sendEvents } from '../event-stream.ts';
import type { Followers } from '../followers.ts';
import { redactionView } from '../redaction-view.ts';
import { problems } from '../schemas/problem.ts';
import { byId, find, readers } from './redaction-by-id.ts';

const LOOK_MS = 15_000;
const isOver = ({ status }: RedactionRow) => status !== 'queued' && status !== 'working';

/** Tells how a redaction goes on, as server-sent events, until it has ended. */
export function redactionEvents(
  app: FastifyInstance,
  { desk, followers }: { readonly desk: Desk; readonly followers: Followers },
): void {
  app.get(
    '/v1/redactions/:id/events',
    {
      config: { needs: readers },
      schema: {
        operationId: 'followRedaction',
        summary: 'Follow a redaction: an event `redaction` whenever it has changed',
        description: 'The data of each event is the redaction as `GET` would give it.',
        tags: ['redactions'],
        params: byId,
        response: {
          ...eventStream,
          ...problems('request-malformed', 'not-found', 'busy'),
        },
      },
    },
    async (request, reply) => {
      const row = await find(desk, request);
      followers.enter(reply);
      const events = follow(desk, row, () => request.raw.destroyed, request.id);
      return sendEvents(reply, events);
    },
  );
}

async function* follow(
  desk: Desk,
  first: RedactionRow,
  hasLeft: () => boolean,
  requestId: string,
): AsyncGenerator<string> {
  let told = '';
  let row: RedactionRow | undefined = first;
  while (row && !hasLeft()) {
    const view = JSON.stringify(redactionView(row, requestId));
    // A line that says nothing keeps proxies from hanging up.
    yield view === told ? ': still here\n\n' : `event: redaction\ndata: ${view}\n\n`;
    told = view;
    if (isOver(row)) return;
    row = await desk.wait(row.id, LOOK_MS);
  }
}
