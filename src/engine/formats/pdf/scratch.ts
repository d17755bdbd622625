import {
  PDFArray,
  PDFContext,
  PDFDict,
  PDFName,
  type PDFObject,
  PDFRef,
  PDFStream,
  PDFWriter,
} from 'pdf-lib';

/** One string to be shown in one font. */
export interface Sample {
  readonly font: PDFObject;
  readonly bytes: Uint8Array;
}

const SAMPLES_A_PAGE = 2000;
/** Ways from a font back into the document, and what the decoder need not draw. */
const SKIPPED = new Set(['Parent', 'StructParent', 'Pg', 'CharProcs', 'Resources']);

/** A PDF that shows each sample with a Tj of its own, in order, in the fonts of another document. */
export async function scratchPdf(
  source: PDFContext,
  samples: readonly Sample[],
): Promise<{ bytes: Uint8Array; samplesAPage: number }> {
  const context = PDFContext.create();
  context.largestObjectNumber = source.largestObjectNumber;
  const names = new Map<PDFObject, string>();
  const fonts = PDFDict.withContext(context);
  for (const { font } of samples) {
    if (names.has(font)) continue;
    names.set(font, `F${names.size}`);
    fonts.set(PDFName.of(names.get(font) as string), grafted(font, source, context));
  }
  const pages = PDFArray.withContext(context);
  const tree = context.register(context.obj({ Type: 'Pages', Kids: pages }));
  for (let from = 0; from < samples.length; from += SAMPLES_A_PAGE) {
    const text = showing(samples.slice(from, from + SAMPLES_A_PAGE), names);
    const page = context.obj({ Type: 'Page', Parent: tree, MediaBox: [0, 0, 10, 10] });
    page.set(PDFName.of('Resources'), context.obj({ Font: fonts }));
    page.set(PDFName.of('Contents'), context.register(context.stream(text)));
    pages.push(context.register(page));
  }
  context.lookup(tree, PDFDict).set(PDFName.of('Count'), context.obj(pages.size()));
  context.trailerInfo.Root = context.register(context.obj({ Type: 'Catalog', Pages: tree }));
  const bytes = await PDFWriter.forContext(context, Number.POSITIVE_INFINITY).serializeToBuffer();
  return { bytes, samplesAPage: SAMPLES_A_PAGE };
}

function showing(samples: readonly Sample[], names: ReadonlyMap<PDFObject, string>): string {
  const lines = ['BT'];
  let current: PDFObject | undefined;
  for (const { font, bytes } of samples) {
    if (font !== current) lines.push(`/${names.get(font)} 1 Tf`);
    current = font;
    lines.push(`<${Buffer.from(bytes).toString('hex')}> Tj`);
  }
  lines.push('ET');
  return lines.join('\n');
}

/** Brings a font into the scratch file under the numbers that it has in its own. */
function grafted(font: PDFObject, source: PDFContext, target: PDFContext): PDFObject {
  const bring = (ref: PDFRef): void => {
    const found = source.lookup(ref);
    if (!found || target.lookup(ref) !== undefined) return;
    target.assign(ref, found);
    target.assign(ref, copy(found));
  };
  const copy = (object: PDFObject): PDFObject => {
    if (object instanceof PDFRef) bring(object);
    else if (object instanceof PDFDict) return copiedDict(object, copy, target);
    else if (object instanceof PDFArray) {
      const array = PDFArray.withContext(target);
      for (const item of object.asArray()) array.push(copy(item));
      return array;
    } else if (object instanceof PDFStream) object.dict.values().forEach(copy);
    return object;
  };
  return copy(font);
}

function copiedDict(
  dict: PDFDict,
  copy: (object: PDFObject) => PDFObject,
  target: PDFContext,
): PDFDict {
  const result = PDFDict.withContext(target);
  for (const [key, value] of dict.entries()) {
    const name = key.decodeText();
    if (name === 'CharProcs') result.set(key, PDFDict.withContext(target));
    if (!SKIPPED.has(name)) result.set(key, copy(value));
  }
  return result;
}
