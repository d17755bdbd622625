import type { Format } from '../format.ts';
import { openPdf } from './open.ts';
import { withPdfium } from './pdfium.ts';
import { pngOf } from './png.ts';
import { painted } from './render.ts';
import { rereadPdf } from './reread.ts';

/** How far into a file its header may stand: readers accept junk before it. */
const HEADER_WITHIN = 1024;

/** PDF: text is taken out of the content streams themselves, and PDFium reads the result again. */
export const pdf: Format = {
  id: 'pdf',
  mediaType: 'application/pdf',
  extensions: ['.pdf'],
  channels: [
    'body',
    'table',
    'annotation',
    'form',
    'outline',
    'link',
    'metadata',
    'attachment',
    'file-name',
    'hidden',
    'script',
    'image',
  ],
  readers: ['PDFium', 'zlib'],
  recognises: (bytes) =>
    Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEADER_WITHIN)).includes(
      '%PDF-',
    ),
  open: openPdf,
  preview: (bytes, page, dpi) =>
    withPdfium(bytes, (library, document) => {
      const options = { turned: true, annotations: true };
      const picture = painted(library, document, page, dpi, options);
      return picture && pngOf(picture);
    }),
  reread: rereadPdf,
};
