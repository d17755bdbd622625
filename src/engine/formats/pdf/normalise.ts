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
      const bytes = saved(library, document);
      return { bytes: wasEncrypted ? withoutOldTables(bytes) : bytes, wasEncrypted };
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

const TABLE = '/Type/XRef';

/**
 * PDFium carries the cross-reference stream of an encrypted file over as if it were any object, and
 * decrypts what never was encrypted. Nothing leads to it, but who meets it takes it for a table.
 */
function withoutOldTables(bytes: Uint8Array): Uint8Array {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const table = file.toString('latin1', file.lastIndexOf('\nxref'));
  for (const [, offset] of table.matchAll(/(\d{10}) \d{5} n/g)) {
    const at = Number(offset);
    const end = file.indexOf('stream', at);
    const type = file.subarray(at, end < 0 ? at : end).indexOf(TABLE);
    if (type >= 0) file.write('/Type/None', at + type, 'latin1');
  }
  return bytes;
}
