// The plug-in in a real Strapi, against the real service.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Answer } from './instance.ts';
import { type Office, openOffice } from './office.ts';

const ID = '350102199003074515';
const MASKED = '*'.repeat(ID.length);
const SECRET = `身份证号：${ID}`;

let office: Office;
beforeAll(async () => {
  office = await openOffice({ CLEARPOST_PAGE_URL: 'https://clearpost.example.gov.cn' });
});
afterAll(() => office?.stop());

const { rest, admin } = {
  rest: (...request: Parameters<Office['strapi']['rest']>) => office.strapi.rest(...request),
  admin: (...request: Parameters<Office['strapi']['admin']>) => office.strapi.admin(...request),
};
const MANAGER = '/content-manager/collection-types/api::notice.notice';

/** A draft, as a program makes it; gives its document id. */
async function draft(data: object): Promise<string> {
  const { body } = await rest('POST', '/api/notices?status=draft', { data });
  expect(body.data?.documentId, JSON.stringify(body)).toBeDefined();
  return body.data.documentId;
}
const publish = (id: string, headers = {}, data = {}) =>
  admin('POST', `${MANAGER}/${id}/actions/publish`, data, headers);
const read = async (id: string, status = 'published') =>
  (await rest('GET', `/api/notices/${id}?populate=*&status=${status}`)).body.data;
const heldIn = ({ body }: Answer) => body.error?.details?.clearpost;
const accepting = (answer: Answer) => ({ 'clearpost-accept': heldIn(answer).hash as string });

/** Everything that anybody can read without signing in, as an API token for readers would show it. */
async function exposed(): Promise<string[]> {
  const lists = await Promise.all(
    ['notices', 'bulletins'].map((type) =>
      rest('GET', `/api/${type}?populate=*&pagination[pageSize]=100`),
    ),
  );
  return lists
    .flatMap(({ body }) => body.data.map((entry: object) => JSON.stringify(entry)))
    .filter((text) => text.includes(ID));
}

it('publishes an entry without identifiers as it is, with a picture and a clean file', async () => {
  const content = [{ type: 'paragraph', children: [{ type: 'text', text: '周五开会' }] }];
  const id = await draft({
    title: '会议通知',
    body: '**周五**开会',
    content,
    extra: { room: '301' },
  });
  const answer = await publish(id);
  expect(answer.status).toBe(200);
  expect(await read(id)).toMatchObject({
    title: '会议通知',
    body: '**周五**开会',
    content,
    extra: { room: '301' },
  });
});

it('keeps drafts alone', async () => {
  const id = await draft({ title: '草稿', body: SECRET });
  expect((await read(id, 'draft')).body).toBe(SECRET);
  expect(await read(id)).toBeNull();
});

it('blocks an entry with an identity number and tells its author where it is, without it', async () => {
  const id = await draft({ title: '公示', body: SECRET });
  const answer = await publish(id);
  expect(answer.status).toBe(400);
  expect(heldIn(answer)).toMatchObject({ code: 'replace', mayOverride: true });
  expect(heldIn(answer).findings[0]).toMatchObject({ name: '居民身份证号码', masked: MASKED });
  expect(answer.body.error.message).toContain('含有个人信息，尚未发布');
  expect(JSON.stringify(answer.body)).not.toContain(ID);
  expect(await read(id)).toBeNull();
});

