import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import {
  listScans,
  orderScan,
  type ScanOrder,
  ScanOver,
  type ScanProgress,
  ScanUnderWay,
  scanProgress,
  startScan,
} from '../../site/scans.ts';
import { findSite } from '../../site/sites.ts';
import { eventStream, sendEvents } from '../event-stream.ts';
import type { Followers } from '../followers.ts';
import { Problem } from '../problem.ts';
import { problems } from '../schemas/problem.ts';
import { pageOf } from '../schemas/site.ts';
import { byId } from './redaction-by-id.ts';
import { answer, siteConfig as config, found, type SiteDoor, siteDoor } from './site-door.ts';

const tags = ['sites'];
const closed = { additionalProperties: false };
const ScanChange = Type.Object({ state: Type.Enum(['paused', 'running']) }, closed);
const LOOK_MS = 1000;
const RECENT = 100;

const idIn = (params: unknown): string => (params as { id: string }).id;

type Opened = Promise<SiteDoor> | undefined;

/** Scans of sites: begin, follow, pause, stop. */
export function scanRoutes(app: FastifyInstance, opened: Opened, followers: Followers): void {
  scansOfSite(app, opened);
  oneScan(app, opened, followers);
  scanOrders(app, opened);
}

const progressOf = (opened: Opened) => async (id: string) =>
  found(await scanProgress((await siteDoor(opened)).db, id));

function scansOfSite(app: FastifyInstance, opened: Opened): void {
  const progress = progressOf(opened);
  app.post(
    '/v1/sites/:id/scans',
    {
      config,
      schema: {
        operationId: 'startScan',
        summary: 'Scan a site now',
        tags,
        params: byId,
        response: {
          202: answer('Begun; follow it at `Location`', { $ref: 'Scan#' }),
          ...problems('request-malformed', 'not-found', 'scan-under-way'),
        },
      },
    },
    async ({ params, caller }, reply) => {
      const { db, keyring } = await siteDoor(opened);
      const site = found(await findSite(db, idIn(params)));
      const id = await startScan(db, keyring, site.id, caller.id).catch((error: unknown) => {
        if (!(error instanceof ScanUnderWay)) throw error;
        throw new Problem('scan-under-way', { detail: `/v1/scans/${error.id}` });
      });
      const view = scanView(await progress(id));
      return reply.status(202).header('location', `/v1/scans/${id}`).send(view);
    },
  );

  app.get(
    '/v1/sites/:id/scans',
    {
      config,
      schema: {
        operationId: 'listScans',
        summary: 'The latest scans of a site, the newest first',
        tags,
        params: byId,
        response: {
          200: answer('The scans', pageOf('Scan')),
          ...problems('request-malformed', 'not-found'),
        },
      },
    },
    async ({ params }) => {
      const { db } = await siteDoor(opened);
      const site = found(await findSite(db, idIn(params)));
      return { items: (await listScans(db, site.id, RECENT)).map(scanView), next: null };
    },
  );
}

function oneScan(app: FastifyInstance, opened: Opened, followers: Followers): void {
  const progress = progressOf(opened);
  app.get(
    '/v1/scans/:id',
    {
      config,
      schema: {
        operationId: 'getScan',
        summary: 'How far a scan is, how fast it goes, how long it will take',
        tags,
        params: byId,
        response: {
          200: answer('The scan', { $ref: 'Scan#' }),
          ...problems('request-malformed', 'not-found'),
        },
      },
    },
    async ({ params }) => scanView(await progress(idIn(params))),
  );

  app.get(
    '/v1/scans/:id/events',
    {
      config,
      schema: {
        operationId: 'followScan',
        summary: 'Follow a scan: an event `scan` whenever it has changed',
        description: 'The data of each event is the scan as `GET` would give it.',
        tags,
        params: byId,
        response: {
          ...eventStream,
          ...problems('request-malformed', 'not-found', 'busy'),
        },
      },
    },
    async (request, reply) => {
      const first = await progress(idIn(request.params));
      followers.enter(reply);
      const events = follow(first, progress, () => request.raw.destroyed);
      return sendEvents(reply, events);
    },
  );
}

function scanOrders(app: FastifyInstance, opened: Opened): void {
  const progress = progressOf(opened);
  const order = async (id: string, what: ScanOrder, actor: string) => {
    const { db, keyring, deliveries } = await siteDoor(opened);
    const order = orderScan(db, keyring, id, what, actor, deliveries);
    const isThere = await order.catch((error: unknown) => {
      throw error instanceof ScanOver ? new Problem('scan-over') : error;
    });
    if (!isThere) throw new Problem('not-found');
  };

  app.patch(
    '/v1/scans/:id',
    {
      config,
      schema: {
        operationId: 'changeScan',
        summary: 'Pause a scan, or let it go on',
        tags,
        params: byId,
        body: ScanChange,
        response: {
          200: answer('The scan as it is now', { $ref: 'Scan#' }),
          ...problems('request-malformed', 'content-type-unsupported', 'not-found', 'scan-over'),
        },
      },
    },
    async ({ params, body, caller }) => {
      const { state } = body as Static<typeof ScanChange>;
      await order(idIn(params), state === 'paused' ? 'pause' : 'resume', caller.id);
      return scanView(await progress(idIn(params)));
    },
  );

  app.delete(
    '/v1/scans/:id',
    {
      config,
      schema: {
        operationId: 'stopScan',
        summary: 'Stop a scan; what it has seen stays',
        tags,
        params: byId,
        response: {
          204: { description: 'Stopped', type: 'null' },
          ...problems('request-malformed', 'not-found', 'scan-over'),
        },
      },
    },
    async ({ params, caller }, reply) => {
      await order(idIn(params), 'stop', caller.id);
      return reply.status(204).send();
    },
  );
}

/** Looks that tell nothing before a line says that the service is still there. */
const QUIET = 15;

async function* follow(
  first: ScanProgress,
  progress: (id: string) => Promise<ScanProgress>,
  hasLeft: () => boolean,
): AsyncGenerator<string> {
  let scan = first;
  let told = '';
  for (let quiet = 0; !hasLeft(); quiet++) {
    const view = JSON.stringify(scanView(scan));
    if (view !== told) {
      yield `event: scan\ndata: ${view}\n\n`;
      told = view;
      quiet = 0;
    } else if (quiet % QUIET === 0) yield ': still here\n\n';
    if (scan.finishedAt) return;
    await sleep(LOOK_MS);
    scan = await progress(scan.id);
  }
}

const scanView = ({ siteId, startedAt, finishedAt, ...rest }: ScanProgress) => ({
  ...rest,
  site: siteId,
  startedAt: startedAt.toISOString(),
  finishedAt: finishedAt?.toISOString() ?? null,
});
