// Serves a test site over HTTP as a plain server would, and keeps count of who asked for what.
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chained, endless, type Resource, type SiteWish, type TestSite, testSite } from './site.ts';

export interface Served {
  readonly origin: string;
  readonly site: TestSite;
  /** Answers given, by path; `200 /a.html`. */
  readonly answers: Map<string, number>;
  /** Requests for what was sent before: with a validator (ETag, Last-Modified) or without one. */
  readonly repeated: Repeated;
  /** Visitors of the place where nobody may go. */
  readonly trespasses: () => number;
  /** Replaces what stands at a path; undefined takes it away. */
  change(path: string, html: string | undefined): void;
  stop(): Promise<void>;
}

export interface Repeated {
  /** Asked only whether it had changed. */
  conditional: number;
  /** Could have been, and were not. */
  plain: number;
  /** Nothing was sent that could be asked with. */
  withoutValidator: number;
}

const DATE = 'Thu, 09 Nov 2017 08:00:00 GMT';
const REPEATED = 2;

export async function serveSite(wish: Omit<SiteWish, 'forbidden'>): Promise<Served> {
  let trespasses = 0;
  const forbidden = createServer((_, response) => {
    trespasses += 1;
    response.end('secret');
  });
  const forbiddenPort = await listening(forbidden);
  const site = testSite({ ...wish, forbidden: `127.0.0.1:${forbiddenPort}` });
  const answers = new Map<string, number>();
  const refused = new Map<string, number>();
  const changed = new Map<string, string | undefined>();
  const etags = new Map<string, string>();
  const repeated: Repeated = { conditional: 0, plain: 0, withoutValidator: 0 };
  /** What was sent last from each address: whether it bore a validator. */
  const sent = new Map<string, boolean>();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '/');
    const before = sent.get(request.url ?? '/');
    if (before !== undefined) repeated[howAsked(request, before)] += 1;
    response.on('finish', () => {
      count(answers, `${response.statusCode} ${path}`);
      if (response.statusCode === 200)
        sent.set(
          request.url ?? '/',
          response.hasHeader('etag') || response.hasHeader('last-modified'),
        );
    });
    void answer(path, request, response).catch(() => response.destroy());
  });
  const origin = `http://127.0.0.1:${await listening(server)}`;

  async function answer(path: string, request: IncomingMessage, response: ServerResponse) {
    if (changed.has(path)) {
      const html = changed.get(path);
      return html === undefined
        ? void response.writeHead(404).end()
        : send(
            { type: 'text/html', body: () => Buffer.from(html), stamp: 'etag' },
            request,
            response,
          );
    }
    const to = chained(path);
    if (to !== undefined) return void response.writeHead(302, { location: to }).end();
    const trap = endless(path);
    if (trap !== undefined)
      return void response.writeHead(200, { 'content-type': 'text/html' }).end(trap);
    const found = site.resource(path);
    if (!found)
      return void response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>404</h1>');
    const turns = refused.get(path) ?? 0;
    if (found.moody && turns < REPEATED) {
      refused.set(path, turns + 1);
      return beMoody(found.moody, response);
    }
    return send(found, request, response);
  }

  // As a real server: what it answers 304 to is not read.
  const isUnchanged = (stamp: string, { url = '', headers }: IncomingMessage): boolean =>
    stamp === 'date'
      ? headers['if-modified-since'] === DATE
      : stamp === 'etag' && etags.has(url) && headers['if-none-match'] === etags.get(url);

  async function send(found: Resource, request: IncomingMessage, response: ServerResponse) {
    const { stamp = 'none' } = found;
    const isSame = isUnchanged(stamp, request);
    const body = isSame
      ? Buffer.alloc(0)
      : withOrigin(Buffer.from(await found.body()), found.type, origin);
    const etag = isSame ? etags.get(request.url ?? '') : etagOf(body);
    if (stamp === 'etag' && etag !== undefined) etags.set(request.url ?? '', etag);
    response.writeHead(isSame ? 304 : (found.status ?? 200), {
      'content-type': found.type,
      ...(stamp === 'etag' && { etag }),
      ...(stamp === 'date' && { 'last-modified': DATE }),
      ...(found.location !== undefined && { location: found.location }),
      ...found.headers,
    });
    response.end(isSame ? undefined : body);
  }

  return {
    origin,
    site,
    answers,
    repeated,
    trespasses: () => trespasses,
    change(path, html) {
      changed.set(path, html);
      etags.delete(path);
    },
    async stop() {
      for (const one of [server, forbidden]) {
        one.closeAllConnections();
        await new Promise((resolve) => one.close(resolve));
      }
    },
  };
}

const howAsked = ({ headers }: IncomingMessage, hasValidator: boolean): keyof Repeated => {
  if (headers['if-none-match'] !== undefined || headers['if-modified-since'] !== undefined)
    return 'conditional';
  return hasValidator ? 'plain' : 'withoutValidator';
};

async function listening(server: ReturnType<typeof createServer>): Promise<number> {
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return (server.address() as AddressInfo).port;
}

const count = (counts: Map<string, number>, name: string) =>
  counts.set(name, (counts.get(name) ?? 0) + 1);

const withOrigin = (body: Buffer, type: string, origin: string): Buffer =>
  /xml|plain/.test(type)
    ? Buffer.from(
        body.toString().replaceAll('SELF', origin).replace('Sitemap: /', `Sitemap: ${origin}/`),
      )
    : body;

function beMoody(mood: NonNullable<Resource['moody']>, response: ServerResponse): void {
  if (mood === 'busy') response.writeHead(429, { 'retry-after': '1' }).end('slow down');
  else if (mood === 'failing') response.writeHead(502).end('bad gateway');
  else response.destroy();
}

const etagOf = (body: Buffer): string =>
  `"${createHash('sha1').update(body).digest('hex').slice(0, 16)}"`;