it('puts the masked text in the place of every field when its author takes it, and changes nothing else', async () => {
  const content = [
    { type: 'heading', level: 2, children: [{ type: 'text', text: '名单 <b> & 附注' }] },
    {
      type: 'paragraph',
      children: [
        { type: 'text', text: '身份证号：350102' },
        { type: 'text', text: '19900307', bold: true },
        { type: 'text', text: '4515，' },
        {
          type: 'link',
          url: 'https://example.gov.cn/',
          children: [{ type: 'text', text: '原文' }],
        },
      ],
    },
  ];
  const id = await draft({
    title: `关于 ${ID}`,
    body: `# 公示\n\n<p>身份证号：350102<b>19900307</b>4515</p>\n\n${SECRET} <!-- 未完`,
    content,
    extra: { list: [{ name: '张三', note: SECRET }, 'x & y < z'] },
    rows: [
      { name: '李四', note: '无' },
      { name: '张三', note: SECRET },
    ],
    zone: [{ __component: 'list.row', name: '王五', note: SECRET }],
  });
  const answer = await publish(id);
  expect(heldIn(answer)).toMatchObject({ code: 'replace' });
  expect((await publish(id, accepting(answer))).status).toBe(200);
  const published = await read(id);
  expect(published.title).toBe(`关于 ${MASKED}`);
  expect(published.body).toBe(
    `# 公示\n\n<p>身份证号：******<b>********</b>****</p>\n\n身份证号：${MASKED} <!-- 未完`,
  );
  expect(published.content[0]).toEqual(content[0]);
  expect(published.content[1].children.map(({ text }: { text?: string }) => text)).toEqual([
    '身份证号：******',
    '********',
    '****，',
    undefined,
  ]);
  expect(published.content[1].children.at(-1)).toEqual(content[1]?.children.at(-1));
  expect(published.extra).toEqual({
    list: [{ name: '张三', note: `身份证号：${MASKED}` }, 'x & y < z'],
  });
  expect(published.rows.map(({ note }: { note: string }) => note)).toEqual([
    '无',
    `身份证号：${MASKED}`,
  ]);
  expect(published.zone[0].note).toBe(`身份证号：${MASKED}`);
  expect(JSON.stringify(await read(id, 'draft'))).not.toContain(ID);
});

it('takes an acceptance for the text that was checked only: an edit voids it', async () => {
  const id = await draft({ title: '公示', body: SECRET });
  const held = await publish(id);
  const edited = await publish(id, accepting(held), { title: '公示', body: `${SECRET}。` });
  expect(heldIn(edited)).toMatchObject({ code: 'replace' });
  expect(heldIn(edited).hash).not.toBe(heldIn(held).hash);
  // The edit was undone with the publication: all or nothing.
  expect((await read(id, 'draft')).body).toBe(SECRET);
  expect(await read(id)).toBeNull();
});

it('leaves what is public up when an edit brings a number', async () => {
  const id = await draft({ title: '名单', body: '第一版' });
  await publish(id);
  expect(heldIn(await publish(id, {}, { title: '名单', body: SECRET }))).toMatchObject({
    code: 'replace',
  });
  expect((await read(id)).body).toBe('第一版');
});

it('checks what a program saves as published at once, and saves nothing of it', async () => {
  const created = await rest('POST', '/api/notices', { data: { title: '公示', body: SECRET } });
  expect(heldIn(created)).toMatchObject({ code: 'replace', mayOverride: false });
  const id = await draft({ title: '会议通知', body: '周五开会' });
  const updated = await rest('PUT', `/api/notices/${id}`, { data: { body: SECRET } });
  expect(heldIn(updated)).toMatchObject({ code: 'replace' });
  const taken = await rest(
    'PUT',
    `/api/notices/${id}`,
    { data: { body: SECRET } },
    accepting(updated),
  );
  expect(taken.status).toBe(200);
  expect([taken.body.data.body, (await read(id)).body]).toEqual([
    `身份证号：${MASKED}`,
    `身份证号：${MASKED}`,
  ]);
});

it('checks every save of a type that has no drafts, together with what it says already', async () => {
  const make = (data: object, headers = {}) =>
    rest('POST', '/api/bulletins?populate=*', { data }, headers);
  const held = await make({ title: '公示', rows: [{ name: '张三', note: SECRET }] });
  expect(heldIn(held)).toMatchObject({ code: 'replace' });
  expect((await rest('GET', '/api/bulletins')).body.data).toEqual([]);
  const { body } = await make(
    { title: '公示', rows: [{ name: '张三', note: SECRET }] },
    accepting(held),
  );
  expect(body.data.rows[0].note).toBe(`身份证号：${MASKED}`);
  expect(body.data.body).toBe('无正文');
  const change = (data: object) => rest('PUT', `/api/bulletins/${body.data.documentId}`, { data });
  expect(heldIn(await change({ body: SECRET }))).toMatchObject({ code: 'replace' });
  expect((await change({ body: '更新' })).status).toBe(200);
  expect(await exposed()).toEqual([]);
});

