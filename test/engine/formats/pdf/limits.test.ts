import { describe, expect, it } from 'vitest';
import { DocumentError } from '../../../../src/engine/core/errors.ts';
import { DEFAULT_LIMITS, type Limits } from '../../../../src/engine/core/limits.ts';
import { pdf } from '../../../../src/engine/formats/pdf/pdf.ts';
import { surroundings } from '../../../../src/engine/formats/registry.ts';
import { redact } from '../../../../src/engine/pipeline/redact.ts';
import { leaks } from '../../../leaks.ts';
import { settings } from '../../settings.ts';
import { type Additions, HELVETICA, onePage, pdfOf, shown, stream } from './hand-made.ts';

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

/** Pages straight under the root of the tree. */
const manyPages = (count: number) => {
  const kids = Array.from({ length: count }, (_, at) => 10 + at);
  const page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>';
  return pdfOf({
    1: '<< /Type /Catalog /Pages 2 0 R >>',
    2: `<< /Type /Pages /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] /Count ${count} >>`,
    ...Object.fromEntries(kids.map((kid) => [kid, page])),
  });
};

it('refuses the ten-thousand-and-first page and says what the limit is', async () =>
  await expect(pdf.open(manyPages(10_001), surroundings(DEFAULT_LIMITS))).rejects.toMatchObject({
    code: 'document-limit-exceeded',
    detail: expect.stringContaining('10000'),
  }));

it('refuses a page tree deeper than any program writes', async () => {
  const nodes = Array.from({ length: 300 }, (_, at): [number, string] => [
    10 + at,
    `<< /Type /Pages /Kids [${11 + at} 0 R] /Count 1 /Parent ${at === 0 ? 2 : 9 + at} 0 R >>`,
  ]);
  const bytes = pdfOf({
    1: '<< /Type /Catalog /Pages 2 0 R >>',
    2: '<< /Type /Pages /Kids [10 0 R] /Count 1 >>',
    ...Object.fromEntries(nodes),
    310: '<< /Type /Page /Parent 309 0 R /MediaBox [0 0 9 9] >>',
  });
  expect(await codeOf(bytes)).toBe('document-damaged');
});

/** Opens it, and lets the second reader through it as well. */
async function verdictOf(bytes: Uint8Array) {
  try {
    return (await redact({ bytes, name: 'notice.pdf' }, settings)).verdict;
  } catch (error) {
    return (error as { code?: string }).code;
  }
}

describe('what leads back to itself is read once, by both readers', () => {
  it.each<[string, Additions]>([
    [
      'bookmarks in a ring',
      {
        catalog: '/Outlines 10 0 R',
        objects: {
          10: '<< /Type /Outlines /First 11 0 R /Last 12 0 R /Count 2 >>',
          11: '<< /Title (one) /Parent 10 0 R /Next 12 0 R /First 12 0 R >>',
          12: '<< /Title (two) /Parent 10 0 R /Next 11 0 R /First 11 0 R >>',
        },
      },
    ],
    [
      'a tree of names that is its own branch',
      {
        catalog: '/Names << /Dests 10 0 R /EmbeddedFiles 10 0 R >>',
        objects: { 10: '<< /Kids [10 0 R 11 0 R] >>', 11: '<< /Kids [10 0 R] /Names [(a) (b)] >>' },
      },
    ],
    [
      'a field that is its own child',
      {
        catalog: '/AcroForm << /Fields [10 0 R] >>',
        objects: { 10: '<< /FT /Tx /T (a) /Kids [10 0 R] /Parent 10 0 R /V (b) >>' },
      },
    ],
    [
      'a letter that draws itself',
      {
        resources: '/Font << /F1 5 0 R /T3 10 0 R >>',
        content: 'BT /T3 12 Tf 72 700 Td (a) Tj ET',
        objects: {
          10: `<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [0.1 0 0 0.1 0 0] /FirstChar 97 /LastChar 97 /Widths [5] /Encoding << /Differences [97 /a] >> /CharProcs << /a 11 0 R >> /Resources << /Font << /T3 10 0 R >> >> >>`,
          11: stream('5 0 d0 BT /T3 1 Tf (a) Tj ET'),
        },
      },
    ],
    [
      'a pattern painted with itself',
      {
        resources: '/Pattern << /P1 10 0 R >>',
        content: '/Pattern cs /P1 scn 0 0 99 99 re f',
        objects: {
          10: stream(
            '/Pattern cs /P1 scn 0 0 9 9 re f',
            '/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources << /Pattern << /P1 10 0 R >> >>',
          ),
        },
      },
    ],
  ])('%s', async (_, additions) =>
    expect(await verdictOf(onePage(additions))).toMatch(/^(?:clean|masked|review|document-)/),
  );
});

describe('a broken file is mended and proven, or refused', () => {
  const ID = '11010519491231002X';
  const sound = onePage({ content: shown(`ID: ${ID}`) });
  const text = sound.toString('latin1');
  it.each<[string, Buffer]>([
    ['without its cross-references', Buffer.from(text.replace(/xref[\s\S]*$/, ''), 'latin1')],
    [
      'with cross-references that point nowhere',
      Buffer.from(text.replaceAll(/\d{10} 00000 n/g, '0000099999 00000 n'), 'latin1'),
    ],
    [
      'whose end is said to be elsewhere',
      Buffer.from(text.replace(/startxref\n\d+/, 'startxref\n7'), 'latin1'),
    ],
    ['cut in the middle', sound.subarray(0, sound.length >> 1)],
    ['cut within its last words', sound.subarray(0, sound.length - 40)],
    ['with a letter before it', Buffer.concat([Buffer.from('To whom it may concern\n'), sound])],
  ])('%s', async (_, bytes) => {
    try {
      const { verdict, output } = await redact({ bytes, name: 'notice.pdf' }, settings);
      expect(verdict).toMatch(/^(?:clean|masked|review|refused)$/);
      if (verdict === 'clean' || verdict === 'masked')
        expect(leaks(output as Uint8Array, ID)).toEqual([]);
    } catch (error) {
      expect(error).toBeInstanceOf(DocumentError);
    }
  });
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
