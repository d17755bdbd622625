// A server that gets slower the more it is asked at once, as an office's server under load.
import { sql } from 'kysely';
import { afterAll, expect, it } from 'vitest';
import { createSandbox, SANDBOX_DEFAULTS } from '../../../src/service/sandbox/sandbox.ts';
import { answerTimes } from '../../../src/service/site/answer-times.ts';
import { crawl, FAST } from './crawl.ts';
import { openTestStore } from './open-test-store.ts';
import { servePages } from './serve-pages.ts';

const store = await openTestStore();
const sandbox = createSandbox({ ...SANDBOX_DEFAULTS, workers: 1, rulesFolder: 'rules' });
afterAll(async () => {
  await sandbox.close();
  await store.close();
});

/** What it tells at each eighth answer, each group of eight taking the same time. */
const told = (...groups: number[]) => {
  const times = answerTimes();
  return groups.map((time) => Array.from({ length: 8 }, () => times.note(time)).at(-1));
};

it('takes a site for slow when answers take three times as long and half a second more, and for well again after', () => {
  expect(told(50, 60, 140, 50)).toEqual([undefined, undefined, undefined, undefined]);
  expect(told(50, 700, 900, 60)).toEqual([undefined, 700, 900, undefined]);
  // It was always like that: nothing says that it is in trouble.
  expect(told(2000, 2100, 2500)).toEqual([undefined, undefined, undefined]);
  expect(told(1000, 2500, 3100)).toEqual([undefined, undefined, 3100]);
});

it('is not led astray by one slow page', () => {
  const times = answerTimes();
  for (let at = 0; at < 8; at++) times.note(50);
  for (let at = 0; at < 8; at++) expect(times.note(at === 0 ? 9000 : 50)).toBeUndefined();
});

it('asks a site that gets slow for fewer pages at once, and leaves it more time between two', async () => {
  let inFlight = 0;
  let answered = 0;
  const atOnce: number[] = [];
  const served = await servePages(async () => {
    atOnce.push(++inFlight);
    // Well at first; then each request that it has in hand makes all of them slower.
    await new Promise((resolve) => setTimeout(resolve, answered++ < 24 ? 1 : 600 + inFlight * 50));
    inFlight -= 1;
  });
  const paths = Array.from({ length: 80 }, (_, at) => `/p${at}.html`);
  served.pages.set('/', paths.map((path) => `<a href="${path}">${path}</a>`).join(''));
  for (const path of paths) served.pages.set(path, `<p>${path}</p>`);
  await crawl(store, sandbox, served.origin, { ...FAST, connections: 8 });
  const { rows } = await sql<{ delay_ms: number }>`select delay_ms from host`.execute(store.db);
  await served.stop();
  expect(rows[0]?.delay_ms).toBeGreaterThan(500);
  expect(Math.max(...atOnce)).toBeGreaterThan(4);
  expect(Math.max(...atOnce.slice(-8))).toBeLessThan(4);
});