it('holds what a mask does not fit into, and what a person must look at, with a link to where it is decided', async () => {
  const number = await draft({ title: '公示', phone: '13812345678' });
  expect(heldIn(await publish(number))).toMatchObject({ code: 'held' });
  const bold = await draft({ title: '公示', body: '身份证号：350102**19900307**4515' });
  expect(heldIn(await publish(bold))).toMatchObject({ code: 'held' });
  const doubtful = await draft({ title: '公示', body: `项目编号:${ID}` });
  const { code, review } = heldIn(await publish(doubtful));
  expect(code).toBe('held');
  expect(review).toEqual([
    expect.stringMatching(/^https:\/\/clearpost\.example\.gov\.cn\/#[0-9a-f-]{36}$/),
  ]);
});

it('looks past what no reader gets to see', async () => {
  const id = await draft({ title: '公示', internal: SECRET });
  expect((await publish(id)).status).toBe(200);
  expect(await exposed()).toEqual([]);
});

it('checks each language by itself and publishes none for another', async () => {
  const id = await draft({ title: '公示', body: '名单' });
  await admin('POST', '/i18n/locales', { name: 'Chinese', code: 'zh', isDefault: false });
  await rest('PUT', `/api/notices/${id}?locale=zh&status=draft`, {
    data: { title: '公示', body: SECRET },
  });
  expect((await publish(id)).status).toBe(200);
  const other = await admin('POST', `${MANAGER}/${id}/actions/publish?locale=zh`, {});
  expect(heldIn(other)).toMatchObject({ code: 'replace' });
});

it('publishes several drafts at once, all or none', async () => {
  const [clean, dirty] = [
    await draft({ title: '会议通知' }),
    await draft({ title: '公示', body: SECRET }),
  ];
  const bulk = (documentIds: string[], headers = {}) =>
    admin('POST', `${MANAGER}/actions/bulkPublish`, { documentIds }, headers);
  const held = await bulk([clean, dirty]);
  expect(heldIn(held)).toMatchObject({ code: 'replace' });
  expect([await read(clean), await read(dirty)]).toEqual([null, null]);
  expect((await bulk([clean, dirty], accepting(held))).status).toBe(200);
  expect((await read(dirty)).body).toBe(`身份证号：${MASKED}`);
});

it('holds what a clock publishes with nobody signed in', async () => {
  const [clean, dirty] = [
    await draft({ title: '会议通知' }),
    await draft({ title: '公示', body: SECRET }),
  ];
  for (const id of [dirty, clean]) await rest('POST', `/api/notices/${id}/schedule`, {});
  await expect.poll(async () => (await read(clean))?.title, { timeout: 20_000 }).toBe('会议通知');
  await sleep(500);
  expect(await read(dirty)).toBeNull();
});

it('publishes as it is on the word of an administrator who may, and the service keeps the reason', async () => {
  const id = await draft({ title: '公示', body: SECRET });
  const words = {
    'clearpost-ground': 'consent',
    'clearpost-reason': encodeURIComponent('本人书面同意'),
  };
  const byProgram = await rest('PUT', `/api/notices/${id}`, { data: { title: '公示' } }, words);
  expect(heldIn(byProgram)).toMatchObject({ code: 'replace' });
  expect((await publish(id, words)).status).toBe(200);
  expect(await office.overrides()).toMatchObject([
    { by: 'clerk@example.gov.cn', ground: 'consent', reason: '本人书面同意' },
  ]);
  await admin('POST', `${MANAGER}/${id}/actions/unpublish`, {});
});

it('lets no editor without the permission override', async () => {
  const roles = await admin('GET', '/admin/roles');
  const editor = roles.body.data.find(({ code }: { code: string }) => code === 'strapi-editor');
  const { body } = await admin('GET', `/admin/roles/${editor.id}/permissions`);
  expect(JSON.stringify(body)).not.toContain('plugin::clearpost.override');
  const all = await admin('GET', '/admin/permissions');
  expect(JSON.stringify(all.body)).toContain('plugin::clearpost.override');
});

async function upload(
  name: string,
  content: string | Uint8Array<ArrayBuffer>,
  info?: object,
  path = '/api/upload',
) {
  const form = new FormData();
  form.append('files', new Blob([content]), name);
  if (info) form.append('fileInfo', JSON.stringify(info));
  return rest('POST', path, form);
}
const stored = (url: string) => fetch(office.strapi.url + url).then((answer) => answer.text());
const LIST = `姓名,身份证号\n张三,${ID}\n`;

it('stores the masked version of an upload, and of a file that replaces another', async () => {
  const { body } = await upload('名单.csv', LIST);
  expect(await stored(body[0].url)).toBe(LIST.replace(ID, MASKED));
  const { body: replaced } = await upload(
    '名单.csv',
    `${LIST}李四,${ID}\n`,
    undefined,
    `/api/upload?id=${body[0].id}`,
  );
  expect(await stored(replaced.url)).not.toContain(ID);
});

it('masks the name of a file and what is said of it', async () => {
  const { body } = await upload(`${ID}.txt`, '会议通知', {
    name: `${ID}.txt`,
    caption: SECRET,
    alternativeText: '附件',
  });
  expect(body[0]).toMatchObject({
    name: `${MASKED.replaceAll('*', 'x')}.txt`,
    caption: `身份证号：${MASKED}`,
    alternativeText: '附件',
  });
  expect(body[0].url).not.toContain(ID);
  const { body: renamed } = await rest(
    'POST',
    `/api/upload?id=${body[0].id}`,
    form({ fileInfo: JSON.stringify({ caption: SECRET }) }),
  );
  expect(renamed.caption).toBe(`身份证号：${MASKED}`);
});
function form(fields: Record<string, string>) {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
}

const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
it('takes pictures, but not what calls itself one, nor what cannot be read', async () => {
  expect((await upload('章.png', PICTURE)).status).toBe(201);
  const archive = new Uint8Array([
    ...Buffer.from('377abcaf271c0004', 'hex'),
    ...new Uint8Array(64),
  ]);
  const broken = new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3]);
  for (const [name, bytes] of [
    ['a.png', archive],
    ['a.7z', archive],
    ['a.xlsx', broken],
  ] as const) {
    const answer = await upload(name, bytes);
    expect([name, answer.status]).toEqual([name, 400]);
    expect(answer.body.error.message).toContain('未收下');
  }
});

