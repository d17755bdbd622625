import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { followStarter } from '../../src/service/follow-starter.ts';

it('ends the program once when whoever started it is gone, and not before', async () => {
  let parent = 7;
  let ends = 0;
  followStarter(
    () => {
      ends += 1;
    },
    () => parent,
    1,
  );
  await sleep(20);
  expect(ends).toBe(0);
  parent = 1;
  await expect.poll(() => ends).toBe(1);
  await sleep(20);
  expect(ends).toBe(1);
});
