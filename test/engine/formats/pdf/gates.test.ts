// What cannot be read for certain is a blind spot, each for one reason alone.
import { expect, it } from 'vitest';
import { agree, countDigits } from '../../../../src/engine/formats/pdf/digits.ts';
import { pdf } from '../../../../src/engine/formats/pdf/pdf.ts';
import type { PlacedGlyph } from '../../../../src/engine/formats/pdf/placed-glyph.ts';
import { surroundings } from '../../../../src/engine/formats/registry.ts';
import { settings } from '../../settings.ts';
import { type Additions, onePage, shown, stream } from './hand-made.ts';

const reasons = async (additions: Additions): Promise<string[]> => {
  const document = await pdf.open(onePage(additions), surroundings(settings.limits));
  return document.blindSpots.map(({ reason }) => reason);
};

const toUnicode = (pairs: string) =>
  stream(
    `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def
     1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar ${pairs} endbfchar endcmap end end`,
  );
/** A page that shows the letters AB in a font of the test. */
const inFont = (font: string, string = '(AB)', objects = {}): Additions => ({
  resources: '/Font << /F1 5 0 R /F2 10 0 R >>',
  content: `BT /F2 12 Tf 72 700 Td ${string} Tj ET`,
  objects: { 10: font, ...objects },
});
const COMPOSITE = (system: string, more = '') =>
  `<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Own /Encoding /Identity-H ${more} /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Own /CIDSystemInfo << /Registry (Adobe) /Ordering (${system}) /Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /FontName /ABCDEF+Own /Flags 4 >> >>] >>`;

it('reads an ordinary page without a doubt', async () =>
  expect(await reasons({ content: shown('12345') })).toEqual([]));

it('does not believe a font whose letters are private', async () =>
  expect(
    await reasons(
      inFont('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 11 0 R >>', '(AB)', {
        11: toUnicode('<41> <E041>'),
      }),
    ),
  ).toContain('undecodable'));

it('does not believe a font that maps its letters to control characters', async () =>
  expect(
    await reasons(
      inFont('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 11 0 R >>', '(AB)', {
        11: toUnicode('<41> <0001>'),
      }),
    ),
  ).toContain('undecodable'));

it('does not guess the letters of glyph numbers', async () =>
  expect(await reasons(inFont(COMPOSITE('Identity'), '<00410042>'))).toContain('undecodable'));

it('does not guess the letters of glyphs that have numbers for names', async () =>
  expect(
    await reasons(
      inFont(
        '<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+Own /FirstChar 65 /LastChar 66 /Widths [500 500] /Encoding << /Differences [65 /g12 /g13] >> /FontDescriptor << /Type /FontDescriptor /FontName /ABCDEF+Own /Flags 4 >> >>',
      ),
    ),
  ).toContain('undecodable'));

it('does not guess the letters of a drawn font', async () =>
  expect(
    await reasons(
      inFont(
        '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [0.1 0 0 0.1 0 0] /FirstChar 65 /LastChar 66 /Widths [5 5] /Encoding << /Differences [65 /A /B] >> /CharProcs << /A 11 0 R /B 11 0 R >> >>',
        '(AB)',
        { 11: stream('5 0 d0 0 0 5 5 re f') },
      ),
    ),
  ).toContain('undecodable'));

it('does not believe a map that makes other digits of those that are drawn', async () => {
  const moved = toUnicode('<31> <0037>');
  const named = '/Encoding << /Differences [65 /one /two] >>';
  for (const [font, string, map] of [
    ['/BaseFont /Helvetica', '(12)', moved],
    [`/BaseFont /ABCDEF+Own ${named}`, '(AB)', toUnicode('<41> <0037>')],
    [`/BaseFont /ABCDEF+Own ${named}`, '(AB)', toUnicode('<41> <0041>')],
  ] as const)
    expect(
      await reasons(
        inFont(`<< /Type /Font /Subtype /Type1 ${font} /ToUnicode 11 0 R >>`, string, { 11: map }),
      ),
    ).toContain('undecodable');
  const honest = toUnicode('<41> <0031>');
  expect(
    await reasons(
      inFont(
        `<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+Own ${named} /ToUnicode 11 0 R >>`,
        '(A)',
        { 11: honest },
      ),
    ),
  ).toEqual([]);
});

it('does not read half a letter', async () =>
  expect(
    await reasons(
      inFont(COMPOSITE('Identity', '/ToUnicode 11 0 R'), '<0041004200>', {
        11: stream(
          '/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0041> <0041> <0042> <0042> endbfchar endcmap end end',
        ),
      }),
    ),
  ).toContain('undecodable'));

it('does not read text that is shown in no font', async () =>
  expect(await reasons({ content: 'BT /F9 12 Tf 72 700 Td (AB) Tj ET' })).toContain('undecodable'));

it('does not read on where the operators of a page break off', async () =>
  expect(await reasons({ content: 'BT /F1 12 Tf 72 700 Td (AB' })).toContain('undecodable'));

it('does not read content under a filter that it does not know', async () =>
  expect(
    await reasons({ objects: { 4: '<< /Filter /Own /Length 2 >>\nstream\nAB\nendstream' } }),
  ).toContain('undecodable'));

const glyphs = (text: string): PlacedGlyph[] =>
  [...text].map((char, at) => ({
    text: char,
    x: at * 6,
    y: 0,
    dx: 6,
    dy: 0,
    ordinal: at,
    shown: { size: 12, angle: 0, concealed: false, white: false, run: 0, stream: 0 },
  }));

it('wants another reader to see the same digits', () => {
  const seen = (text: string) => countDigits([text]);
  expect(agree(glyphs('ID 12'), [], seen('ID 12'))).toBe(true);
  expect(agree(glyphs('ID 12'), [], seen('ID 13'))).toBe(false);
  expect(agree(glyphs('ID 12'), [], seen('ID 1'))).toBe(false);
  expect(agree(glyphs('ID 12'), [], seen('ID 122'))).toBe(false);
});

it('lets another reader see a digit once that is drawn twice on one spot', () =>
  expect(agree([...glyphs('12'), ...glyphs('12')], [], countDigits(['12']))).toBe(true));

it('lets another reader see the text that is said to stand for the glyphs', () =>
  expect(agree(glyphs('12'), ['345'], countDigits(['345']))).toBe(true));
