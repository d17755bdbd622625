import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, it } from 'vitest';
import { fetchGuarded } from '../../../src/service/fetch/fetch-guarded.ts';
import { guardedAgent } from '../../../src/service/fetch/guarded-agent.ts';

const servers: ReturnType<typeof createServer>[] = [];
async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  return (server.address() as AddressInfo).port;
}
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

let privateHits = 0;
const secretPort = await serve((_request, response) => {
  privateHits++;
  response.end('internal');
});
const seen: (string | undefined)[] = [];
const otherPort = await serve((request, response) => {
  seen.push(request.headers['x-token'] as string | undefined);
  response.end('other');
});
const authorizations: string[] = [];
const port = await serve((request, response) => {
  const { url = '', headers } = request;
  if (headers.authorization) authorizations.push(headers.authorization);
  const to = (location: string) => response.writeHead(302, { location }).end();
  if (url === '/private') return to(`http://127.0.0.1:${secretPort}/`);
  if (url === '/metadata') return to('http://169.254.169.254/latest');
  if (url === '/loop') return to('/loop');
  if (url === '/file') return to('file:///etc/passwd');
  if (url === '/other') return to(`http://localhost:${otherPort}/`);
  if (url === '/endless') {
    const timer = setInterval(() => response.write('x'.repeat(50_000)), 1);
    return void response.once('close', () => clearInterval(timer));
  }
  if (url === '/large') return response.writeHead(200, { 'content-length': 10_000_000 }).end('x');
  if (url === '/slow') return;
  response.setHeader('etag', '"1"');
  response.end(`公示 ${request.headers['x-token'] ?? ''}`);
});

const agent = guardedAgent({ internalHosts: [`127.0.0.1:${port}`, `localhost:${otherPort}`] });
const limits = { bytes: 200_000, redirects: 3, milliseconds: 1500 };
const get = (path: string, headers = {}) =>
  fetchGuarded(`http://127.0.0.1:${port}${path}`, { agent, limits, headers });

it('fetches a page of a registered internal site', async () => {
  const { status, headers, body } = await get('/');
  expect([status, headers.etag, body.toString()]).toEqual([200, '"1"', '公示 ']);
});

it('sends and repeats no name and password that a link holds', async () => {
  const { url } = await fetchGuarded(`http://clerk:hunter2@127.0.0.1:${port}/`, { agent, limits });
  expect(url).toBe(`http://127.0.0.1:${port}/`);
  expect(authorizations).toEqual([]);
});

it.each([
  ['/private', /public/],
  ['/metadata', /public/],
  ['/file', /not-http/],
  ['/loop', /too-many-redirects/],
  ['/endless', /too-large/],
  ['/large', /too-large/],
  ['/slow', /too-slow/],
])('ends %s with a refusal', async (path, why) => {
  await expect(get(path)).rejects.toThrow(why);
});

it.each([
  () => `http://localhost:${secretPort}/`,
  () => `http://127.0.0.1:${secretPort}/`,
  () => `http://127.1:${secretPort}/`,
  () => `http://2130706433:${secretPort}/`,
  () => `http://0x7f000001:${secretPort}/`,
  () => `http://017700000001:${secretPort}/`,
  () => `http://0:${secretPort}/`,
  () => `http://[::1]:${secretPort}/`,
  () => `http://[::ffff:127.0.0.1]:${secretPort}/`,
  () => `http://[::ffff:7f00:1]:${secretPort}/`,
])('reaches no private address, however it is written (%#)', async (url) => {
  await expect(fetchGuarded(url(), { agent, limits })).rejects.toThrow(/public/);
  expect(privateHits).toBe(0);
});

it('tells another host nothing that was meant for the first', async () => {
  expect((await get('/', { 'x-token': 't' })).body.toString()).toBe('公示 t');
  await get('/other', { 'x-token': 't' });
  expect(seen).toEqual([undefined]);
});
