import { fileURLToPath } from 'node:url';
import type { PDFContext } from 'pdf-lib';
import type { Font, FontBook, Glyph } from './fonts.ts';
import { scratchPdf } from './scratch.ts';

/** What pdf.js tells about one glyph of a `showText`. */
interface ShownGlyph {
  readonly originalCharCode: number;
  readonly unicode: string;
  readonly width: number;
  readonly vmetric: readonly [number, number, number] | null;
}

interface Sample {
  readonly font: Font;
  readonly bytes: Uint8Array;
}

type PdfJs = typeof import('pdfjs-dist/legacy/build/pdf.mjs');
let warm: Promise<PdfJs> | undefined;

/** pdf.js, loaded once and kept warm. It only ever sees files that `scratchPdf` wrote. */
export function pdfJs(): Promise<PdfJs> {
  warm ??= import('pdfjs-dist/legacy/build/pdf.mjs');
  return warm;
}

const folder = (name: string): string =>
  fileURLToPath(new URL(`../../${name}/`, import.meta.resolve('pdfjs-dist/legacy/build/pdf.mjs')));

/** Lets pdf.js decode every code that the document shows. A font it cannot follow becomes unreadable. */
export async function decodeFonts(book: FontBook, context: PDFContext): Promise<void> {
  const samples = [...book.fonts.values()]
    .filter(({ unreadable }) => !unreadable)
    .flatMap(samplesOf);
  if (samples.length === 0) return;
  const { bytes, samplesAPage } = await scratchPdf(
    context,
    samples.map(({ font, bytes }) => ({ font: font.object, bytes })),
  );
  const { getDocument, OPS } = await pdfJs();
  const task = getDocument({
    data: bytes,
    cMapUrl: folder('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: folder('standard_fonts'),
    verbosity: 0,
    fontExtraProperties: true,
    disableFontFace: true,
    useSystemFonts: false,
    isEvalSupported: false,
    useWorkerFetch: false,
  } as Parameters<typeof getDocument>[0]);
  try {
    const document = await task.promise;
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const { fnArray, argsArray } = await page.getOperatorList();
      const from = (number - 1) * samplesAPage;
      const shown: { glyphs: ShownGlyph[]; unit: number }[] = [];
      let unit = 0.001;
      for (const [index, operator] of fnArray.entries()) {
        if (operator === OPS.setFont)
          unit = unitOf(page.commonObjs, argsArray[index]?.[0] as string);
        if (operator === OPS.showText)
          shown.push({ glyphs: argsArray[index]?.[0] as ShownGlyph[], unit });
      }
      learnAll(samples.slice(from, from + samplesAPage), shown);
    }
  } finally {
    await task.destroy();
  }
}

function samplesOf(font: Font): Sample[] {
  if (font.splitting === 'variable')
    return [...font.strings.keys()]
      .filter((key) => key.length > 0)
      .map((key) => ({ font, bytes: Buffer.from(key, 'latin1') }));
  const codes = [...font.codes];
  if (codes.length === 0) return [];
  const bytes =
    font.splitting === 'one-byte' ? codes : codes.flatMap((code) => [code >> 8, code & 255]);
  return [{ font, bytes: Uint8Array.from(bytes) }];
}

function unitOf(objects: { get(id: string): unknown }, id: string): number {
  try {
    const font = objects.get(id) as { fontMatrix?: readonly number[] } | null;
    return font?.fontMatrix?.[0] ?? 0.001;
  } catch {
    return 0.001;
  }
}

function learnAll(
  samples: readonly Sample[],
  shown: readonly { glyphs: readonly ShownGlyph[]; unit: number }[],
): void {
  for (const [index, { font, bytes }] of samples.entries()) {
    const found = shown.length === samples.length ? shown[index] : undefined;
    const glyphs = found && split(font, bytes, found.glyphs, found.unit);
    if (!glyphs) font.unreadable = true;
    else if (font.splitting === 'variable')
      font.strings.set(Buffer.from(bytes).toString('latin1'), glyphs);
    else for (const glyph of glyphs) font.learn(glyph);
  }
}

/** The string cut into the codes of its glyphs; `undefined` unless it is used up whole. */
function split(
  font: Font,
  bytes: Uint8Array,
  shown: readonly ShownGlyph[],
  unit: number,
): Glyph[] | undefined {
  const glyphs: Glyph[] = [];
  let at = 0;
  for (const one of shown.filter((item) => typeof item === 'object')) {
    const length = lengthOf(font, bytes, at, one.originalCharCode);
    if (length === undefined) return undefined;
    glyphs.push(glyphOf(one, length, unit, font.vertical));
    at += length;
  }
  return at === bytes.length ? glyphs : undefined;
}

function lengthOf(font: Font, bytes: Uint8Array, at: number, code: number): number | undefined {
  const lengths = { 'one-byte': [1], 'two-byte': [2], variable: [1, 2, 3, 4] }[font.splitting];
  return lengths.find((length) => {
    let value = 0;
    for (let ahead = 0; ahead < length; ahead++)
      value = value * 256 + (bytes[at + ahead] ?? Number.NaN);
    return value === code;
  });
}

function glyphOf(shown: ShownGlyph, length: number, unit: number, vertical: boolean): Glyph {
  const { originalCharCode: code, unicode, width, vmetric } = shown;
  const text = isReadable(unicode) ? withoutRadicals(unicode) : undefined;
  if (!vertical) return { text, code, length, advance: width * unit, offset: undefined };
  const [advance, x, y] = vmetric ?? [-1000, width / 2, 880];
  return { text, code, length, advance: advance * 0.001, offset: [-x * 0.001, -y * 0.001] };
}

/** Some fonts map 身 to the radical ⾝, which looks the same and which no label has. */
const withoutRadicals = (text: string): string =>
  text.replaceAll(/[\u2f00-\u2fdf]/g, (radical) => radical.normalize('NFKC'));

/** Control characters, private-use characters and U+FFFD say that the font keeps its letters to itself. */
const UNREADABLE = /[\p{Cc}\p{Co}\p{Cn}\uFFFD]/u;
const isReadable = (unicode: string | undefined): boolean =>
  unicode !== undefined && unicode !== '' && !UNREADABLE.test(unicode);
