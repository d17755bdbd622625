import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { afterAll, expect, it } from 'vitest';
import { DocumentError } from '../../../src/engine/core/errors.ts';
import type { Report } from '../../../src/engine/report/report.ts';
import { IdempotencyConflict, openDesk } from '../../../src/service/jobs/desk.ts';
import { listenForEndings } from '../../../src/service/jobs/endings.ts';
import { openQueue } from '../../../src/service/jobs/queue.ts';
import { startWorker } from '../../../src/service/jobs/worker.ts';
import { verifyAudit } from '../../../src/service/store/audit.ts';
import { folderStore } from '../../../src/service/store/blobs/folder-store.ts';
import { parseKeyring } from '../../../src/service/store/blobs/keyring.ts';
import { openDatabase } from '../../../src/service/store/database.ts';
import { startEmbeddedPostgres } from '../../../src/service/store/embedded-postgres.ts';
import { givenUp } from '../../../src/service/store/redactions.ts';
import {
  DEFAULT_RETENTION,
  retentionOf,
  sweepBlobs,
  sweepOrphans,
  sweepReports,
} from '../../../src/service/store/retention.ts';
import { openVault } from '../../../src/service/store/vault.ts';

const BRIEF = { workingMinutes: 5, maskedDays: 1, reportDays: 30 };
const SECRET = '11010519491231002X';
const folder = mkdtempSync(join(tmpdir(), 'clearpost-'));
const server = await startEmbeddedPostgres(folder);
const keyring = parseKeyring(`k1:${randomBytes(32).toString('base64')}`, 'test');
const db = await openDatabase(server.connection);
const blobs = await folderStore(join(folder, 'blobs'));
const queue = await openQueue(server.connection, () => {});
const endings = await listenForEndings(server.connection);
const backing = {
  db,
  vault: openVault(blobs, keyring),
  queue,
  endings,
  keyring,
  retention: DEFAULT_RETENTION,
  retentionUnder: async (policyId: string) =>
    retentionOf(DEFAULT_RETENTION, policyId === 'brief' ? BRIEF : {}),
};
const desk = openDesk(backing);

const overtaking = Promise.withResolvers<void>();
// Stands where the sandbox stands: it reads the upload's text as an order.
const abandoned: string[] = [];
let calls = 0;
await startWorker(
  backing,
  async ({ bytes, name }) => {
    calls++;
    const order = Buffer.from(bytes).toString();
    if (order.startsWith('damaged')) throw new DocumentError('document-damaged', '坏了 · damaged');
    if (order.startsWith('crash')) throw new Error(`parser quoted ${SECRET}`);
    if (order.startsWith('deadly')) {
      // As if whoever took it had died each time.
      await sql`update pgboss.job set retry_limit = 0 where state = 'active'`.execute(db);
      throw new Error('died');
    }
    if (order.startsWith('overtaken')) await overtaking.promise;
    if (order.startsWith('slow')) await new Promise((resolve) => setTimeout(resolve, 300));
    const report = {
      verdict: 'masked',
      policy: { id: order.startsWith('brief') ? 'brief' : 'general' },
      summary: {},
      name: name.replace(SECRET, '***'),
    };
    const output = order.startsWith('overtaken') ? 'masked by the late one' : 'masked';
    return { report: report as unknown as Report, output: Buffer.from(output) };
  },
  2,
  (id) => abandoned.push(id),
);
afterAll(async () => {
  await queue.stop(5);
  await endings.stop();
  await db.destroy();
  await server.stop();
  rmSync(folder, { recursive: true });
});

const submit = (text: string, idempotencyKey?: string) =>
  desk.submit({
    parcel: { name: `${SECRET}.txt`, policy: 'general', context: null, bytes: Buffer.from(text) },
    caller: 'local',
    urgency: 'person',
    ...(idempotencyKey && { idempotencyKey }),
  });
const read = async (source: AsyncIterable<Uint8Array> | undefined) =>
  source && Buffer.concat(await Array.fromAsync(source)).toString();