it('masks a file that was in the library before, when an entry that holds it is published', async () => {
  const { body } = await upload('旧名单.csv', '姓名\n张三\n');
  const picture = (await upload('章.png', PICTURE)).body[0];
  const [file] = readdirSync(office.strapi.uploads).filter((name) => body[0].url.endsWith(name));
  writeFileSync(join(office.strapi.uploads, file as string), LIST);
  const id = await draft({ title: '公示', files: [body[0].id, picture.id] });
  const held = await publish(id);
  expect(heldIn(held)).toMatchObject({ code: 'replace' });
  expect(heldIn(held).findings[0].where).toContain('旧名单.csv');
  expect((await publish(id, accepting(held))).status).toBe(200);
  expect(await stored(body[0].url)).toBe(LIST.replace(ID, MASKED));
  expect((await read(id)).files).toHaveLength(2);
});

it('publishes nothing and takes in nothing while the service is away, and says so', async () => {
  await office.lose();
  const id = await draft({ title: '会议通知' });
  const answer = await publish(id);
  expect(heldIn(answer)).toMatchObject({ code: 'unreachable' });
  expect(answer.body.error.message).toContain('检查服务没有给出结论');
  expect((await upload('a.txt', 'x')).status).toBe(400);
  expect((await rest('POST', '/api/bulletins', { data: { title: 'x' } })).status).toBe(400);
});

it('leaves no number where anybody could read it, nor in a log', async () => {
  expect(await exposed()).toEqual([]);
  const files = readdirSync(office.strapi.uploads).map((name) =>
    readFileSync(join(office.strapi.uploads, name)),
  );
  expect(files.filter((bytes) => bytes.includes(ID))).toEqual([]);
  expect(office.strapi.log()).not.toContain(ID);
  expect(office.service.log()).not.toContain(ID);
});
