import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { heap, withPdfium } from './pdfium.ts';

export interface Normalised {
  /** The same document, decrypted, with a sound cross-reference table, as one revision. */
  readonly bytes: Uint8Array;
  readonly wasEncrypted: boolean;
}

/** Lets PDFium repair and rewrite the file. Throws `document-encrypted` and `document-damaged`. */
export const normalise = (bytes: Uint8Array, password = ''): Promise<Normalised> =>
  withPdfium(
    bytes,
    (library, document) => {
      const wasEncrypted = library.EPDF_IsEncrypted(document);
      if (wasEncrypted) library.EPDF_RemoveEncryption(document);
      return { bytes: saved(library, document), wasEncrypted };
    },
    password,
  );

function saved(library: WrappedPdfiumModule, document: number): Uint8Array {
  const { wasmExports } = library.pdfium;
  const writer = library.PDFiumExt_OpenFileWriter();
  try {
    library.PDFiumExt_SaveAsCopy(document, writer);
    const size = library.PDFiumExt_GetFileWriterSize(writer);
    const buffer = wasmExports.malloc(size);
    library.PDFiumExt_GetFileWriterData(writer, buffer, size);
    const bytes = heap(library).slice(buffer, buffer + size);
    wasmExports.free(buffer);
    return bytes;
  } finally {
    library.PDFiumExt_CloseFileWriter(writer);
  }
}
