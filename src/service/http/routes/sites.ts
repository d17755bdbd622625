import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { BadCron, type Timetable } from '../../jobs/timetable.ts';
import type { SiteSettings } from '../../site/settings.ts';
import {
  changeSite,
  findSite,
  listSites,
  registerSite,
  type Site,
  SiteKnown,
} from '../../site/sites.ts';
import { Problem } from '../problem.ts';
import { problems } from '../schemas/problem.ts';
import { NewSite, pageOf, SiteChange } from '../schemas/site.ts';
import { cursorIn, Listing, listed } from './listing.ts';
import { byId } from './redaction-by-id.ts';
import { answer, siteConfig as config, found, type SiteDoor, siteDoor } from './site-door.ts';

const tags = ['sites'];

/** Sites whose pages and attachments are watched. */
export function siteRoutes(app: FastifyInstance, opened: Opened): void {
  registration(app, opened);
  lookups(app, opened);
  changes(app, opened);
}

type Opened = Promise<SiteDoor> | undefined;

function registration(app: FastifyInstance, opened: Opened): void {
  app.post(
    '/v1/sites',
    {
      config,
      schema: {
        operationId: 'registerSite',
        summary: 'Register a site to be scanned',
        description:
          'A site on a private or loopback address must be registered as `internal`; nothing else on ' +
          'such addresses is ever asked, wherever a page or a redirect leads.',
        tags,
        body: NewSite,
        response: {
          201: answer('Registered', { $ref: 'Site#' }),
          ...problems('request-malformed', 'content-type-unsupported', 'not-found', 'site-known'),
        },
      },
    },
    async ({ body, caller }, reply) => {
      const { db, keyring, timetable } = await siteDoor(opened);
      const { origin, schedule = null, ...settings } = body as Static<typeof NewSite>;
      const wish = { origin: originOf(origin), settings, schedule };
      refuseBadCron(timetable, schedule);
      const site = await registerSite(db, keyring, wish, caller.id).catch(refuseKnown);
      await timetable.set(site.id, schedule);
      return reply.status(201).header('location', `/v1/sites/${site.id}`).send(siteView(site));
    },
  );
}

function lookups(app: FastifyInstance, opened: Opened): void {
  app.get(
    '/v1/sites',
    {
      config,
      schema: {
        operationId: 'listSites',
        summary: 'Registered sites',
        tags,
        querystring: Type.Object(Listing, { additionalProperties: false }),
        response: {
          200: answer('A page of sites', pageOf('Site')),
          ...problems('request-malformed', 'not-found'),
        },
      },
    },
    async ({ query }) => {
      const { after, limit } = cursorIn(query);
      const { db } = await siteDoor(opened);
      return listed((await listSites(db, after, limit)).map(siteView), limit);
    },
  );

  app.get(
    '/v1/sites/:id',
    {
      config,
      schema: {
        operationId: 'getSite',
        summary: 'One site',
        tags,
        params: byId,
        response: {
          200: answer('The site', { $ref: 'Site#' }),
          ...problems('request-malformed', 'not-found'),
        },
      },
    },
    async ({ params }) => {
      const { db } = await siteDoor(opened);
      return siteView(found(await findSite(db, (params as { id: string }).id)));
    },
  );
}

function changes(app: FastifyInstance, opened: Opened): void {
  app.patch(
    '/v1/sites/:id',
    {
      config,
      schema: {
        operationId: 'changeSite',
        summary: 'Change settings or schedule; what is not named stays',
        tags,
        params: byId,
        body: SiteChange,
        response: {
          200: answer('The site as it is now', { $ref: 'Site#' }),
          ...problems('request-malformed', 'content-type-unsupported', 'not-found'),
        },
      },
    },
    async ({ params, body, caller }) => {
      const { db, keyring, timetable } = await siteDoor(opened);
      const { id } = params as { id: string };
      const { schedule, ...settings } = body as Static<typeof SiteChange>;
      const before = found(await findSite(db, id));
      refuseBadCron(timetable, schedule ?? null);
      const change = {
        settings: { ...before.settings, ...settings } as SiteSettings,
        ...(schedule !== undefined && { schedule }),
      };
      const site = found(await changeSite(db, keyring, id, change, caller.id));
      if (schedule !== undefined) await timetable.set(id, schedule);
      return siteView(site);
    },
  );
}

const siteView = ({ id, origin, createdAt, schedule, settings }: Site) => ({
  id,
  origin,
  createdAt: createdAt.toISOString(),
  schedule,
  ...settings,
});

function originOf(text: string): string {
  const url = URL.parse(text);
  if (url && url.hostname !== '') return url.origin;
  throw new Problem('request-malformed', {
    field: 'origin',
    detail: '应为 http(s)://主机 · expected http(s)://host',
  });
}

function refuseKnown(error: unknown): never {
  if (!(error instanceof SiteKnown)) throw error;
  throw new Problem('site-known', { detail: `/v1/sites/${error.id}` });
}

function refuseBadCron(timetable: Timetable, cron: string | null): void {
  try {
    if (cron !== null) timetable.check(cron);
  } catch (error) {
    if (!(error instanceof BadCron)) throw error;
    throw new Problem('request-malformed', {
      field: 'schedule',
      detail: '应为五段 cron，如 0 2 * * * · expected five cron fields, such as 0 2 * * *',
    });
  }
}
