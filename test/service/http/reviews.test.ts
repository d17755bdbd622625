import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Overtaken, openDesk } from '../../../src/service/jobs/desk.ts';
import { events, verifyAudit } from '../../../src/service/store/audit.ts';
import { form } from './start-service.ts';
import { type StoredService, startStoredService } from './start-stored-service.ts';

const ID = '11010519491231002X';
const DOUBT = `项目编号:${ID}`;
const MASKED = `项目编号:${'*'.repeat(18)}`;

let service: StoredService;
let clerk: string;
let anna: string;
let bert: string;
beforeAll(async () => {
  service = await startStoredService();
  [clerk, anna, bert] = await Promise.all([
    service.key('redact'),
    service.key('review'),
    service.key('review'),
  ]);
});
afterAll(() => service.stop());

const handIn = async (text = DOUBT, name = '名单.txt') =>
  (await service.ask('POST', '/v1/redactions', clerk, form(text, name))).body;
const documentOf = (id: string, secret = clerk) =>
  service.ask('GET', `/v1/redactions/${id}/document`, secret);
const decide = (
  { id, findings }: { id: string; findings: { id: string }[] },
  secret: string,
  body: object,
  headers: Record<string, string> = {},
) =>
  service.ask('PATCH', `/v1/redactions/${id}/findings/${findings[0]?.id}`, secret, body, headers);
const keep = { action: 'keep', ground: 'not-personal', reason: '这是工程项目的编号' };
const trail = async (id: string) =>
  (await Array.fromAsync(events(service.backing.db))).filter(
    ({ subject }) => subject === `redaction:${id}`,
  );

it('holds a doubt, and gives out its masked file only once somebody has decided', async () => {
  const held = await handIn();
  expect(held).toMatchObject({ verdict: 'review', mayPublish: false, masked: null, revision: 0 });
  for (const secret of [clerk, anna]) expect((await documentOf(held.id, secret)).status).toBe(409);
  const { status, body, headers } = await decide(held, anna, { action: 'mask' });
  expect(status).toBe(200);
  expect(headers.get('etag')).toBe('"1"');
  expect(body).toMatchObject({ verdict: 'masked', mayPublish: true, revision: 1 });
  expect((await documentOf(held.id)).body).toBe(MASKED);
  const [event] = (await trail(held.id)).filter(({ action }) => action === 'finding-decided');
  expect(event?.facts).toMatchObject({
    finding: held.findings[0].id,
    action: 'mask',
    policy: 'general',
    policyVersion: '1',
    sha256: held.document.sha256,
    maskedSha256: body.masked.sha256,
    released: true,
  });
});

it('publishes an identity number only when two different people say so, and tells who', async () => {
  const held = await handIn();
  const first = await decide(held, anna, keep);
  expect(first.body).toMatchObject({ verdict: 'review', findings: [{ reason: 'second-person' }] });
  expect((await documentOf(held.id)).status).toBe(409);
  const again = await decide(held, anna, keep);
  expect([again.status, again.body.code]).toEqual([409, 'second-person-needed']);
  const second = await decide(held, bert, { ...keep, reason: '已向建设局核实' });
  expect(second.body).toMatchObject({
    verdict: 'clean',
    findings: [
      { action: 'keep', decided: { said: [{ reason: keep.reason }, { ground: 'not-personal' }] } },
    ],
  });
  expect((await documentOf(held.id)).body).toBe(DOUBT);
  const people = (await trail(held.id))
    .filter(({ action }) => action === 'finding-decided')
    .map(({ actor }) => actor);
  expect(new Set(people).size).toBe(2);
  expect(await verifyAudit(service.backing.db, service.backing.keyring)).toMatchObject({
    ok: true,
  });
  const page = await service.ask('GET', `/v1/redactions/${held.id}/report`, anna, undefined, {
    accept: 'text/html',
  });
  expect(page.body).toContain('已向建设局核实');
  expect(page.body).toContain('不是个人信息');
});

it('takes a decision back while the draft is there: the new file replaces the old one', async () => {
  const held = await handIn();
  await decide(held, anna, keep);
  await decide(held, bert, keep);
  expect((await documentOf(held.id)).body).toBe(DOUBT);
  expect((await decide(held, anna, { action: 'mask' })).body.verdict).toBe('masked');
  expect((await documentOf(held.id)).body).toBe(MASKED);
});

