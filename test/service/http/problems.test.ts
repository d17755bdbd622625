import { request } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { form, type Running, startService } from './start-service.ts';

let service: Running;
beforeAll(async () => {
  service = await startService({ maxUploadBytes: 1024 * 1024 });
});
afterAll(() => service.stop());

const post = (
  body: NonNullable<RequestInit['body']>,
  path = '/v1/redactions',
  headers: Record<string, string> = {},
) => fetch(service.url + path, { method: 'POST', body, headers });

const fileless = new FormData();
fileless.append('policy', 'general');
const twice = form('公示');
twice.append('file', new Blob(['公示']), 'b.txt');
const notAFile = new FormData();
notAFile.append('file', '公示');

const PICTURE = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);

const CASES: readonly [string, () => Promise<Response>, number, object][] = [
  [
    'a form without a file',
    () => post(fileless),
    400,
    { code: 'request-malformed', field: 'file' },
  ],
  ['two files', () => post(twice), 400, { code: 'request-malformed', field: 'file' }],
  ['a file sent as a text field', () => post(notAFile), 400, { field: 'file' }],
  ['an unknown field', () => post(form('公示', 'a.txt', { polcy: 'x' })), 400, { field: 'polcy' }],
  [
    'an unknown policy',
    () => post(form('公示', 'a.txt', { policy: 'x' })),
    400,
    { field: 'policy' },
  ],
  [
    'a context that is not JSON',
    () => post(form('公示', 'a.txt', { context: '{' })),
    400,
    { field: 'context' },
  ],
  [
    'a context with an unknown member',
    () => post(form('公示', 'a.txt', { context: '{"publishr":"x"}' })),
    400,
    { field: 'context.publishr' },
  ],
  [
    'a context with a number for a name',
    () => post(form('公示', 'a.txt', { context: '{"publisher":1}' })),
    400,
    { field: 'context.publisher' },
  ],
  [
    'a body that is no form',
    () => post('{}', '/v1/redactions', { 'content-type': 'application/json' }),
    415,
    { code: 'content-type-unsupported' },
  ],
  [
    'a form that is cut short',
    () =>
      post(
        '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nab',
        undefined,
        {
          'content-type': 'multipart/form-data; boundary=x',
        },
      ),
    400,
    { code: 'request-malformed' },
  ],
  [
    'a form without a boundary',
    () => post('x', undefined, { 'content-type': 'multipart/form-data' }),
    400,
    { code: 'request-malformed' },
  ],
  [
    'a file over the limit',
    () => post(form(new Uint8Array(2 * 1024 * 1024))),
    413,
    { code: 'upload-too-large', limitBytes: 1024 * 1024 },
  ],
  ['an empty file', () => post(form('')), 422, { code: 'document-damaged' }],
  [
    'a file of no known kind',
    () => post(form(PICTURE, 'a.png')),
    415,
    { code: 'format-unsupported' },
  ],
  [
    'an inspection of no known kind',
    () => post(form(PICTURE, 'a.png'), '/v1/inspections'),
    415,
    { code: 'format-unsupported' },
  ],
  ['an id that is none', () => fetch(`${service.url}/v1/redactions/1`), 400, { field: 'id' }],
  [
    'a redaction that is not there',
    () => fetch(`${service.url}/v1/redactions/${crypto.randomUUID()}/document`),
    404,
    { code: 'not-found' },
  ],
  ['an address that is not there', () => fetch(`${service.url}/v2`), 404, { code: 'not-found' }],
  [
    'an address that is not even one',
    () => fetch(`${service.url}/v1/redactions/%E0%A4%A`),
    400,
    { code: 'request-malformed' },
  ],
];

for (const [what, ask, status, body] of CASES)
  it(`answers ${what} with ${status} and says what is wrong`, async () => {
    const answer = await ask();
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({ status, ...body });
  });

it('refuses an upload that hides its length once the limit is passed', async () => {
  const status = await new Promise((resolve, reject) => {
    const upload = request(`${service.url}/v1/redactions`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    });
    const more = () => upload.write(new Uint8Array(64 * 1024), () => setImmediate(more));
    upload.on('error', reject);
    upload.on('response', (answer) => {
      upload.off('error', reject).on('error', () => {});
      upload.destroy();
      resolve(answer.statusCode);
    });
    upload.write('--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n', more);
  });
  expect(status).toBe(413);
});