it('answers a redaction that was handed in, and keeps the masked file', async () => {
  const id = await submit(`号码 ${SECRET}`);
  expect(await desk.wait(id, 20_000)).toMatchObject({
    status: 'done',
    report: { verdict: 'masked' },
  });
  expect(await read(await desk.open(id, 'masked'))).toBe('masked');
});

it('tells at once what is wrong with a document, and tries it no second time', async () => {
  const before = calls;
  const row = await desk.wait(await submit('damaged'), 20_000);
  expect(row).toMatchObject({ status: 'failed', problem: { code: 'document-damaged' } });
  expect(calls - before).toBe(1);
});

it('tries again after a fault of its own, then says so without a word of the document', async () => {
  const before = calls;
  const row = await desk.wait(await submit('crash'), 40_000);
  expect(row).toMatchObject({ status: 'failed', problem: { code: 'internal' } });
  expect(calls - before).toBe(3);
});

it('gives the same answer to the same request, and refuses another body under its key', async () => {
  const first = await submit('公示', 'once');
  expect(await submit('公示', 'once')).toBe(first);
  await expect(submit('另一份', 'once')).rejects.toThrow(IdempotencyConflict);
});

it('hands out the file that the ending tells of, whatever another worker brings too late', async () => {
  const id = await submit('overtaken');
  await expect.poll(async () => (await desk.find(id))?.status).toBe('working');
  // Another process that took it for abandoned; its line hands it what the test says.
  const handed = Promise.withResolvers<(id: string, lastTry: boolean) => Promise<void>>();
  const work = async (
    _: number,
    take: typeof handed.promise extends Promise<infer Take> ? Take : never,
  ) => handed.resolve(take);
  const report = { verdict: 'masked', policy: { id: 'general' }, summary: {} } as unknown as Report;
  await startWorker(
    { ...backing, queue: { ...queue, work } },
    async () => ({ report, output: Buffer.from('masked by the first') }),
    1,
  );
  await (await handed.promise)(id, false);
  overtaking.resolve();
  expect(await desk.wait(id, 20_000)).toMatchObject({ status: 'done' });
  await expect.poll(() => queue.backlog(), { timeout: 20_000 }).toBe(0);
  expect(await read(await desk.open(id, 'masked'))).toBe('masked by the first');
  const stored = await Array.fromAsync(blobs.list());
  expect(stored.filter(({ name }) => name.startsWith(`${id}-masked`))).toHaveLength(1);
});

it('answers no later than asked when the work takes longer', async () => {
  const id = await submit('slow');
  expect(await desk.wait(id, 1)).toMatchObject({ status: expect.stringMatching(/queued|working/) });
  expect(await desk.wait(id, 20_000)).toMatchObject({ status: 'done' });
});

it('destroys both files on request, also while the work is going on, and keeps the report', async () => {
  const done = await submit('公示');
  await desk.wait(done, 20_000);
  expect(await desk.destroy(done, 'local')).toBe(true);
  const slow = await submit('slow');
  await new Promise((resolve) => setTimeout(resolve, 100));
  await desk.destroy(slow, 'local');
  await new Promise((resolve) => setTimeout(resolve, 600));
  for (const id of [done, slow]) {
    expect(await desk.find(id)).toMatchObject({ status: 'destroyed' });
    expect(await desk.open(id, 'original')).toBeUndefined();
    expect(await desk.open(id, 'masked')).toBeUndefined();
  }
  expect((await desk.find(done))?.report).not.toBeNull();
});

