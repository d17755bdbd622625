import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { heap } from './pdfium.ts';

/** A painted page: three bytes a pixel, row by row from the top. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** More pixels than this are not painted: the page gets a coarser picture. */
const MOST_PIXELS = 12_000_000;
const WHITE = 0xffffffff;
const WITH_ANNOTATIONS = 1;

/**
 * Paints a page as a viewer shows it, or without the turn that /Rotate asks for. `undefined` when
 * PDFium cannot.
 */
export function painted(
  library: WrappedPdfiumModule,
  document: number,
  index: number,
  dpi: number,
  { turned, annotations }: { readonly turned: boolean; readonly annotations: boolean },
): Picture | undefined {
  const page = library.FPDF_LoadPage(document, index);
  if (page === 0) return undefined;
  const turns = turned ? 0 : (4 - library.FPDFPage_GetRotation(page)) % 4;
  const sides = [library.FPDF_GetPageWidthF(page), library.FPDF_GetPageHeightF(page)] as const;
  const [wide, high] = turns % 2 === 0 ? sides : [sides[1], sides[0]];
  const scale = Math.min(dpi / 72, Math.sqrt(MOST_PIXELS / Math.max(1, wide * high)));
  const width = Math.max(1, Math.round(wide * scale));
  const height = Math.max(1, Math.round(high * scale));
  const bitmap = library.FPDFBitmap_Create(width, height, 0);
  try {
    if (bitmap === 0) return undefined;
    library.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
    const flags = annotations ? WITH_ANNOTATIONS : 0;
    library.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, turns, flags);
    return { width, height, rgb: pixels(library, bitmap, width, height) };
  } finally {
    if (bitmap !== 0) library.FPDFBitmap_Destroy(bitmap);
    library.FPDF_ClosePage(page);
  }
}

/** PDFium keeps blue, green, red and a fourth byte. */
function pixels(
  library: WrappedPdfiumModule,
  bitmap: number,
  width: number,
  height: number,
): Uint8Array {
  const from = library.FPDFBitmap_GetBuffer(bitmap);
  const stride = library.FPDFBitmap_GetStride(bitmap);
  const memory = heap(library);
  const rgb = new Uint8Array(width * height * 3);
  let to = 0;
  for (let row = 0; row < height; row++) {
    for (let at = from + row * stride; at < from + row * stride + width * 4; at += 4) {
      rgb[to++] = memory[at + 2] as number;
      rgb[to++] = memory[at + 1] as number;
      rgb[to++] = memory[at] as number;
    }
  }
  return rgb;
}

/** Whether nothing was painted at all. */
export const isBlank = ({ rgb }: Picture): boolean => rgb.every((value) => value === 255);