it('gives out the file of the state that was looked at, or none', async () => {
  const held = await handIn();
  const desk = openDesk(service.backing);
  await decide(held, anna, { action: 'mask' });
  expect(await desk.open(held.id, 'masked', 1)).toBeDefined();
  for (const seen of [0, 2])
    await expect(desk.open(held.id, 'masked', seen)).rejects.toBeInstanceOf(Overtaken);
});

it('wants a ground and a reason to keep something', async () => {
  const held = await handIn();
  for (const [body, field] of [
    [{ action: 'keep', reason: '编号' }, 'ground'],
    [{ action: 'keep', ground: 'consent' }, 'reason'],
    [{ action: 'keep', ground: 'whim', reason: '编号' }, 'ground'],
    [{ action: 'drop' }, 'action'],
    [{ action: 'mask', extra: 1 }, 'extra'],
  ] as const) {
    const answer = await decide(held, anna, body);
    expect([answer.status, answer.body.field]).toEqual([400, field]);
  }
});

it('takes no reason that holds an identifier, and keeps none of it', async () => {
  const held = await handIn();
  for (const reason of [`编号 ${ID} 属于工程`, '电话 13800138000 已核实']) {
    const answer = await decide(held, anna, { ...keep, reason });
    expect([answer.status, answer.body.field]).toEqual([400, 'reason']);
  }
  const { body } = await service.ask('GET', `/v1/redactions/${held.id}`, anna);
  expect(body.revision).toBe(0);
});

it('refuses a decision about a state that is no longer there', async () => {
  const held = await handIn();
  const seen = await service.ask('GET', `/v1/redactions/${held.id}`, anna);
  const match = { 'if-match': seen.headers.get('etag') as string };
  expect((await decide(held, anna, keep, match)).status).toBe(200);
  const late = await decide(held, bert, keep, match);
  expect([late.status, late.body.code]).toEqual([409, 'review-outdated']);
  expect((await decide(held, bert, keep, { 'if-match': '"1"' })).status).toBe(200);
});

