// The plug-in's middlewares against the service itself. Strapi is stood in for by the few things they ask of it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withKey } from '../../src/service/http/access.ts';
import { type Running, startService } from '../service/http/start-service.ts';

const require = createRequire(import.meta.url);
const plugin = require('../../integrations/strapi/strapi-server.js');
const KEY = 'a-key-of-at-least-24-characters';
const VALUE = '11010519491231002X';
const folder = mkdtempSync(join(tmpdir(), 'clearpost-strapi-'));
let service: Running;
beforeAll(async () => {
  service = await startService({ identify: withKey(KEY), isOpen: false });
});
afterAll(async () => {
  await service.stop();
  rmSync(folder, { recursive: true });
});

class ApplicationError extends Error {}
type Middleware = (context: object, next: () => Promise<string>) => Promise<string>;

function strapiWith(draft: object, config: object = {}) {
  const gates: Middleware[] = [];
  const stored: object[] = [];
  const upload = {
    upload: async (request: object) => stored.push(request),
    replace: async () => 1,
  };
  const documents = Object.assign(() => ({ findMany: async () => [draft] }), {
    use: (gate: Middleware) => gates.push(gate),
  });
  const settings = { ...plugin.config.default, url: service.url, key: KEY, ...config };
  const strapi = {
    documents,
    errors: { ApplicationError },
    components: {},
    config: { get: () => settings },
    plugin: () => ({ service: () => upload }),
  };
  plugin.register({ strapi });
  plugin.bootstrap({ strapi });
  const contentType = { options: { draftAndPublish: true }, attributes: {} };
  const act = (action: string, params: object, uid = 'api::notice.notice') =>
    (gates[0] as Middleware)({ action, uid, params, contentType }, async () => 'done');
  return { act, upload, stored };
}
it('publishes an entry with nothing to hide', async () => {
  const { act } = strapiWith({ title: '放假通知', body: '国庆放假七天' });
  expect(await act('publish', { documentId: 'a' })).toBe('done');
});

it('does not publish an entry with a number, however deep, and never repeats it', async () => {
  const draft = {
    title: '公示',
    blocks: [{ __component: 'x', rows: [{ note: `身份证号 ${VALUE}` }] }],
  };
  const { act } = strapiWith(draft);
  const refused = await act('publish', { documentId: 'a' }).catch((error: Error) => error);
  expect(refused).toBeInstanceOf(ApplicationError);
  expect((refused as Error).message).toContain('个人信息');
  expect((refused as Error).message).not.toContain(VALUE);
});

it('looks at what is saved as published at once, and lets drafts be', async () => {
  const { act } = strapiWith({});
  const data = { body: `身份证号 ${VALUE}` };
  await expect(act('create', { data, status: 'published' })).rejects.toThrow('个人信息');
  expect(await act('create', { data })).toBe('done');
  expect(await act('publish', { documentId: 'a' }, 'plugin::users.user')).toBe('done');
});

it('publishes nothing while the service is away, unless the settings say so', async () => {
  const away = { url: 'http://127.0.0.1:1' };
  await expect(strapiWith({}, away).act('publish', { documentId: 'a' })).rejects.toThrow(
    '没有应答',
  );
  const open = strapiWith({}, { ...away, failOpen: true });
  expect(await open.act('publish', { documentId: 'a' })).toBe('done');
});

it('publishes nothing with a key that the service does not know', async () => {
  const { act } = strapiWith({}, { key: 'another-key-of-24-characters' });
  await expect(act('publish', { documentId: 'a' })).rejects.toThrow(ApplicationError);
});

it('stores the masked version of an upload, takes a picture as it is, and refuses what needs a person', async () => {
  const { upload, stored } = strapiWith({});
  const file = (name: string, content: string | Buffer) => {
    const filepath = join(folder, name);
    writeFileSync(filepath, content);
    return { filepath, originalFilename: name, size: content.length };
  };
  const list = file('list.txt', `身份证号 ${VALUE}\n`);
  const picture = file('a.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
  await upload.upload({ files: [list, picture] });
  expect(stored).toHaveLength(1);
  expect(readFileSync(list.filepath, 'utf8')).toBe(`身份证号 ${'*'.repeat(18)}\n`);
  expect(readFileSync(picture.filepath)).toHaveLength(16);
  const doubtful = file('b.txt', `项目编号:${VALUE}\n`);
  await expect(upload.upload({ files: doubtful })).rejects.toThrow(ApplicationError);
});
