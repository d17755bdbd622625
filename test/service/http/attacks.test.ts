import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { form, type Running, startService } from './start-service.ts';

const VALUE = '11010519491231002X';
let service: Running;
beforeAll(async () => {
  // A document that takes longer than this is refused with another detail, which no case expects.
  service = await startService({}, { seconds: 20 });
});
afterAll(() => service.stop());

const fixture = (name: string) => new Uint8Array(readFileSync(join('fixtures', name)));
const list = (file: string) => fixture(`scholarship/${file}`);
const half = (bytes: Uint8Array) => new Uint8Array(bytes.subarray(0, bytes.length >> 1));
const post = (bytes: Uint8Array<ArrayBuffer>, name: string) =>
  fetch(`${service.url}/v1/redactions`, { method: 'POST', body: form(bytes, name) });

afterEach(async () => {
  const answer = await fetch(`${service.url}/v1/redactions`, { method: 'POST', body: form(VALUE) });
  expect(answer.status, 'the service goes on serving').toBe(201);
});

const REFUSED: readonly [string, () => Uint8Array<ArrayBuffer>, string, string[]][] = [
  [
    'a picture called a spreadsheet',
    () => new Uint8Array([0x89, 80, 78, 71, 13, 10, 26, 10, 0]),
    'a.xlsx',
    ['format-unsupported'],
  ],
  ['half a spreadsheet', () => half(list('openpyxl.xlsx')), 'a.xlsx', ['document-damaged']],
  ['half a Word file', () => half(list('libreoffice.docx')), 'a.docx', ['document-damaged']],
  [
    'an encrypted spreadsheet',
    () => fixture('attacks/encrypted.xlsx'),
    'a.xlsx',
    ['document-encrypted'],
  ],
  [
    'an encrypted Word file',
    () => fixture('attacks/encrypted.docx'),
    'a.docx',
    ['document-encrypted'],
  ],
  ['an encrypted PDF', () => fixture('attacks/encrypted.pdf'), 'a.pdf', ['document-encrypted']],
  ['an empty file', () => new Uint8Array(), 'a.docx', ['document-damaged']],
  ['a ZIP bomb', () => fixture('attacks/deflate-bomb.xlsx'), 'a.xlsx', ['document-limit-exceeded']],
  [
    'a bomb of overlapping entries',
    () => fixture('attacks/overlap-bomb.docx'),
    'a.docx',
    ['document-damaged', 'document-limit-exceeded'],
  ],
  [
    'a billion laughs',
    () => fixture('attacks/billion-laughs.docx'),
    'a.docx',
    ['document-damaged', 'document-limit-exceeded'],
  ],
  ['a PDF bomb', () => fixture('attacks/flate-bomb.pdf'), 'a.pdf', ['document-limit-exceeded']],
];

for (const [what, bytes, name, codes] of REFUSED)
  it(`answers ${what} with the right problem`, async () => {
    const answer = await post(bytes(), name);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    const { code, detail } = (await answer.json()) as { code: string; detail: string };
    expect(codes).toContain(code);
    expect(detail).toMatch(/\p{Script=Han}.* · .*[a-z]/u);
    expect(detail).not.toContain('20 秒');
  });

for (const [file, name] of [
  ['openpyxl.xlsx', 'a.docx'],
  ['libreoffice.docx', 'a.pdf'],
  ['libreoffice.pdf', 'a.csv'],
] as const)
  it(`reads ${file} for what it is when it is called ${name}`, async () => {
    const answer = await post(list(file), name);
    expect(answer.status).toBe(201);
    const { document } = (await answer.json()) as { document: { format: string } };
    expect(document.format).toBe(file.split('.')[1]);
  });

it('never calls half a PDF clean', async () => {
  const answer = await post(half(list('libreoffice.pdf')), 'a.pdf');
  const body = (await answer.json()) as { verdict?: string; code?: string };
  expect([body.verdict, body.code]).not.toContain('clean');
  if (answer.status !== 201) expect(body.code).toMatch(/^document-/);
});

it('refuses 200 MB, announced or not', async () => {
  for (const announced of [true, false]) expect(await sendLarge(announced)).toBe(413);
});

function sendLarge(announced: boolean): Promise<number | undefined> {
  const chunk = Buffer.alloc(1024 * 1024, 0x20);
  return new Promise((resolve, reject) => {
    const upload = request(`${service.url}/v1/redactions`, {
      method: 'POST',
      headers: {
        'content-type': 'multipart/form-data; boundary=x',
        ...(announced ? { 'content-length': 200 * chunk.length } : {}),
      },
    });
    upload.on('error', reject);
    upload.on('response', (answer) => {
      upload.off('error', reject).on('error', () => {});
      upload.destroy();
      resolve(answer.statusCode);
    });
    let left = 199;
    const more = () => {
      if (left-- > 0 && !upload.destroyed) upload.write(chunk, () => setImmediate(more));
    };
    upload.write('--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n', more);
  });
}

it('keeps every planted value out of its log, and writes nothing to the temp folder', async () => {
  for (const file of ['openpyxl.xlsx', 'libreoffice.docx', 'libreoffice.pdf', 'utf-8.txt'])
    await post(list(file), file);
  const planted = plantedValues();
  expect(planted.length).toBeGreaterThan(50);
  const log = service.log();
  expect(planted.filter((value) => log.includes(value))).toEqual([]);
  const left = readdirSync(tmpdir()).filter((name) => name.startsWith('clearpost-sandbox-'));
  for (const name of left) expect(readdirSync(join(tmpdir(), name)).length).toBe(0);
});

/** Every long number of the scholarship list, as the plain text has it. */
const plantedValues = (): string[] => [
  ...new Set(readFileSync('fixtures/scholarship/utf-8.txt', 'utf8').match(/\d{11,19}X?/g) ?? []),
];