it('lets two people decide at the same moment, one after the other', async () => {
  const text = `${DOUBT}\n\n项目编号:350102199001010016`;
  const held = await handIn(text);
  const answers = await Promise.all(
    held.findings.map(({ id }: { id: string }, index: number) =>
      service.ask('PATCH', `/v1/redactions/${held.id}/findings/${id}`, index ? anna : bert, {
        action: 'mask',
      }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  const { body } = await service.ask('GET', `/v1/redactions/${held.id}`, clerk);
  expect(body).toMatchObject({ verdict: 'masked', revision: 2, summary: { review: 0 } });
  expect((await documentOf(held.id)).body).not.toMatch(/\d{6}/);
});

it('hides a text that was missed wherever it stands, and writes it down nowhere', async () => {
  const missed = '朝阳里弄堂';
  const done = await handIn(`住在${missed}的居民\n通知${missed}`);
  expect(done.verdict).toBe('clean');
  const path = `/v1/redactions/${done.id}/masks`;
  const { status, body } = await service.ask('POST', path, anna, { text: missed, reason: '住址' });
  expect([status, body.verdict]).toEqual([201, 'masked']);
  expect((await documentOf(done.id)).body).toBe('住在*****的居民\n通知*****');
  // A later decision must not forget it.
  const place = { location: { part: body.findings[0].location.part, address: '第 2 行' } };
  const second = await service.ask('POST', path, bert, place);
  expect(second.status).toBe(201);
  expect((await documentOf(done.id)).body).not.toContain(missed);
  const { db } = service.backing;
  await sql`checkpoint`.execute(db);
  const said = JSON.stringify([await trail(done.id), second.body, service.log()]);
  expect(said).not.toContain(missed);
  const files = readdirSync(service.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  expect(files.filter((file) => readFileSync(file).includes(missed))).toEqual([]);
});

it('says which field is wrong when a text or place is not in the draft', async () => {
  const done = await handIn('公告');
  const ask = (body: object) => service.ask('POST', `/v1/redactions/${done.id}/masks`, anna, body);
  expect((await ask({ text: '没有的' })).body).toMatchObject({ status: 400, field: 'text' });
  expect((await ask({ location: { part: '名单', address: 'Z9' } })).body).toMatchObject({
    status: 400,
    field: 'location',
  });
  expect((await ask({})).status).toBe(400);
  expect((await ask({ text: '公告', location: { part: 'a', address: '' } })).status).toBe(400);
});

it('says when the draft is gone, and leaves what was decided as it was', async () => {
  const held = await handIn();
  await decide(held, anna, keep);
  await sql`update blob set destroyed_at = now() where redaction_id = ${held.id} and kind = 'original'`.execute(
    service.backing.db,
  );
  const late = await decide(held, bert, keep);
  expect([late.status, late.body.code]).toEqual([410, 'document-destroyed']);
  expect(late.body.detail).toContain('重新提交');
  expect((await documentOf(held.id)).status).toBe(409);
});

it('knows no finding of another draft, and no draft that was destroyed', async () => {
  const [held, other] = [await handIn(), await handIn(`${DOUBT}。`)];
  expect((await decide({ ...held, findings: other.findings }, anna, keep)).status).toBe(404);
  await service.ask('DELETE', `/v1/redactions/${held.id}`, clerk);
  expect((await decide(held, anna, keep)).status).toBe(410);
});

it('lets only reviewers decide', async () => {
  const held = await handIn();
  const path = `/v1/redactions/${held.id}`;
  const both = await service.key('redact', 'publish-check', 'site', 'audit', 'admin');
  for (const [method, route] of [
    ['PATCH', `${path}/findings/${held.findings[0].id}`],
    ['POST', `${path}/masks`],
    ['POST', `${path}/release`],
  ] as const)
    expect((await service.ask(method, route, both, { action: 'mask' })).status).toBe(403);
});

it('destroys a replaced file at the next sweep, and the trail tells of each', async () => {
  const held = await handIn();
  await decide(held, anna, { action: 'mask' });
  const blobs = await service.backing.db
    .selectFrom('blob')
    .select(['kind', 'expires_at'])
    .where('redaction_id', '=', held.id)
    .execute();
  expect(blobs.map(({ kind }) => kind).toSorted()).toEqual(['masked', 'original', 'retired']);
  const retired = blobs.find(({ kind }) => kind === 'retired');
  expect(retired?.expires_at.getTime()).toBeLessThanOrEqual(Date.now());
});

it('lists what waits for a person, the longest waiting first, page by page', async () => {
  const held = [await handIn(`${DOUBT} 一`, `${ID}.txt`), await handIn(`${DOUBT} 二`)];
  const list = async (query = '') =>
    (await service.ask('GET', `/v1/redactions?verdict=review${query}`, anna)).body;
  const all = (await list()).items as {
    id: string;
    name: string;
    findings: number;
    until: string;
  }[];
  expect(all.slice(-2).map(({ id }) => id)).toEqual(held.map(({ id }) => id));
  expect(all.at(-2)).toMatchObject({ name: `${'*'.repeat(18)}.txt`, findings: 1 });
  expect(Date.parse(all.at(-2)?.until ?? '')).toBeGreaterThan(Date.now());
  const first = await list('&limit=1');
  const second = await list(`&limit=1&cursor=${first.next}`);
  expect([first, second].map(({ items }) => items[0].id)).toEqual(
    all.slice(0, 2).map(({ id }) => id),
  );
  expect((await list('&cursor=x')).field).toBe('cursor');
  await decide(held[0], anna, { action: 'mask' });
  expect(JSON.stringify(await list())).not.toContain(held[0].id);
});

it('takes one decision about several findings, whole or not at all', async () => {
  const held = await handIn(
    `${DOUBT}\n\n项目编号:350102199001010016\n\n项目编号:440524188001010014`,
  );
  const path = `/v1/redactions/${held.id}/findings`;
  const findings = held.findings.map(({ id }: { id: string }) => id);
  expect(findings.length).toBe(3);
  const both = { ...keep, findings: findings.slice(0, 2) };
  expect(
    (await service.ask('PATCH', path, anna, { ...both, findings: [...findings, '0'.repeat(20)] }))
      .status,
  ).toBe(404);
  expect((await service.ask('PATCH', path, anna, { ...both, findings: [] })).body.field).toBe(
    'findings',
  );
  expect((await service.ask('PATCH', path, anna, both)).body).toMatchObject({
    verdict: 'review',
    revision: 1,
    summary: { review: 3 },
  });
  expect((await service.ask('PATCH', path, bert, both)).body.summary).toMatchObject({
    kept: 2,
    review: 1,
  });
  const last = await service.ask('PATCH', path, bert, {
    action: 'mask',
    findings: findings.slice(2),
  });
  expect(last.body).toMatchObject({ verdict: 'masked', revision: 3 });
  const told = (await trail(held.id)).filter(({ action }) => action === 'finding-decided');
  expect(told.map(({ facts }) => facts)).toMatchObject([
    { finding: findings.slice(0, 2).join(' '), waiting: 2 },
    { finding: findings.slice(0, 2).join(' '), waiting: 0, released: false },
    { finding: findings[2], released: true },
  ]);
});
