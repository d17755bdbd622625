import { deflateSync } from 'node:zlib';
import { type PDFContext, type PDFDict, PDFName, PDFRawStream } from 'pdf-lib';
import type { Overlay } from './overlay.ts';
import type { Page } from './pages.ts';
import { withPdfium } from './pdfium.ts';
import { isBlank, type Picture, painted } from './render.ts';

/** Enough for print to stay legible, and for a person to check every digit. */
const DPI = 150;

/**
 * Makes pictures of pages whose text nobody can read: whoever releases the file then releases what
 * can be seen and nothing behind it. A page that comes out blank stays what it was.
 */
export async function rasterise(
  normalised: Uint8Array,
  pages: readonly Page[],
  context: PDFContext,
  overlay: Overlay,
): Promise<void> {
  await withPdfium(normalised, (library, document) => {
    for (const page of pages) {
      const options = { turned: false, annotations: false };
      const picture = painted(library, document, page.index, DPI, options);
      if (picture && !isBlank(picture)) replaceContent(page, picture, context, overlay);
    }
  });
}

function replaceContent(page: Page, picture: Picture, context: PDFContext, overlay: Overlay): void {
  const { width, height, rgb } = picture;
  const image = overlay.add(
    PDFRawStream.of(
      context.obj({
        Type: 'XObject',
        Subtype: 'Image',
        Width: width,
        Height: height,
        ColorSpace: 'DeviceRGB',
        BitsPerComponent: 8,
        Filter: 'FlateDecode',
      }),
      deflateSync(rgb),
    ),
  );
  const [left, bottom, right, top] = page.box;
  const text = `q ${right - left} 0 0 ${top - bottom} ${left} ${bottom} cm /Page Do Q`;
  const content = PDFRawStream.of(context.obj({}), Buffer.from(text, 'latin1'));
  const dict = overlay.editable(page.ref) as PDFDict;
  dict.set(PDFName.of('Contents'), overlay.add(content));
  dict.set(PDFName.of('Resources'), context.obj({ XObject: { Page: image } }));
}
