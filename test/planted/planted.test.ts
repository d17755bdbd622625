// Every fixture through every door of the program, and then a search wherever the program could have left a value.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEmbeddedPostgres } from '../../src/service/store/embedded-postgres.ts';
import { form } from '../service/http/start-service.ts';
import { type Program, startProgram } from '../service/start-program.ts';
import { finder } from './finder.ts';
import { filesWith, tablesWith } from './search.ts';
import { fixtureFiles, plantedValues } from './values.ts';

const VALUE = '11010519491231002X';
const PHONE = '13812345678';
const values = [...plantedValues(), VALUE, PHONE];
const find = finder(values);
const folder = mkdtempSync(join(tmpdir(), 'clearpost-planted-'));
const data = join(folder, 'data');
const temporary = join(folder, 'tmp');
const AT_ONCE = 4;
/** Whatever the service said that was not a document. */
const said: string[] = [];
let program: Program;

beforeAll(async () => {
  mkdirSync(temporary);
  program = await startProgram(data, {
    TMPDIR: temporary,
    CLEARPOST_RATE_PER_MINUTE: '0',
    CLEARPOST_LOG_LEVEL: 'debug',
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

async function ask(path: string, request: RequestInit = {}): Promise<Response> {
  const answer = await fetch(program.url + path, request);
  const isDocument = answer.ok && answer.headers.has('clearpost-verdict');
  const text = isDocument ? await answer.text().then(() => '') : await answer.clone().text();
  said.push(`${path} ${text}`, JSON.stringify([...answer.headers]));
  return answer;
}
const json = (body: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

async function handIn(path: string): Promise<void> {
  const bytes = readFileSync(path);
  const name = `${VALUE}-${basename(path)}`;
  const upload = { method: 'POST', body: form(bytes, name, { context: CONTEXT }) };
  const headers = { prefer: 'respond-async', 'idempotency-key': `${VALUE}-${path.length}-${name}` };
  const answer = await ask('/v1/redactions', { ...upload, headers: asciiOnly(headers) });
  const { id } = (await answer.json()) as { id?: string };
  if (id === undefined) return;
  await ask(`/v1/redactions/${id}/events`);
  await ask(`/v1/redactions/${id}`);
  for (const accept of ['application/json', 'text/html', 'application/sarif+json'])
    await ask(`/v1/redactions/${id}/report`, { headers: { accept } });
  await ask(`/v1/redactions/${id}/document`);
}
const CONTEXT = JSON.stringify({ publisher: `经办人 ${PHONE}`, noticeKind: `公示 ${VALUE}` });
const asciiOnly = (headers: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value.replaceAll(/[^\x21-\x7e]/g, '_')]),
  );

it('takes every fixture in, by name, with its numbers in all that comes beside it', async () => {
  const files = fixtureFiles();
  expect(files.length).toBeGreaterThan(150);
  const open = files[Symbol.iterator]();
  const client = async () => {
    for (const path of open) await handIn(path);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, client));
}, 600_000);

it('takes what people say with numbers in it through every other door', async () => {
  const before = said.length;
  const bytes = readFileSync('fixtures/scholarship/openpyxl.xlsx');
  const page = {
    contentId: `post-${VALUE}`,
    title: `公示 ${VALUE}`,
    html: `<p>身份证号 ${VALUE}，电话 ${PHONE}</p>`,
    attachments: [{ name: `${VALUE}.xlsx`, base64: bytes.toString('base64') }],
  };
  await ask('/v1/publish-checks', json(page));
  const override = { by: `李四 ${PHONE}`, ground: 'consent', reason: `本人 ${VALUE} 同意` };
  await ask('/v1/publish-checks', json({ ...page, override }));
  await ask('/v1/publish-checks', json({ ...page, policy: VALUE }));
  await ask('/v1/publish-checks', json({ ...page, [VALUE]: PHONE }));
  await ask('/v1/inspections', { method: 'POST', body: form(bytes, `${VALUE}.xlsx`) });
  await ask('/v1/redactions', { method: 'POST', body: form(bytes, 'a', { policy: VALUE }) });
  await ask('/v1/redactions', { method: 'POST', body: form(bytes, 'a', { [VALUE]: PHONE }) });
  await ask('/v1/redactions', { method: 'POST', body: `身份证号 ${VALUE}` });
  await ask(`/v1/redactions/${VALUE}`);
  await ask(`/v1/${VALUE}?phone=${PHONE}`);
  await ask('/v1/rules', { headers: { authorization: `Bearer ${VALUE}`, 'x-request-id': VALUE } });
  // What was said, and with which headers, is searched below.
  expect(said.length - before).toBe(22);
});

it('says none of the numbers in any answer, metric or line of its log', async () => {
  await ask('/metrics');
  await ask('/v1/audit-events?limit=1000');
  // The address of a request is the asker's own.
  const answers = said.map((text) => text.slice(text.indexOf(' ')));
  expect(answers.length).toBeGreaterThan(1000);
  expect(answers.filter((text) => find(Buffer.from(text)).length > 0)).toEqual([]);
  expect(program.said().length).toBeGreaterThan(100_000);
  expect(find(Buffer.from(program.said()))).toEqual([]);
});

it('leaves none of them in a file, a temporary file or a row of the database', async () => {
  expect(filesWith(folder, values)).toEqual([]);
  await program.end('SIGTERM');
  expect(filesWith(folder, values)).toEqual([]);
  const server = await startEmbeddedPostgres(join(data, 'database'));
  const { rows, tables } = await tablesWith(server.connection, values);
  await server.stop();
  expect(rows).toBeGreaterThan(500);
  expect(tables).toEqual([]);
});
