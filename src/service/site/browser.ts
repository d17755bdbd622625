import type { Browser, Route } from 'playwright-core';
import type { Fetched } from '../fetch/fetch-guarded.ts';

/** Builds pages that consist of scripts, in a browser that reaches nothing but what `get` fetches for it. */
export interface Renderer {
  /** The page as a visitor sees it, as UTF-8. Throws when it does not get ready in time. */
  render(
    url: string,
    first: Pick<Fetched, 'status' | 'headers' | 'body'>,
    get: Get,
  ): Promise<Buffer>;
  close(): Promise<void>;
}

/** Fetches what a page asks for, within limits; undefined for what it may not have. */
export type Get = (
  url: string,
) => Promise<Pick<Fetched, 'status' | 'headers' | 'body'> | undefined>;

const READY_MS = 20_000;
const CONTENT_MS = 5000;

/**
 * Opens the browser at `path` at the first page that needs it. It has no way out of its own: names do
 * not resolve, and every request is answered here, so that no script reaches a private address.
 */
export function browserAt(path: string): Renderer {
  let opening: Promise<Browser> | undefined;
  const open = async (): Promise<Browser> => {
    const { chromium } = await import('playwright-core');
    return chromium.launch({
      executablePath: path,
      // Chromium's own sandbox does not work for root.
      chromiumSandbox: process.getuid?.() !== 0,
      args: [
        '--disable-gpu',
        '--host-resolver-rules=MAP * ~NOTFOUND',
        '--disable-background-networking',
      ],
    });
  };
  return {
    async render(url, first, get) {
      opening ??= open();
      const browser = await opening;
      const context = await browser.newContext({ serviceWorkers: 'block', acceptDownloads: false });
      try {
        await context.routeWebSocket(/.*/, (socket) => socket.close());
        await context.route('**/*', (route) => answer(route, url, first, get));
        const page = await context.newPage();
        await page.goto(url, { waitUntil: 'load', timeout: READY_MS });
        // A page that never falls silent is read as it is by then.
        await page.waitForLoadState('networkidle', { timeout: CONTENT_MS }).catch(() => {});
        return Buffer.from(await page.content());
      } finally {
        await context.close();
      }
    },
    async close() {
      await (await opening?.catch(() => undefined))?.close();
    },
  };
}

async function answer(
  route: Route,
  url: string,
  first: Pick<Fetched, 'status' | 'headers' | 'body'>,
  get: Get,
): Promise<void> {
  const request = route.request();
  // Whoever reads a site sends it nothing.
  if (request.method() !== 'GET') return route.abort();
  const found = request.url() === url ? first : await get(request.url()).catch(() => undefined);
  if (!found) return route.abort();
  const type = found.headers['content-type'];
  await route.fulfill({
    status: found.status,
    body: found.body,
    ...(type !== undefined && { contentType: type }),
  });
}
