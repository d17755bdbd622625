import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ReviewWish } from '../../review/reviews.ts';
import { Problem, type ProblemCode } from '../problem.ts';

/** Carries a wish out and answers with what came of it. */
export type Deciding = (
  request: FastifyRequest,
  reply: FastifyReply,
  wish: ReviewWish,
) => Promise<FastifyReply>;

/** What every route of the review has in common. */
export const config = { needs: ['review'] } as const;
export const tags = ['redactions'];
export const shared = [
  'request-malformed',
  'content-type-unsupported',
  'not-found',
  'review-outdated',
  'review-unfinished',
  'document-destroyed',
  'document-damaged',
  'busy',
] as const satisfies readonly ProblemCode[];
export const redaction = {
  description: 'The redaction as it now stands',
  content: { 'application/json': { schema: { $ref: 'Redaction#' } } },
};
export const AGAIN =
  'The draft is rewritten and verified again. `If-Match` with the `ETag` of what was looked at refuses a ' +
  'decision that was overtaken by another one (409).';

export const missing = (field: string): Problem =>
  new Problem('request-malformed', {
    field,
    detail: `须写明 ${field} · ${field} is needed`,
  });
