// Who is first in line, and who leaves it.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Report } from '../../../src/engine/report/report.ts';
import { openDesk } from '../../../src/service/jobs/desk.ts';
import { listenForEndings } from '../../../src/service/jobs/endings.ts';
import { openQueue, type Urgency } from '../../../src/service/jobs/queue.ts';
import { startWorker } from '../../../src/service/jobs/worker.ts';
import { folderStore } from '../../../src/service/store/blobs/folder-store.ts';
import { parseKeyring } from '../../../src/service/store/blobs/keyring.ts';
import { openDatabase } from '../../../src/service/store/database.ts';
import { startEmbeddedPostgres } from '../../../src/service/store/embedded-postgres.ts';
import { DEFAULT_RETENTION } from '../../../src/service/store/retention.ts';
import { openVault } from '../../../src/service/store/vault.ts';

const folder = mkdtempSync(join(tmpdir(), 'clearpost-'));
const server = await startEmbeddedPostgres(folder);
const keyring = parseKeyring(`k1:${randomBytes(32).toString('base64')}`, 'test');
const queue = await openQueue(server.connection, () => {});
const endings = await listenForEndings(server.connection);
const backing = {
  db: await openDatabase(server.connection),
  vault: openVault(await folderStore(join(folder, 'blobs')), keyring),
  queue,
  endings,
  keyring,
  retention: DEFAULT_RETENTION,
  retentionUnder: async () => DEFAULT_RETENTION,
};
const desk = openDesk(backing);
afterAll(async () => {
  await queue.stop(5);
  await endings.stop();
  await backing.db.destroy();
  await server.stop();
  rmSync(folder, { recursive: true });
});

const submit = (text: string, urgency: Urgency) =>
  desk.submit({
    parcel: { name: 'a.txt', policy: 'general', context: null, bytes: Buffer.from(text) },
    caller: 'local',
    urgency,
  });

it('takes a clerk before a batch that came first, and never what was taken back', async () => {
  const batch = [await submit('batch 1', 'batch'), await submit('batch 2', 'batch')];
  const left = await submit('taken back', 'person');
  const clerk = await submit('clerk', 'person');
  expect(await queue.backlog()).toBe(4);
  await desk.destroy(left, 'local');
  await expect.poll(() => queue.backlog(), { timeout: 10_000 }).toBe(3);
  const worked: string[] = [];
  await startWorker(
    backing,
    async ({ bytes }) => {
      worked.push(Buffer.from(bytes).toString());
      const report = { verdict: 'clean', policy: {}, summary: {} };
      return { report: report as unknown as Report, output: undefined };
    },
    1,
  );
  for (const id of [...batch, clerk]) await desk.wait(id, 20_000);
  expect(worked).toEqual(['clerk', 'batch 1', 'batch 2']);
  expect((await desk.find(left))?.status).toBe('destroyed');
  await expect.poll(() => queue.backlog(), { timeout: 10_000 }).toBe(0);
});
