// Pictures of pages: the masked side only; of a withheld file for those only who decide about it.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pdf } from '../../../src/engine/formats/pdf/pdf.ts';
import { onePage, shown, stream } from '../../engine/formats/pdf/hand-made.ts';
import { form } from './start-service.ts';
import { type StoredService, startStoredService } from './start-stored-service.ts';

const ID = '11010519491231002X';
let service: StoredService;
let clerk: string;
let other: string;
let reviewer: string;
beforeAll(async () => {
  service = await startStoredService();
  [clerk, other, reviewer] = await Promise.all([
    service.key('redact'),
    service.key('redact'),
    service.key('review'),
  ]);
});
afterAll(() => service.stop());

const fixture = () => new Uint8Array(readFileSync('fixtures/scholarship/reportlab.pdf'));
const handIn = async (bytes: Uint8Array<ArrayBuffer>, name = 'list.pdf') =>
  (await service.ask('POST', '/v1/redactions', clerk, form(bytes, name))).body;
const look = (id: string, page: number | string, secret = clerk, more = '') =>
  fetch(`${service.url}/v1/redactions/${id}/pages/${page}${more}`, {
    headers: { authorization: `Bearer ${secret}` },
  });
const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer());
const widthOf = (png: Uint8Array) => Buffer.from(png).readUInt32BE(16);

it('shows each page of the masked file, as finely as asked for, and nothing past the last', async () => {
  const { id, masked } = await handIn(fixture());
  const document = await fetch(service.url + masked.href, {
    headers: { authorization: `Bearer ${clerk}` },
  });
  const published = await bytesOf(document);
  const answer = await look(id, 3);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('image/png');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const png = await bytesOf(answer);
  expect(png).toEqual(new Uint8Array((await pdf.preview?.(published, 2, 96)) as Uint8Array));
  expect(png).not.toEqual(new Uint8Array((await pdf.preview?.(fixture(), 2, 96)) as Uint8Array));
  const coarse = widthOf(await bytesOf(await look(id, 1, clerk, '?dpi=48')));
  expect(Math.abs(coarse - widthOf(png) / 2)).toBeLessThanOrEqual(1);
  expect((await look(id, 4)).status).toBe(404);
});

it('refuses what is no page and no fineness', async () => {
  const { id } = await handIn(fixture());
  for (const [page, more] of [
    [0, ''],
    ['x', ''],
    [10_001, ''],
    [1, '?dpi=20'],
    [1, '?dpi=100000'],
    [1, '?size=3'],
  ] as const)
    expect((await look(id, page, clerk, more)).status).toBe(400);
});

it('has none of a format without pages, of a stranger’s file or of what was destroyed', async () => {
  const text = await handIn(new TextEncoder().encode(`身份证号 ${ID}`), '名单.txt');
  expect((await look(text.id, 1)).status).toBe(404);
  const { id } = await handIn(fixture());
  expect((await look(id, 1, other)).status).toBe(404);
  expect((await look(crypto.randomUUID(), 1)).status).toBe(404);
  await service.ask('DELETE', `/v1/redactions/${id}`, clerk);
  expect((await look(id, 1)).status).toBe(410);
});

it('shows a withheld file to a reviewer only, and masked', async () => {
  const draft = new Uint8Array(
    onePage({
      resources: '/XObject << /I1 10 0 R >>',
      content: `q 300 0 0 100 72 500 cm /I1 Do Q ${shown(`ID: ${ID}`)}`,
      objects: {
        10: stream(
          new Uint8Array(300 * 100),
          '/Type /XObject /Subtype /Image /Width 300 /Height 100 /ColorSpace /DeviceGray /BitsPerComponent 8',
        ),
      },
    }),
  );
  const { id, verdict } = await handIn(draft);
  expect(verdict).toBe('review');
  const refused = await look(id, 1);
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({ type: 'urn:clearpost:problem:document-withheld' });
  const seen = await look(id, 1, reviewer);
  expect(seen.status).toBe(200);
  const plain = (await pdf.preview?.(draft, 0, 96)) as Uint8Array;
  expect(await bytesOf(seen)).not.toEqual(new Uint8Array(plain));
});
