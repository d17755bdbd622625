import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Desk } from '../../jobs/desk.ts';
import type { Reviews, ReviewWish } from '../../review/reviews.ts';
import { Problem } from '../problem.ts';
import { redactionView, revisionTag } from '../redaction-view.ts';
import { problems } from '../schemas/problem.ts';
import type { FindingDecision, FindingDecisions, Release } from '../schemas/review.ts';
import { addedMaskRoutes } from './added-masks.ts';
import { AGAIN, config, type Deciding, missing, redaction, shared, tags } from './deciding.ts';
import { byId, find } from './redaction-by-id.ts';

export interface ReviewDoor {
  readonly desk: Desk;
  /** Where decisions are made; undefined where nothing outlives the process. */
  readonly reviews: Promise<Reviews> | undefined;
}

const deciding =
  (door: ReviewDoor): Deciding =>
  async (request, reply, wish) => {
    const { id } = await find(door.desk, request);
    const { caller } = request;
    const row = await (await reviewsOf(door)).decide(id, wish, caller.id, seenBy(request));
    return reply.header('etag', revisionTag(row)).send(redactionView(row, request.id));
  };

/** People decide about drafts that were held, and about what detection missed. */
export function reviewRoutes(app: FastifyInstance, door: ReviewDoor): void {
  const decide = deciding(door);
  addedMaskRoutes(app, decide);

  app.patch(
    '/v1/redactions/:id/findings/:findingId',
    {
      config,
      schema: {
        operationId: 'decideFinding',
        summary: 'Decide about one finding: mask it, or keep it on a ground',
        description: AGAIN,
        tags,
        params: Type.Object(
          { ...byId.properties, findingId: Type.String({ pattern: '^[0-9a-f]{20}$' }) },
          { additionalProperties: false },
        ),
        body: { $ref: 'FindingDecision#' },
        response: { 200: redaction, ...problems(...shared, 'second-person-needed') },
      },
    },
    (request, reply) => {
      const { findingId } = request.params as { findingId: string };
      const wish = findingWish([findingId], request.body as FindingDecision);
      return decide(request, reply, wish);
    },
  );

  app.patch(
    '/v1/redactions/:id/findings',
    {
      config,
      schema: {
        operationId: 'decideFindings',
        summary: 'Decide about several findings at once, on one ground',
        description: AGAIN,
        tags,
        params: byId,
        body: { $ref: 'FindingDecisions#' },
        response: { 200: redaction, ...problems(...shared, 'second-person-needed') },
      },
    },
    (request, reply) => {
      const { findings, ...decision } = request.body as FindingDecisions;
      return decide(request, reply, findingWish(findings, decision));
    },
  );

  app.post(
    '/v1/redactions/:id/release',
    {
      config,
      schema: {
        operationId: 'releaseRedaction',
        summary: 'Answer for what could not be read, and let the file go',
        description:
          'For a draft of which every finding is decided and some parts are blind spots. Where ' +
          '`personsToRelease` is 2 – something was found that one person alone may not publish, or the ' +
          `policy always wants it – another person must say so too. ${AGAIN}`,
        tags,
        params: byId,
        body: { $ref: 'Release#' },
        response: { 200: redaction, ...problems(...shared, 'second-person-needed') },
      },
    },
    (request, reply) => {
      const { ground, reason } = request.body as Release;
      return decide(request, reply, { about: 'blind-spots', ground, reason });
    },
  );
}

function reviewsOf({ reviews }: ReviewDoor): Promise<Reviews> {
  if (reviews) return reviews;
  throw new Problem('not-found', {
    detail: '此服务没有数据库，不能复核 · this service runs without a database',
  });
}

function findingWish(
  findingIds: readonly string[],
  { action, ground, reason }: FindingDecision,
): ReviewWish {
  if (action === 'keep' && ground === undefined) throw missing('ground');
  if (action === 'keep' && reason === undefined) throw missing('reason');
  return {
    about: 'finding',
    findingIds,
    action,
    ground: ground ?? null,
    reason: reason ?? null,
  };
}

/** The revision in `If-Match`; undefined when the caller takes the newest. */
function seenBy({ headers }: FastifyRequest): number | undefined {
  const match = headers['if-match'];
  if (match === undefined || match === '*') return undefined;
  const [, revision] = /^(?:W\/)?"(\d{1,9})"$/.exec(match) ?? [];
  if (revision === undefined) throw new Problem('request-malformed', { field: 'If-Match' });
  return Number(revision);
}
