import { afterAll, beforeAll, expect, it } from 'vitest';
import { attachmentFetcher } from '../../../src/service/publish/fetch-attachment.ts';
import { type Running, startService } from './start-service.ts';

const ID = '350102199003074515';
const MASKED = '******************';

let service: Running;
beforeAll(async () => {
  service = await startService({
    fetchAttachment: attachmentFetcher({ internalHosts: [], maxBytes: 1_000_000 }),
  });
});
afterAll(() => service.stop());

interface Answer {
  decision: string;
  contentHash: string;
  title?: string;
  html?: string;
  attachments: { name: string; decision: string; href?: string; problem?: string }[];
  findings: { type: string; location: { part: string } }[];
}

const ask = (body: object) =>
  fetch(`${service.url}/v1/publish-checks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ contentId: '7', title: '公示', html: '<p>会议通知</p>', ...body }),
  });
const decide = async (body: object): Promise<Answer> => (await ask(body)).json() as Promise<Answer>;
const file = (name: string, text: string) => ({
  name,
  base64: Buffer.from(text).toString('base64'),
});

it('lets a page without identifiers be published as it is', async () => {
  const answer = await decide({});
  expect(answer).toMatchObject({ decision: 'publish', findings: [], attachments: [] });
  expect(answer.html).toBeUndefined();
});

it('gives the masked text and title to publish instead, all else as it was', async () => {
  const html = `<p class="a">身份证号：<b>${ID.slice(0, 6)}</b>${ID.slice(6)}&nbsp;</p><!-- x -->`;
  const answer = await decide({ title: `关于 ${ID} 的公示 <一>`, html });
  expect(answer.decision).toBe('replace');
  expect(answer.title).toBe(`关于 ${MASKED} 的公示 <一>`);
  expect(answer.html).toBe(`<p class="a">身份证号：<b>******</b>************&nbsp;</p><!-- x -->`);
});

it('checks the attachments with the page, and says where the masked ones are', async () => {
  const answer = await decide({
    attachments: [file('名单.txt', `身份证号：${ID}`), file('b.txt', '通知')],
  });
  expect(answer.decision).toBe('replace');
  expect(answer.html).toBe('<p>会议通知</p>');
  expect(answer.attachments.map(({ decision }) => decision)).toEqual(['replace', 'publish']);
  expect(answer.findings[0]?.location.part).toContain('名单.txt');
  const masked = await fetch(service.url + answer.attachments[0]?.href);
  expect(await masked.text()).toBe(`身份证号：${MASKED}`);
});

it('holds the whole when one attachment cannot be read, and does not repeat its name', async () => {
  const answer = await decide({
    attachments: [file(`${ID}.rar`, 'Rar!\u001a\u0007\u0001\u0000\u0000')],
  });
  expect(answer).toMatchObject({
    decision: 'hold',
    attachments: [{ decision: 'hold', problem: 'format-unsupported' }],
  });
  expect(answer.html).toBeUndefined();
  expect(JSON.stringify(answer)).not.toContain(ID);
});

it('holds the whole although its text could be masked', async () => {
  const answer = await decide({
    html: `<p>身份证号：${ID}</p>`,
    attachments: [file('名单.rar', 'Rar!\u001a\u0007\u0001\u0000\u0000')],
  });
  expect(answer.decision).toBe('hold');
  expect(answer.html).toBeUndefined();
});

it('gives a decision for exactly one content: an edit has another hash', async () => {
  const [one, same, other] = await Promise.all([
    decide({}),
    decide({ contentId: '8' }),
    decide({ html: '<p>会议通知 </p>' }),
  ]);
  expect(one.contentHash).toBe(same.contentHash);
  expect(other.contentHash).not.toBe(one.contentHash);
});

it('reads the text as the characters it was sent as, whatever charset it claims', async () => {
  const answer = await decide({ html: `<meta charset="gbk"><p>身份证号：${ID}</p>` });
  expect(answer.html).toBe(`<meta charset="gbk"><p>身份证号：${MASKED}</p>`);
});

it('names the field that is wrong, and knows its policies', async () => {
  for (const [body, field] of [
    [{ html: 7 }, 'html'],
    [{ policy: 'none' }, 'policy'],
    [{ attachments: [{ name: 'a' }] }, 'attachments.0'],
    [{ extra: 1 }, 'extra'],
  ] as const) {
    const answer = await ask(body);
    expect([answer.status, ((await answer.json()) as { field: string }).field]).toEqual([
      400,
      field,
    ]);
  }
});

it('fetches attachments from public addresses only, and does not tell why it did not', async () => {
  const attempts = [
    service.url,
    'http://169.254.169.254/latest',
    'http://127.0.0.1:1/x',
    'file:///etc/passwd',
  ];
  const answers = await Promise.all(
    attempts.map(async (href) => (await ask({ attachments: [{ name: 'a.txt', href }] })).json()),
  );
  const codes = answers.map((answer) => (answer as { code: string }).code);
  expect(new Set(codes)).toEqual(new Set(['attachment-unavailable']));
});

it('asks the CMS to hold and come back when it takes too long, and goes on meanwhile', async () => {
  const hurried = await startService({ publishBudgetMs: 1 });
  const body = JSON.stringify({
    contentId: '1',
    title: '',
    html: `<p>${'公示内容。'.repeat(20_000)}</p>`,
  });
  const headers = { 'content-type': 'application/json' };
  const once = async () =>
    (
      await fetch(`${hurried.url}/v1/publish-checks`, { method: 'POST', headers, body })
    ).json() as Promise<Answer>;
  const decisions: string[] = [];
  do decisions.push((await once()).decision);
  while (decisions.at(-1) === 'pending' && decisions.length < 10_000);
  await hurried.stop();
  expect(decisions[0]).toBe('pending');
  expect(decisions.at(-1)).toBe('publish');
});

it('writes no value to its log', () => {
  expect(service.log()).toContain('/v1/publish-checks');
  expect(service.log()).not.toContain(ID);
});