it('destroys what is past its time, and the audit trail proves it', async () => {
  const id = await submit('公示');
  await desk.wait(id, 20_000);
  await sql`update blob set expires_at = now() where redaction_id = ${id}`.execute(db);
  expect(await sweepBlobs(db, blobs, keyring)).toBe(2);
  expect(await desk.open(id, 'original')).toBeUndefined();
  const { rows } = await sql<{ facts: object }>`
    select facts from audit_event
    where action = 'blob-destroyed' and subject = ${`redaction:${id}`}
    order by facts->>'kind'`.execute(db);
  const facts = { ground: 'retention', existed: true };
  expect(rows).toEqual([
    { facts: { ...facts, kind: 'masked' } },
    { facts: { ...facts, kind: 'original' } },
  ]);
  expect(await verifyAudit(db, keyring)).toMatchObject({ ok: true });
});

it('gives up what kills whoever takes it, says so, and lets nobody wait for ever', async () => {
  const id = await submit('deadly');
  expect(await desk.wait(id, 30_000)).toMatchObject({
    status: 'failed',
    problem: { code: 'internal' },
  });
  await expect.poll(() => abandoned).toEqual([id]);
  expect(await givenUp(db)).toBeGreaterThan(0);
});

it('keeps a file, its masked version and its report as long as its policy says', async () => {
  const times = async (text: string) => {
    const id = await submit(text);
    await desk.wait(id, 20_000);
    const { rows } = await sql<{ kind: string; seconds: number }>`
      select kind, round(extract(epoch from expires_at - created_at))::int as seconds
      from blob where redaction_id = ${id} order by kind`.execute(db);
    return { id, kept: Object.fromEntries(rows.map(({ kind, seconds }) => [kind, seconds])) };
  };
  const usual = await times('公示');
  expect(usual.kept).toEqual({ original: 3600, masked: 7 * 86_400 });
  const brief = await times('brief');
  expect(brief.kept).toEqual({ original: 300, masked: 86_400 });
  const age = sql`interval '31 days'`;
  for (const { id } of [usual, brief]) {
    await sql`update blob set expires_at = now() where redaction_id = ${id}`.execute(db);
    await sql`update redaction set created_at = created_at - ${age},
      keep_until = keep_until - ${age} where id = ${id}`.execute(db);
  }
  await sweepBlobs(db, blobs, keyring);
  expect(await sweepReports(db, DEFAULT_RETENTION)).toBe(1);
  expect(await desk.find(usual.id)).toBeDefined();
  expect(await desk.find(brief.id)).toBeUndefined();
});

it('destroys a file that a crash left without its row, and no other', async () => {
  const id = await submit('公示');
  await desk.wait(id, 20_000);
  // More than are asked about at once.
  const left = Array.from({ length: 101 }, (_, at) => `left-behind-${at}`);
  for (const name of left) await blobs.put(name, Readable.from([Buffer.from('sealed')]));
  expect(await sweepOrphans(db, blobs, keyring)).toBe(0);
  expect(await sweepOrphans(db, blobs, keyring, 0)).toBe(left.length);
  for (const name of left) expect(await blobs.get(name)).toBeUndefined();
  expect(await desk.open(id, 'original')).toBeDefined();
});

it('looks through no whole table to forget a report or to count what failed', async () => {
  const plans = await db.transaction().execute(async (trx) => {
    // A small table is read whole in any case; what is asked is whether it could be done otherwise.
    await sql`set local enable_seqscan = off`.execute(trx);
    const planOf = async (query: ReturnType<typeof sql>) =>
      JSON.stringify((await sql`explain ${query}`.execute(trx)).rows);
    const of = (table: string) =>
      planOf(sql`select 1 from ${sql.table(table)} where redaction_id = gen_random_uuid()`);
    return [
      await of('blob'),
      await of('idempotent_request'),
      await of('review_decision'),
      await planOf(sql`select count(*) from redaction where status = 'failed'`),
    ];
  });
  for (const plan of plans) expect(plan).toMatch(/Index|Bitmap/);
});

it('writes no value to the disk: not to blobs, tables, indexes or logs', async () => {
  await desk.wait(await submit(`号码 ${SECRET}`), 20_000);
  await sql`checkpoint`.execute(db);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((file) => readFileSync(file).includes(SECRET))).toEqual([]);
});
