import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keyMeter } from '../../../src/service/store/key-meter.ts';
import { ownDatabase } from './own-database.ts';

const { db } = await ownDatabase();
const MINUTE = 60_000;
let now = 0;
// The clock stands: a minute must not end in the middle of a test.
beforeEach(() => {
  now = Math.ceil(Date.now() / MINUTE) * MINUTE + 10_000;
  vi.useFakeTimers({ toFake: ['Date'], now });
});
afterEach(() => {
  vi.useRealTimers();
});

it('lets a key ask as often as it may, and says when it may again', () => {
  const meter = keyMeter(async () => db);
  expect([1, 2, 3].map(() => meter.take('a', 3))).toEqual([0, 0, 0]);
  expect(meter.take('a', 3)).toBe(50);
  expect(meter.take('b', 3)).toBe(0);
  vi.setSystemTime(now + 50_000);
  expect(meter.take('a', 3)).toBe(0);
});

it('counts over all processes on one database', async () => {
  vi.setSystemTime(now + 5 * MINUTE);
  const [one, two] = [keyMeter(async () => db), keyMeter(async () => db)];
  for (let request = 0; request < 60; request++) expect(one.take('shared', 100)).toBe(0);
  let served = 0;
  // The second process hears of the first within its own first half second.
  for (; two.take('shared', 100) === 0; served++) await sleep(20);
  expect(served).toBeLessThan(100);
  expect(served).toBeGreaterThanOrEqual(40);
});

it('goes on by itself while the database is away', () => {
  const meter = keyMeter(() => Promise.reject(new Error('away')));
  expect([1, 2, 3].map(() => meter.take('c', 2) > 0)).toEqual([false, false, true]);
});
