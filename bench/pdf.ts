import { readFileSync } from 'node:fs';
import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { PDFDocument, PDFName, PDFStream } from 'pdf-lib';
import { DEFAULT_LIMITS } from '../src/engine/core/limits.ts';
import { pdf } from '../src/engine/formats/pdf/pdf.ts';
import { heap, withPdfium } from '../src/engine/formats/pdf/pdfium.ts';
import { surroundings } from '../src/engine/formats/registry.ts';
import { heapFlags } from '../src/service/sandbox/child-process.ts';
import { SANDBOX_DEFAULTS } from '../src/service/sandbox/sandbox.ts';
import type { Bench } from './frame/bench.ts';

const PAGES = 300;
const MASKS = 3800;
const A_PAGE = Math.ceil(MASKS / PAGES);
const NUMBER = /(?<!\d)(?:\d{17}[\dXx]|1\d{10})(?!\d)/g;

/** A list of three pages, repeated: as many hits on every page, the same number for both. */
export const bench: Bench = {
  title: `a PDF of ${PAGES} pages, ${MASKS} numbers masked, without detection`,
  amount: PAGES,
  unit: 'pages',
  flags: heapFlags(SANDBOX_DEFAULTS.memoryMb),
  input: async () => {
    const document = await PDFDocument.load(readFileSync('fixtures/scholarship/reportlab.pdf'));
    const first = document.getPages();
    while (document.getPageCount() < PAGES)
      for (const { node } of first) {
        const page = document.addPage();
        const content = node.lookup(PDFName.of('Contents'), PDFStream);
        for (const [key, value] of node.entries())
          if (key !== PDFName.of('Parent')) page.node.set(key, value);
        page.node.set(PDFName.of('Contents'), document.context.register(content.clone()));
      }
    return document.save();
  },
  contenders: {
    clearpost: async (bytes) => {
      const document = await pdf.open(bytes, surroundings(DEFAULT_LIMITS));
      const hits = [...document.segments].flatMap(({ id, text, location }) =>
        [...text.matchAll(NUMBER)].map(({ 0: value, index }) => ({
          page: location.part,
          segmentId: id,
          span: { start: index, end: index + value.length },
          replacement: '*'.repeat(value.length),
        })),
      );
      const edits = Map.groupBy(hits, ({ page }) => page)
        .values()
        .flatMap((page) => page.slice(0, A_PAGE))
        .take(MASKS)
        .toArray();
      const output = await document.rewrite(edits);
      return `${edits.length} masks, ${output.length} bytes`;
    },
    'PDFium alone': (bytes) =>
      withPdfium(bytes, (library, document) => {
        let masks = 0;
        for (let page = 0; page < library.FPDF_GetPageCount(document); page++)
          masks += redactPage(library, document, page, Math.min(A_PAGE, MASKS - masks));
        return `${masks} masks, ${savedSize(library, document)} bytes`;
      }),
  },
};

// Both start warm, as in a worker that has seen documents before.
for (let time = 0; time < 3; time++)
  for (const contender of Object.values(bench.contenders))
    await contender(readFileSync('fixtures/scholarship/reportlab.pdf'));

/** Takes the numbers of a page out with PDFium's own redaction, as a program without us would. */
function redactPage(
  library: WrappedPdfiumModule,
  document: number,
  index: number,
  most: number,
): number {
  const page = library.FPDF_LoadPage(document, index);
  const text = library.FPDFText_LoadPage(page);
  const hits = [...textOf(library, text).matchAll(NUMBER)].slice(0, most);
  const room = library.pdfium.wasmExports.malloc(32);
  const boxes = hits.map(({ 0: value, index: from }) =>
    boxOf(library, text, from, value.length, room),
  );
  library.FPDFText_ClosePage(text);
  for (const box of boxes) {
    for (const [at, side] of box.entries()) library.pdfium.setValue(room + at * 4, side, 'float');
    library.EPDFText_RedactInRect(page, room, true, false);
  }
  if (boxes.length > 0) library.FPDFPage_GenerateContent(page);
  library.pdfium.wasmExports.free(room);
  library.FPDF_ClosePage(page);
  return hits.length;
}

function textOf(library: WrappedPdfiumModule, text: number): string {
  const count = library.FPDFText_CountChars(text);
  const buffer = library.pdfium.wasmExports.malloc((count + 1) * 2);
  library.FPDFText_GetText(text, 0, count, buffer);
  const found = Buffer.from(heap(library).subarray(buffer, buffer + count * 2)).toString('utf16le');
  library.pdfium.wasmExports.free(buffer);
  return found;
}

/** Left, top, right, bottom of a stretch of text. */
function boxOf(
  library: WrappedPdfiumModule,
  text: number,
  from: number,
  length: number,
  room: number,
): [number, number, number, number] {
  const sides = Array.from({ length }, (_, at) => {
    library.FPDFText_GetCharBox(text, from + at, room, room + 8, room + 16, room + 24);
    return [0, 8, 16, 24].map((offset) => library.pdfium.getValue(room + offset, 'double'));
  });
  const all = (side: number) => sides.map((one) => one[side] ?? 0);
  return [Math.min(...all(0)), Math.max(...all(3)), Math.max(...all(1)), Math.min(...all(2))];
}

function savedSize(library: WrappedPdfiumModule, document: number): number {
  const writer = library.PDFiumExt_OpenFileWriter();
  library.PDFiumExt_SaveAsCopy(document, writer);
  const size = library.PDFiumExt_GetFileWriterSize(writer);
  library.PDFiumExt_CloseFileWriter(writer);
  return size;
}
