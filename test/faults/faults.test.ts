import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runFaults } from './faults.ts';

const folder = mkdtempSync(join(tmpdir(), 'clearpost-faults-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('loses no accepted document and answers none twice when service, worker and database are killed', async () => {
  const { accepted, ...left } = await runFaults(folder, 3);
  expect(accepted).toBeGreaterThan(5);
  expect(left).toEqual({
    kills: { service: 1, worker: 1, database: 1 },
    lost: [],
    answeredTwice: [],
    decidedTwice: [],
    orphans: 0,
    trail: true,
    tables: [],
    leaks: [],
  });
}, 300_000);
