// What a CMS hears after people have decided, and after it was told to come back.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { webhookPoster } from '../../../src/service/fetch/post-guarded.ts';
import { startDeliveries } from '../../../src/service/webhooks/deliver.ts';
import { type StoredService, startStoredService } from './start-stored-service.ts';

const ID = '11010519491231002X';
const MASKED = '*'.repeat(18);
const FETCH_MS = 1500;

let service: StoredService;
let cms: string;
let officer: string;
const heard: { type: string; data: Record<string, unknown> }[] = [];
const ear = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    heard.push(JSON.parse(Buffer.concat(chunks).toString()));
    response.writeHead(204).end();
  });
});
beforeAll(async () => {
  await new Promise<void>((resolve) => ear.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(ear.address() as AddressInfo).port}`;
  service = await startStoredService(() => ({
    publishBudgetMs: 1000,
    fetchAttachment: async (href) => {
      await sleep(FETCH_MS);
      if (href.endsWith('broken')) throw new Error('no network');
      return Buffer.from(`身份证号：${ID}`);
    },
  }));
  await startDeliveries(service.backing, webhookPoster([host]), 2);
  [cms, officer] = await Promise.all([service.key('publish-check'), service.key('review')]);
  const admin = await service.key('admin');
  const events = ['publish-check.decided'];
  await service.ask('POST', '/v1/webhooks', admin, { url: `http://${host}/`, events });
});
afterAll(async () => {
  await service.stop();
  ear.closeAllConnections();
  ear.close();
});

const check = async (body: object) =>
  (
    await service.ask('POST', '/v1/publish-checks', cms, {
      contentId: '7',
      title: '公示',
      html: '<p>通知</p>',
      ...body,
    })
  ).body;
/** The first check of a text warms the children up. */
const decided = async (body: object) => {
  for (;;) {
    const answer = await check(body);
    if (answer.decision !== 'pending') return answer;
  }
};
async function calledBack(contentId: string): Promise<object | undefined> {
  const call = () => heard.find(({ data }) => data.contentId === contentId);
  await expect.poll(call, { timeout: 20_000 }).toBeDefined();
  expect(call()?.type).toBe('publish-check.decided');
  return call()?.data;
}
const maskAll = async (redaction: string) => {
  const { body } = await service.ask('GET', redaction, officer);
  for (const { id } of body.findings)
    await service.ask('PATCH', `${redaction}/findings/${id}`, officer, { action: 'mask' });
  return body.id as string;
};
const file = (name: string, text: string) => ({
  name,
  base64: Buffer.from(text).toString('base64'),
});
const doubt = (note: string) => `<p>${note} 项目编号:${ID}</p>`;

it('holds a page for a person, and says where its report is', async () => {
  const held = await decided({ html: doubt('甲') });
  expect(held).toMatchObject({ decision: 'hold', findings: [{ action: 'review' }] });
  const report = await service.ask('GET', held.report.href, cms);
  expect(report.body.verdict).toBe('review');
  const passed = await decided({});
  expect([passed.decision, passed.report]).toEqual(['publish', null]);
});

it('gives the masked page once a person has decided, and for exactly that content', async () => {
  const page = { title: `关于${ID}`, html: doubt('乙') };
  const held = await decided(page);
  await maskAll(held.report.href.replace('/report', ''));
  const after = await decided(page);
  expect(after).toMatchObject({
    decision: 'replace',
    title: `关于${MASKED}`,
    html: `<p>乙 项目编号:${MASKED}</p>`,
    contentHash: held.contentHash,
  });
  expect((await decided({ ...page, html: `${page.html} ` })).decision).toBe('hold');
});

it('gives the masked attachment once a person has decided', async () => {
  const draft = { attachments: [file('项目.txt', `项目编号:${ID}`)] };
  const held = await decided(draft);
  expect(held).toMatchObject({ decision: 'hold', attachments: [{ decision: 'hold' }] });
  await maskAll(held.attachments[0].redaction);
  const after = await decided(draft);
  expect(after).toMatchObject({ decision: 'replace', attachments: [{ decision: 'replace' }] });
  const masked = await service.ask('GET', after.attachments[0].href, cms);
  expect(masked.body).toBe(`项目编号:${MASKED}`);
});

it('keeps to a decision on later days, until rules or policy change', async () => {
  const text = `丙 项目编号:${ID}`;
  const draft = { attachments: [file('项目.txt', text)] };
  const held = await decided(draft);
  const id = await maskAll(held.attachments[0].redaction);
  const hash = createHash('sha256').update(`项目.txt\0${text}`).digest('hex');
  const yesterday = Math.floor(Date.now() / 86_400_000) - 1;
  const key = createHash('sha256')
    .update(`publish-check general ${hash} ${yesterday}`)
    .digest('hex');
  const { db } = service.backing;
  await sql`update idempotent_request set key = ${key} where redaction_id = ${id}`.execute(db);
  expect((await decided(draft)).attachments[0]).toMatchObject({
    decision: 'replace',
    redaction: `/v1/redactions/${id}`,
  });
  await sql`update redaction set report = jsonb_set(report, '{engine,rules}', '"older"')
    where id = ${id}`.execute(db);
  expect((await decided(draft)).decision).toBe('hold');
});

it('hands a held file in anew once its draft is destroyed, so that it can be decided about', async () => {
  const draft = { attachments: [file('项目.txt', `丁 项目编号:${ID}`)] };
  const redactionOf = async () => (await decided(draft)).attachments[0].redaction as string;
  const first = await redactionOf();
  expect(await redactionOf()).toBe(first);
  await sql`update blob set destroyed_at = now() where kind = 'original'
    and redaction_id = ${first.split('/').at(-1)}`.execute(service.backing.db);
  const second = await redactionOf();
  expect(second).not.toBe(first);
  expect(await redactionOf()).toBe(second);
  await maskAll(second);
  expect((await decided(draft)).decision).toBe('replace');
});

it('answers within its budget, and calls back once it is decided', async () => {
  const draft = {
    contentId: `稿件 ${ID}`,
    attachments: [{ name: '名单.txt', href: 'https://example.com/a' }],
  };
  expect(await check(draft)).toEqual({ decision: 'pending', contentHash: null });
  const data = await calledBack(`稿件 ${MASKED}`);
  const answer = await check(draft);
  expect(answer.decision).toBe('replace');
  expect(data).toMatchObject({ contentHash: answer.contentHash, decision: 'replace' });
  expect(JSON.stringify(heard)).not.toContain(ID);
});

it('calls back to hold when an attachment cannot be had after all', async () => {
  const attachments = [{ name: 'b.txt', href: 'https://example.com/broken' }];
  expect((await check({ contentId: 'b', attachments })).decision).toBe('pending');
  expect(await calledBack('b')).toMatchObject({ decision: 'hold', contentHash: null });
});
