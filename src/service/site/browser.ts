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
/** The mark says it louder than any `<meta charset="gb2312">` that the page was sent with. */
const UTF_8 = '\ufeff';

/**
 * Opens the browser at `path` at the first page that needs it. It has no way out of its own: names do
 * not resolve, and every request is answered here, so that no script reaches a private address.
 */
export function browserAt(path: string): Renderer {
  let opening: Promise<Browser> | undefined;
  const open = async (): Promise<Browser> => {
    const { chromium } = await import('playwright-core');
    const browser = await chromium.launch({
      executablePath: path,
      // Chromium's own sandbox does not work for root.
      chromiumSandbox: process.getuid?.() !== 0,
      args: [
        '--disable-gpu',
        '--host-resolver-rules=MAP * ~NOTFOUND',
        '--disable-background-networking',
      ],
    });
    // One that died is opened anew for the next page.
    browser.once('disconnected', () => {
      opening = undefined;
    });
    return browser;
  };
  return {
    async render(url, first, get) {
      opening ??= open().catch((error: unknown) => {
        opening = undefined;
        throw error;
      });
      const browser = await opening;
      const context = await browser.newContext({ serviceWorkers: 'block', acceptDownloads: false });
      try {
        await context.routeWebSocket(/.*/, (socket) => socket.close());
        // Who asked may be gone by the time there is an answer.
        await context.route('**/*', (route) => answer(route, url, first, get).catch(() => {}));
        const page = await context.newPage();
        await page.goto(url, { waitUntil: 'load', timeout: READY_MS });
        // A page that never falls silent is read as it is by then.
        await page.waitForLoadState('networkidle', { timeout: CONTENT_MS }).catch(() => {});
        return Buffer.from(UTF_8 + (await within(page.content(), CONTENT_MS)));
      } finally {
        await within(context.close(), CONTENT_MS).catch(() => browser.close());
      }
    },
    async close() {
      await (await opening?.catch(() => undefined))?.close();
    },
  };
}

/** A page whose script never ends answers nothing either, and would be waited for without end. */
async function within<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('the page never ends')), milliseconds);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
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
