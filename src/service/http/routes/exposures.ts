import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import {
  acceptExposure,
  type Exposure,
  type ExposureFilter,
  findExposure,
  listExposures,
} from '../../site/exposures.ts';
import { Problem } from '../problem.ts';
import { problems } from '../schemas/problem.ts';
import { pageOf } from '../schemas/site.ts';
import { cursorIn, Listing, listed } from './listing.ts';
import { byId } from './redaction-by-id.ts';
import { answer, siteConfig as config, found, type SiteDoor, siteDoor } from './site-door.ts';

const tags = ['sites'];
const closed = { additionalProperties: false };

const Filter = Type.Object(
  {
    site: Type.Optional(Type.String({ format: 'uuid' })),
    status: Type.Optional(Type.Enum(['open', 'reopened', 'taken-down', 'accepted'])),
    type: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{1,64}$' })),
    ...Listing,
  },
  closed,
);

const Acceptance = Type.Union([
  Type.Object(
    {
      status: Type.Literal('accepted'),
      reason: Type.String({ minLength: 2, maxLength: 1000 }),
    },
    closed,
  ),
  Type.Object({ status: Type.Literal('open') }, closed),
]);

/** What is online that should not be: since when, where, and whether it is down. */
export function exposureRoutes(app: FastifyInstance, opened: Promise<SiteDoor> | undefined): void {
  app.get(
    '/v1/exposures',
    {
      config,
      schema: {
        operationId: 'listExposures',
        summary: 'Documents online that show what they should not; never what they show',
        tags,
        querystring: Filter,
        response: {
          200: answer('A page of exposures', pageOf('Exposure')),
          ...problems('request-malformed', 'not-found'),
        },
      },
    },
    async ({ query }) => {
      const { db, book } = await siteDoor(opened);
      const { after, limit } = cursorIn(query);
      const items = await listExposures(db, book, query as ExposureFilter, after, limit);
      return listed(items.map(exposureView), limit);
    },
  );

  app.get(
    '/v1/exposures/:id',
    {
      config,
      schema: {
        operationId: 'getExposure',
        summary: 'One exposure, with its places in the document',
        tags,
        params: byId,
        response: {
          200: answer('The exposure', { $ref: 'Exposure#' }),
          ...problems('request-malformed', 'not-found'),
        },
      },
    },
    async ({ params }) => {
      const { db, book } = await siteDoor(opened);
      const exposure = found(await findExposure(db, book, (params as { id: string }).id));
      return { ...exposureView(exposure), findings: exposure.findings };
    },
  );

  app.patch(
    '/v1/exposures/:id',
    {
      config,
      schema: {
        operationId: 'acceptExposure',
        summary: 'Accept an exposure for a reason, or take that back',
        description:
          'An accepted document stays in the list and is not counted as open. It is open again when it changes.',
        tags,
        params: byId,
        body: Acceptance,
        response: {
          200: answer('The exposure as it is now', { $ref: 'Exposure#' }),
          ...problems('request-malformed', 'content-type-unsupported', 'not-found'),
        },
      },
    },
    async ({ params, body, caller }) => {
      const { db, keyring, book } = await siteDoor(opened);
      const { id } = params as { id: string };
      const wish = body as Static<typeof Acceptance>;
      const reason = wish.status === 'accepted' ? wish.reason : null;
      if (!(await acceptExposure(db, keyring, id, reason, caller.id)))
        throw new Problem('not-found');
      return exposureView(found(await findExposure(db, book, id)));
    },
  );
}

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

const exposureView = (exposure: Exposure) => ({
  id: exposure.id,
  site: exposure.siteId,
  kind: exposure.kind,
  status: exposure.status,
  title: exposure.title,
  department: exposure.department,
  places: exposure.places.map(({ address, firstSeen, lastSeen, goneAt, goneBecause }) => ({
    address,
    firstSeen: iso(firstSeen),
    lastSeen: iso(lastSeen),
    goneAt: iso(goneAt),
    goneBecause,
  })),
  format: exposure.format,
  policy: exposure.policy,
  severity: exposure.severity,
  counts: exposure.counts,
  notice: exposure.notice,
  firstSeen: iso(exposure.firstSeen),
  lastSeen: iso(exposure.lastSeen),
  daysExposed: exposure.daysExposed,
  takenDownAt: iso(exposure.takenDownAt),
  accepted: exposure.accepted && { ...exposure.accepted, at: iso(exposure.accepted.at) },
});
