import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { problems } from '../schemas/problem.ts';
import type { NewMask } from '../schemas/review.ts';
import { AGAIN, config, type Deciding, missing, redaction, shared, tags } from './deciding.ts';
import { byId } from './redaction-by-id.ts';

/** People hide what detection missed, and may take that back. */
export function addedMaskRoutes(app: FastifyInstance, decide: Deciding): void {
  app.post(
    '/v1/redactions/:id/masks',
    {
      config,
      schema: {
        operationId: 'addMask',
        summary: 'Hide something that detection missed',
        description: AGAIN,
        tags,
        params: byId,
        body: { $ref: 'NewMask#' },
        response: { 201: redaction, ...problems(...shared) },
      },
    },
    (request, reply) => {
      const { text, location, ground = null, reason = null } = request.body as NewMask;
      if ((text === undefined) === (location === undefined)) throw missing('text');
      const what =
        text === undefined ? { place: location as NonNullable<typeof location> } : { text };
      return decide(request, reply.status(201), { about: 'mask', what, ground, reason });
    },
  );

  app.delete(
    '/v1/redactions/:id/masks/:maskId',
    {
      config,
      schema: {
        operationId: 'takeMaskBack',
        summary: 'Take back a mask that a person added',
        description: `Findings name it as \`addedMask\`. ${AGAIN}`,
        tags,
        params: Type.Object(
          { ...byId.properties, maskId: Type.String({ format: 'uuid' }) },
          { additionalProperties: false },
        ),
        response: { 200: redaction, ...problems(...shared) },
      },
    },
    (request, reply) => {
      const { maskId } = request.params as { maskId: string };
      return decide(request, reply, { about: 'unmask', maskId, ground: null, reason: null });
    },
  );
}
