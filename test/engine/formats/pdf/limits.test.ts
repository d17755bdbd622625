import { expect, it } from 'vitest';
import { DEFAULT_LIMITS, type Limits } from '../../../../src/engine/core/limits.ts';
import { pdf } from '../../../../src/engine/formats/pdf/pdf.ts';
import { surroundings } from '../../../../src/engine/formats/registry.ts';
import { HELVETICA, onePage, pdfOf, shown, stream } from './hand-made.ts';

const codeOf = (bytes: Uint8Array, limits: Partial<Limits> = {}) =>
  pdf.open(bytes, surroundings({ ...DEFAULT_LIMITS, ...limits })).then(
    () => 'opened',
    ({ code }) => code,
  );
const FORM = '/Type /XObject /Subtype /Form /BBox [0 0 595 842]';

it('stops at forms that draw the next one twice, twenty-five times over', async () => {
  const forms = Array.from({ length: 25 }, (_, at): [number, Buffer] => [
    10 + at,
    stream('/X Do /X Do', `${FORM} /Resources << /XObject << /X ${11 + at} 0 R >> >>`),
  ]);
  const bytes = onePage({
    resources: '/XObject << /X 10 0 R >>',
    content: '/X Do',
    objects: { ...Object.fromEntries(forms), 35: stream(shown('end'), FORM) },
  });
  expect(await codeOf(bytes)).toBe('document-limit-exceeded');
});

it('opens a form that draws itself', async () => {
  const bytes = onePage({
    resources: '/XObject << /X 10 0 R >>',
    content: '/X Do',
    objects: {
      10: stream(`${shown('ID')} /X Do`, `${FORM} /Resources << /XObject << /X 10 0 R >> >>`),
    },
  });
  expect(await codeOf(bytes)).toBe('opened');
});

it('refuses a page tree that leads back to itself', async () =>
  expect(
    await codeOf(
      pdfOf({
        1: '<< /Type /Catalog /Pages 2 0 R >>',
        2: '<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>',
        3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>',
      }),
    ),
  ).toMatch(/^document-/));

it('refuses more pages than the limit', async () => {
  const pages = Array.from({ length: 30 }, (_, at): [number, string] => [
    10 + at,
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>',
  ]);
  const bytes = pdfOf({
    1: '<< /Type /Catalog /Pages 2 0 R >>',
    2: `<< /Type /Pages /Kids [${pages.map(([number]) => `${number} 0 R`).join(' ')}] /Count 30 >>`,
    5: HELVETICA,
    ...Object.fromEntries(pages),
  });
  expect(await codeOf(bytes, { pages: 29 })).toBe('document-limit-exceeded');
  expect(await codeOf(bytes, { pages: 30 })).toBe('opened');
});

it('refuses content that inflates beyond the limit', async () =>
  expect(
    await codeOf(onePage({ content: ' '.repeat(3_000_000) }), { inflatedBytes: 1_000_000 }),
  ).toBe('document-limit-exceeded'));

it('refuses lists nested a hundred thousand deep', async () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  expect(await codeOf(onePage({ catalog: `/Own ${deep}` }))).toMatch(/^document-|opened/);
});

it('reads a picture that claims a billion pixels without painting it', async () => {
  const bytes = onePage({
    resources: '/XObject << /I1 10 0 R >>',
    content: 'q 300 0 0 100 72 500 cm /I1 Do Q',
    objects: {
      10: stream(
        new Uint8Array(10),
        '/Type /XObject /Subtype /Image /Width 40000 /Height 30000 /ColorSpace /DeviceRGB /BitsPerComponent 8',
      ),
    },
  });
  expect(await codeOf(bytes)).toBe('opened');
});

it('takes the empty second table that Word writes for old readers for no older revision', async () => {
  const plain = onePage({ content: shown('notice') });
  const start = plain.toString('latin1').match(/startxref\n(\d+)/)?.[1];
  const table = `xref\n0 0\ntrailer\n<< /Size 6 /Root 1 0 R /ID [<${'A1'.repeat(16)}> <${'A1'.repeat(16)}>] /Prev ${start} /XRefStm ${start} >>\nstartxref\n${plain.length}\n%%EOF\n`;
  const document = await pdf.open(
    Buffer.concat([plain, Buffer.from(table)]),
    surroundings(DEFAULT_LIMITS),
  );
  expect(document.removals).toEqual([]);
});
