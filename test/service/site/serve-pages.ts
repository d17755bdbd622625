// A small site that a test changes as it goes: what stands at a path is a page, an answer of any kind, or nothing.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface ServedPages {
  readonly origin: string;
  /** By path as it is asked for, percent-encoded; a string is a page. */
  readonly pages: Map<string, string | Answer>;
  /** Every request, in order: method, path and headers. */
  readonly asked: IncomingMessage[];
  stop(): Promise<void>;
}

/** @param before what happens before an answer is given, such as waiting. */
export async function servePages(
  before: () => Promise<void> = async () => {},
): Promise<ServedPages> {
  const pages = new Map<string, string | Answer>();
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    void before().then(() => answer(pages.get(request.url ?? '/'), response));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pages,
    asked,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(found: string | Answer | undefined, response: ServerResponse): void {
  const {
    status = 200,
    headers,
    body,
  } = typeof found === 'string' ? { body: found } : (found ?? MISSING);
  response.writeHead(status, headers ?? { 'content-type': 'text/html; charset=utf-8' }).end(body);
}

const MISSING: Answer = { status: 404, body: '<title>404</title>' };
