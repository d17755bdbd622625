import { type PDFContext, PDFDocument, PDFRef } from 'pdf-lib';
import type { Removal } from '../../core/document.ts';
import { DocumentError } from '../../core/errors.ts';
import type { Location } from '../../core/segment.ts';
import type { Surroundings } from '../format.ts';
import { type OpenedAttachment, openAttachment } from './attachments.ts';
import { Builder } from './builder.ts';
import type { Budget } from './decode.ts';
import { decodeFonts } from './decode-fonts.ts';
import { agree, countDigits, type DigitCount } from './digits.ts';
import { PdfDocument } from './document.ts';
import { type Extras, readExtras } from './extras.ts';
import { FontBook } from './fonts.ts';
import { refuseFormBomb } from './form-bomb.ts';
import { AFRESH, interpret } from './interpret.ts';
import { layerSwitch } from './layers.ts';
import { LexicalError } from './lexer.ts';
import { normalise } from './normalise.ts';
import { PageReader } from './page-reader.ts';
import { type Page, pagesOf } from './pages.ts';
import { withPdfium } from './pdfium.ts';
import { pageText } from './pdfium-text.ts';
import type { Scene } from './place.ts';
import { hasOlderRevision } from './revisions.ts';
import { type ContentStreams, contentStreams } from './streams.ts';
import type { TextState, Visitor } from './visitor.ts';

/** Reads a PDF: pages, then everything beside them, then the files inside it. */
export async function openPdf(bytes: Uint8Array, surroundings: Surroundings): Promise<PdfDocument> {
  const { bytes: normalised, wasEncrypted } = await normalise(bytes, surroundings.password);
  const context = await load(normalised);
  const budget: Budget = { left: surroundings.limits.inflatedBytes };
  const pages = pagesOf(context, surroundings.limits);
  const streams = contentStreams(context, pages, budget);
  const fonts = new FontBook(context);
  const inherited = collectCodes(streams, fonts);
  await decodeFonts(fonts, context);
  const seen = await digitsSeen(normalised);
  const extras = readExtras(context, budget, (ref) => streams.of(ref) !== undefined);
  const attachments: OpenedAttachment[] = [];
  for (const one of extras.attachments) attachments.push(await openAttachment(one, surroundings));

  const builder = new Builder();
  readPages({ streams, fonts, inherited, isOff: layerSwitch(context) }, pages, seen, builder);
  addExtras(extras, builder);
  for (const [index, one] of attachments.entries()) addAttachment(one, index, builder);
  const older = !wasEncrypted && hasOlderRevision(bytes, context);
  const removals: Removal[] = [
    ...(wasEncrypted ? [removal('encryption', '加密')] : []),
    ...(older ? [removal('old-revision', '较早的版本')] : []),
    ...extras.removals,
    ...builder.removals,
  ];
  const raster = builder.unreadable.length > 0 ? normalised : undefined;
  const parts = { raster, context, streams, fonts, inherited, extras, attachments, ...builder };
  return new PdfDocument(parts, [...builder.blindSpots, ...extras.blindSpots], removals);
}

const removal = (what: Removal['what'], part: string): Removal => ({
  location: { channel: 'hidden', part, address: '' },
  what,
  when: 'always',
});

async function load(bytes: Uint8Array): Promise<PDFContext> {
  try {
    const options = { updateMetadata: false, throwOnInvalidObject: true } as const;
    return (await PDFDocument.load(bytes, options)).context;
  } catch (cause) {
    throw new DocumentError(
      'document-damaged',
      '这份 PDF 的结构已损坏 · the structure of the PDF is damaged',
      { cause },
    );
  }
}

/** Notes every code that is shown in every font, and in which state each form is first drawn. */
function collectCodes(streams: ContentStreams, fonts: FontBook): Scene['inherited'] {
  const inherited = new Map<number, Readonly<TextState>>();
  const draws = new Map<number, number[]>();
  for (const stream of streams.all) {
    const text = inherited.get(stream.id) ?? AFRESH.text;
    const visitor: Visitor = {
      show: ({ state, items }) => {
        const font = fonts.of(state.font);
        for (const item of items) if (typeof item !== 'number') font?.want(item.bytes);
        return [0, 0];
      },
      draw: (object, outset) => {
        const form = object instanceof PDFRef ? streams.of(object) : undefined;
        if (!form) return;
        if (!inherited.has(form.id)) inherited.set(form.id, outset.text);
        const drawn = draws.get(stream.id);
        if (drawn) drawn.push(form.id);
        else draws.set(stream.id, [form.id]);
      },
    };
    try {
      interpret(stream.bytes(), stream.resources, visitor, { ...AFRESH, text });
    } catch (error) {
      // The page reader meets the same error and makes the page a blind spot.
      if (!(error instanceof LexicalError)) throw error;
    }
  }
  refuseFormBomb(draws);
  return inherited;
}

const digitsSeen = (bytes: Uint8Array): Promise<DigitCount[]> =>
  withPdfium(bytes, (library, document) =>
    Array.from({ length: library.FPDF_GetPageCount(document) }, (_, index) =>
      countDigits([pageText(library, document, index)]),
    ),
  );

function readPages(
  scene: Scene,
  pages: readonly Page[],
  seen: readonly DigitCount[],
  builder: Builder,
): void {
  const reader = new PageReader(scene);
  for (const page of pages) {
    const stream = scene.streams.pages[page.index];
    if (!stream) continue;
    const read = reader.page(stream, page);
    const spoken = read.spoken.filter(({ isRead }) => isRead).map(({ text }) => text);
    const agreed = agree(read.glyphs, spoken, seen[page.index] ?? countDigits([]));
    builder.addRead(read, `第 ${page.index + 1} 页`, '', agreed);
    if (read.unreadable || !agreed) builder.addUnreadable(page);
  }
  for (const stream of scene.streams.all) {
    if (reader.drawn.has(stream.id)) continue;
    const part = stream.page ? `第 ${stream.page.index + 1} 页` : '文件内部';
    const address = stream.ref ? `对象 ${stream.ref.objectNumber}` : '';
    builder.addRead(reader.alone(stream), part, address, true);
  }
}

function addExtras(extras: Extras, builder: Builder): void {
  for (const [index, { text, channel, part }] of extras.texts.entries())
    builder.add(text, { channel, part, address: '' }, { kind: 'text', index });
  for (const [index, { texts, channel, part }] of extras.textStreams.entries())
    for (const [text, one] of texts.entries())
      builder.add(one.text, { channel, part, address: '' }, { kind: 'text-stream', index, text });
}

function addAttachment(
  { attachment, document }: OpenedAttachment,
  index: number,
  builder: Builder,
): void {
  const location: Location = { channel: 'attachment', part: `附件 ${index + 1}`, address: '' };
  if (!document) {
    builder.removals.push({ location, what: 'embedded-object', when: 'always' });
    return;
  }
  const inside = ({ part, address }: Location): Location => ({
    ...location,
    address: [part, address].filter(Boolean).join(' '),
  });
  const tables = builder.tables;
  for (const { id, text, location: place, cell, unseen } of document.segments)
    builder.add(
      text,
      inside(place),
      { kind: 'attachment', index, segment: id },
      cell && { ...cell, table: cell.table + tables },
      unseen,
    );
  for (const spot of document.blindSpots)
    builder.blindSpots.push({ ...spot, location: inside(spot.location) });
  for (const one of document.removals)
    builder.removals.push({ ...one, location: inside(one.location) });
  void attachment;
}
