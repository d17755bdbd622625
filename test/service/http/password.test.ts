// The password of a document travels sealed with it, and is nowhere else: not in a row, a log, an answer.
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { form } from './start-service.ts';
import { type StoredService, startStoredService } from './start-stored-service.ts';

const PASSWORD = 'open sesame';
const encrypted = (name: string) =>
  new Uint8Array(readFileSync(`fixtures/pdf/encrypted/${name}.pdf`));
let service: StoredService;
let key: string;

beforeAll(async () => {
  service = await startStoredService();
  key = await service.key('redact');
});
afterAll(() => service.stop());

const handIn = (fields: Record<string, string>, path = '/v1/redactions') =>
  service.ask('POST', path, key, form(encrypted('rc4-128'), 'list.pdf', fields));

it('masks an encrypted PDF whose password comes with it, and gives it back without one', async () => {
  const { status, body } = await handIn({ password: PASSWORD });
  expect(status).toBe(201);
  expect(body).toMatchObject({ verdict: 'masked', mayPublish: true });
  expect(JSON.stringify(body)).not.toContain(PASSWORD);
  const masked = await fetch(service.url + body.masked.href, {
    headers: { authorization: `Bearer ${key}` },
  });
  expect(Buffer.from(await masked.arrayBuffer()).includes('/Encrypt')).toBe(false);
});

it('inspects it as well', async () => {
  const { status, body } = await handIn({ password: PASSWORD }, '/v1/inspections');
  expect(status).toBe(200);
  expect(body.verdict).toBe('masked');
});

for (const [what, fields] of [
  ['missing', {}],
  ['wrong', { password: 'a wrong sesame' }],
] as const)
  it(`names the field when the password is ${what}, and never repeats it`, async () => {
    const { status, body } = await handIn(fields);
    expect(status).toBe(422);
    expect(body.type).toBe('urn:clearpost:problem:document-encrypted');
    expect(body.detail).toContain('field “password”');
    expect(JSON.stringify(body)).not.toContain('sesame');
  });

it('refuses a password that is far too long to be one', async () => {
  const { status, body } = await handIn({ password: 'x'.repeat(600) });
  expect(status).toBe(400);
  expect(body.field).toBe('password');
});

it('leaves it in no file of the data folder and in no line of the log', () => {
  const files = globSync('**/*', { cwd: service.folder })
    .map((file) => join(service.folder, file))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
  expect(files.length).toBeGreaterThan(20);
  expect(files.filter((file) => readFileSync(file).includes('sesame'))).toEqual([]);
  expect(service.log()).not.toContain('sesame');
});
