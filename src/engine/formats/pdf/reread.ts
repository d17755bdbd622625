import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import type { Channel, ReadText } from '../../core/segment.ts';
import type { Surroundings } from '../format.ts';
import { heap, wideString, withPdfium } from './pdfium.ts';
import { pageText } from './pdfium-text.ts';
import { rawTexts } from './raw-texts.ts';

/** The second reading: what PDFium shows, then every string of every stream as it lies in the file. */
export async function* rereadPdf(
  bytes: Uint8Array,
  surroundings: Surroundings,
): AsyncGenerator<ReadText> {
  const { texts, files } = await withPdfium(bytes, (library, document) => ({
    texts: [...seenBy(library, document)],
    files: attachedTo(library, document),
  }));
  yield* texts;
  for (const { name, content } of files) {
    const inner = surroundings.rereadEmbedded(content, name);
    if (inner) yield* inner;
  }
  for (const text of rawTexts(bytes, surroundings.limits.inflatedBytes))
    yield readText('hidden', '文件内部', text);
}

const readText = (channel: Channel, part: string, text: string): ReadText => ({
  text,
  location: { channel, part, address: '' },
});

function* seenBy(library: WrappedPdfiumModule, document: number): Generator<ReadText> {
  for (let index = 0; index < library.FPDF_GetPageCount(document); index++) {
    yield readText('body', `第 ${index + 1} 页`, pageText(library, document, index));
    yield* annotationsOf(library, document, index);
  }
  yield* bookmarksOf(library, document, 0, new Set());
}

const ANNOTATION_KEYS = ['Contents', 'T', 'V', 'DV', 'TU', 'RC', 'Subj', 'NM'];

function* annotationsOf(
  library: WrappedPdfiumModule,
  document: number,
  index: number,
): Generator<ReadText> {
  const page = library.FPDF_LoadPage(document, index);
  if (page === 0) return;
  for (let number = 0; number < library.FPDFPage_GetAnnotCount(page); number++) {
    const annotation = library.FPDFPage_GetAnnot(page, number);
    for (const key of ANNOTATION_KEYS) {
      const text = wideString(library, (buffer, size) =>
        library.FPDFAnnot_GetStringValue(annotation, key, buffer, size),
      );
      if (text) yield readText('annotation', `第 ${index + 1} 页`, text);
    }
    library.FPDFPage_CloseAnnot(annotation);
  }
  library.FPDF_ClosePage(page);
}

function* bookmarksOf(
  library: WrappedPdfiumModule,
  document: number,
  parent: number,
  seen: Set<number>,
): Generator<ReadText> {
  let bookmark = library.FPDFBookmark_GetFirstChild(document, parent);
  while (bookmark !== 0 && !seen.has(bookmark)) {
    seen.add(bookmark);
    yield readText(
      'outline',
      '书签',
      wideString(library, (buffer, size) => library.FPDFBookmark_GetTitle(bookmark, buffer, size)),
    );
    yield* bookmarksOf(library, document, bookmark, seen);
    bookmark = library.FPDFBookmark_GetNextSibling(document, bookmark);
  }
}

function attachedTo(
  library: WrappedPdfiumModule,
  document: number,
): { name: string; content: Uint8Array }[] {
  return Array.from({ length: library.FPDFDoc_GetAttachmentCount(document) }, (_, index) => {
    const file = library.FPDFDoc_GetAttachment(document, index);
    const name = wideString(library, (buffer, size) =>
      library.FPDFAttachment_GetName(file, buffer, size),
    );
    return { name, content: contentOf(library, file) };
  });
}

function contentOf(library: WrappedPdfiumModule, file: number): Uint8Array {
  const { wasmExports, getValue } = library.pdfium;
  const length = wasmExports.malloc(4);
  try {
    if (!library.FPDFAttachment_GetFile(file, 0, 0, length)) return new Uint8Array();
    const size = getValue(length, 'i32');
    const buffer = wasmExports.malloc(size);
    try {
      library.FPDFAttachment_GetFile(file, buffer, size, length);
      return heap(library).slice(buffer, buffer + size);
    } finally {
      wasmExports.free(buffer);
    }
  } finally {
    wasmExports.free(length);
  }
}
