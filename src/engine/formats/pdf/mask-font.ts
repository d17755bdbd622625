import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import {
  type PDFContext,
  type PDFDict,
  PDFName,
  PDFRawStream,
  type PDFRef,
  PDFString,
} from 'pdf-lib';
import { Sfnt } from './sfnt.ts';

/** The characters that a mask can be drawn with. */
const FIRST = 0x20;
const LAST = 0x7e;

let warm: Sfnt | undefined;

/** Liberation Sans, which may be embedded (SIL Open Font License), as pdf.js brings it. */
function liberation(): Sfnt {
  warm ??= new Sfnt(
    readFileSync(
      new URL(
        '../../standard_fonts/LiberationSans-Regular.ttf',
        import.meta.resolve('pdfjs-dist/legacy/build/pdf.mjs'),
      ),
    ),
  );
  return warm;
}

/** Whether the mask font has this character. */
export const drawable = (char: string): boolean =>
  char.length === 1 && char.charCodeAt(0) >= FIRST && char.charCodeAt(0) <= LAST;

/** Width of a character in thousandths of the font size, rounded as the font dictionary says it. */
export const widthOf = (char: string): number => Math.round(liberation().width(char.charCodeAt(0)));

/** The codes of a text in the mask font, for a string operand in hexadecimal. */
export const codesOf = (text: string): string =>
  [...text].map((char) => char.charCodeAt(0).toString(16).padStart(4, '0')).join('');

/** The fonts that draw masks: embedded, extractable, one for each direction of writing. */
export function maskFonts(
  context: PDFContext,
  characters: ReadonlySet<string>,
  add: (object: PDFDict | PDFRawStream) => PDFRef,
): { level: PDFRef; upright: PDFRef } {
  const codes = [...characters].map((char) => char.charCodeAt(0)).sort((a, b) => a - b);
  const file = liberation().subset(codes);
  const program = add(
    PDFRawStream.of(
      context.obj({ Length1: file.length, Filter: 'FlateDecode' }),
      deflateSync(file),
    ),
  );
  const descriptor = add(
    context.obj({
      Type: 'FontDescriptor',
      FontName: 'CPMASK+LiberationSans',
      Flags: 4,
      FontBBox: [-544, -303, 1302, 980],
      ItalicAngle: 0,
      Ascent: 905,
      Descent: -212,
      CapHeight: 729,
      StemV: 80,
      FontFile2: program,
    }),
  );
  const widths = codes.flatMap((code) => [code, [widthOf(String.fromCharCode(code))]]);
  const descendant = context.obj({
    Type: 'Font',
    Subtype: 'CIDFontType2',
    BaseFont: 'CPMASK+LiberationSans',
    CIDToGIDMap: 'Identity',
    FontDescriptor: descriptor,
    DW: 500,
    W: widths,
  });
  descendant.set(
    PDFName.of('CIDSystemInfo'),
    context.obj({
      Registry: PDFString.of('Adobe'),
      Ordering: PDFString.of('Identity'),
      Supplement: 0,
    }),
  );
  const toUnicode = add(PDFRawStream.of(context.obj({}), Buffer.from(cmapOf(codes), 'latin1')));
  const font = (encoding: string): PDFRef =>
    add(
      context.obj({
        Type: 'Font',
        Subtype: 'Type0',
        BaseFont: 'CPMASK+LiberationSans',
        Encoding: encoding,
        DescendantFonts: [add(descendant)],
        ToUnicode: toUnicode,
      }),
    );
  return { level: font('Identity-H'), upright: font('Identity-V') };
}

function cmapOf(codes: readonly number[]): string {
  const hex = (code: number) => `<${code.toString(16).padStart(4, '0')}>`;
  return [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
    '/CMapName /Adobe-Identity-UCS def /CMapType 2 def',
    '1 begincodespacerange <0000> <FFFF> endcodespacerange',
    `${codes.length} beginbfchar`,
    ...codes.map((code) => `${hex(code)} ${hex(code)}`),
    'endbfchar endcmap CMapName currentdict /CMap defineresource pop end end',
  ].join('\n');
}
