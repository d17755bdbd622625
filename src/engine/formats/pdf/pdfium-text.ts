import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { heap } from './pdfium.ts';

/** The text of one page as PDFium reads it. */
export function pageText(library: WrappedPdfiumModule, document: number, index: number): string {
  const page = library.FPDF_LoadPage(document, index);
  if (page === 0) return '';
  const text = library.FPDFText_LoadPage(page);
  try {
    return text === 0 ? '' : textOf(library, text);
  } finally {
    if (text !== 0) library.FPDFText_ClosePage(text);
    library.FPDF_ClosePage(page);
  }
}

function textOf(library: WrappedPdfiumModule, text: number): string {
  const count = library.FPDFText_CountChars(text);
  if (count <= 0) return '';
  const buffer = library.pdfium.wasmExports.malloc((count + 1) * 2);
  try {
    const written = library.FPDFText_GetText(text, 0, count, buffer);
    const bytes = heap(library).subarray(buffer, buffer + Math.max(0, written - 1) * 2);
    return Buffer.from(bytes).toString('utf16le');
  } finally {
    library.pdfium.wasmExports.free(buffer);
  }
}
