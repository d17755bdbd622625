import { heap, withPdfium } from '../../../../src/engine/formats/pdf/pdfium.ts';

/** One character where PDFium sees it: its origin in points of the page's own space. */
export interface SeenChar {
  readonly char: string;
  readonly x: number;
  readonly y: number;
  /** Pixels of the page as it is painted, from the left and the top. */
  readonly box: { left: number; right: number; bottom: number; top: number };
}

export interface SeenPage {
  readonly chars: readonly SeenChar[];
  readonly width: number;
  readonly height: number;
  /** Grey values of the page at one pixel a point, row by row from the top. */
  readonly pixels: Uint8Array;
}

/** What PDFium sees and paints on every page. */
export const seenPages = (bytes: Uint8Array): Promise<SeenPage[]> =>
  withPdfium(bytes, (library, document) =>
    Array.from({ length: library.FPDF_GetPageCount(document) }, (_, index) => {
      const page = library.FPDF_LoadPage(document, index);
      const text = library.FPDFText_LoadPage(page);
      const { malloc, free } = library.pdfium.wasmExports;
      const room = malloc(32);
      const double = (at: number) => library.pdfium.getValue(room + at * 8, 'double');
      const width = Math.round(library.FPDF_GetPageWidthF(page));
      const height = Math.round(library.FPDF_GetPageHeightF(page));
      const painted = (px: number, py: number): [number, number] => {
        library.FPDF_PageToDevice(page, 0, 0, width, height, 0, px, py, room, room + 4);
        return [library.pdfium.getValue(room, 'i32'), library.pdfium.getValue(room + 4, 'i32')];
      };
      const chars: SeenChar[] = [];
      for (let at = 0; at < library.FPDFText_CountChars(text); at++) {
        const char = String.fromCodePoint(library.FPDFText_GetUnicode(text, at));
        if (library.FPDFText_IsGenerated(text, at) === 1 || char.trim() === '') continue;
        library.FPDFText_GetCharOrigin(text, at, room, room + 8);
        const [x, y] = [double(0), double(1)];
        library.FPDFText_GetCharBox(text, at, room, room + 8, room + 16, room + 24);
        const [left, right, bottom, top] = [double(0), double(1), double(2), double(3)];
        const [one, other] = [painted(left, bottom), painted(right, top)];
        const box = {
          left: Math.min(one[0], other[0]),
          right: Math.max(one[0], other[0]),
          top: Math.min(one[1], other[1]),
          bottom: Math.max(one[1], other[1]),
        };
        chars.push({ char, x, y, box });
      }
      free(room);
      const bitmap = library.FPDFBitmap_Create(width, height, 0);
      library.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff);
      library.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, 1);
      const buffer = library.FPDFBitmap_GetBuffer(bitmap);
      const stride = library.FPDFBitmap_GetStride(bitmap);
      const memory = heap(library);
      const pixels = Uint8Array.from(
        { length: width * height },
        (_, at) => memory[buffer + Math.floor(at / width) * stride + (at % width) * 4 + 1] ?? 0,
      );
      library.FPDFBitmap_Destroy(bitmap);
      library.FPDFText_ClosePage(text);
      library.FPDF_ClosePage(page);
      return { chars, width, height, pixels };
    }),
  );
