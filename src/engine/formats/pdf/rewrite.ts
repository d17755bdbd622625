import type { Edit } from '../../core/edit.ts';
import { spliced } from '../shared/splice.ts';
import { aligned } from './aligned.ts';
import type { AnchorStore } from './anchor-store.ts';
import type { Anchor, PdfParts } from './document.ts';
import { drawable, maskFonts } from './mask-font.ts';
import { Overlay } from './overlay.ts';
import { rasterise } from './raster.ts';
import { rewriteStream, type StreamChange } from './rewrite-stream.ts';
import { drop, dropAttachment, setAttachment, setText, setTextStream } from './write-extras.ts';
import type { XmpText } from './xmp.ts';

/** Writes the document anew with every edit applied and without what has no place in it. */
export async function rewriteDocument(
  parts: PdfParts,
  edits: readonly Edit[],
): Promise<Uint8Array> {
  const overlay = new Overlay(parts.context);
  const bySegment = Map.groupBy(edits, ({ segmentId }) => segmentId);
  rewriteTexts(parts, bySegment, overlay);
  await rewriteAttachments(parts, bySegment, overlay);
  rewriteStreams(parts, bySegment, overlay);
  if (parts.raster) await rasterise(parts.raster, parts.unreadable, parts.context, overlay);
  drop(parts.extras, overlay);
  return overlay.save();
}

type Edits = ReadonlyMap<number, readonly Edit[]>;

/** The edits of every segment that is anchored in one way. */
function* anchored<Kind extends Anchor['kind']>(
  { anchors }: PdfParts,
  edits: Edits,
  kind: Kind,
): Generator<[Extract<Anchor, { kind: Kind }>, number, readonly Edit[]]> {
  for (const [id, list] of edits) {
    const anchor = anchors[id];
    if (typeof anchor === 'object' && anchor.kind === kind)
      yield [anchor as Extract<Anchor, { kind: Kind }>, id, list];
  }
}

function rewriteTexts(parts: PdfParts, edits: Edits, overlay: Overlay): void {
  const textOf = (id: number): string => parts.segments.textOf(id);
  for (const [{ index }, id, list] of anchored(parts, edits, 'text')) {
    const place = parts.extras.texts[index];
    if (place) setText(overlay, place.place, spliced(textOf(id), list));
  }
  const changed = new Map<number, XmpText[]>();
  for (const [{ index, text }, id, list] of anchored(parts, edits, 'text-stream')) {
    const before = parts.extras.textStreams[index]?.texts[text];
    if (!before) continue;
    const texts = changed.get(index) ?? [];
    texts.push({ ...before, text: spliced(textOf(id), list) });
    changed.set(index, texts);
  }
  for (const [index, { isBroken }] of parts.extras.textStreams.entries())
    if (isBroken && !changed.has(index)) changed.set(index, []);
  for (const [index, texts] of changed) {
    const stream = parts.extras.textStreams[index];
    if (stream) setTextStream(overlay, stream, texts, stream.channel === 'metadata');
  }
}

async function rewriteAttachments(parts: PdfParts, edits: Edits, overlay: Overlay): Promise<void> {
  const inner = new Map<number, Edit[]>();
  for (const [{ index, segment }, , list] of anchored(parts, edits, 'attachment')) {
    const moved = list.map((edit) => ({ ...edit, segmentId: segment }));
    inner.set(index, [...(inner.get(index) ?? []), ...moved]);
  }
  for (const [index, { attachment, document }] of parts.attachments.entries()) {
    const must = document?.removals.some(({ when }) => when === 'always') === true;
    const list = inner.get(index) ?? [];
    if (!document) dropAttachment(overlay, attachment);
    else if (must || list.length > 0)
      setAttachment(overlay, attachment.ref, await document.rewrite(list));
  }
}

/** What the mask font must have: whatever is drawn, and the star. */
function charactersOf(changes: Iterable<StreamChange>): ReadonlySet<string> {
  const characters = new Set(['*']);
  for (const { marks } of changes)
    for (const text of marks.values())
      for (const char of text) if (drawable(char)) characters.add(char);
  return characters;
}

function rewriteStreams(parts: PdfParts, edits: Edits, overlay: Overlay): void {
  const changes = new Map<number, StreamChange>();
  const changeOf = (stream: number): StreamChange => {
    const known = changes.get(stream) ?? { marks: new Map(), properties: [] };
    changes.set(stream, known);
    return known;
  };
  for (const [id, list] of edits) {
    const from = parts.anchors[id];
    if (typeof from !== 'number') continue;
    for (const edit of list) mark(parts.store, from, parts.segments.textOf(id), edit, changeOf);
  }
  for (const [{ stream, start, end, isComment }, id, list] of anchored(parts, edits, 'property')) {
    const text = spliced(parts.segments.textOf(id), list);
    changeOf(stream).properties.push({ start, end, text: isComment ? `%${text}` : hexText(text) });
  }
  if (changes.size === 0) return;
  const characters = charactersOf(changes.values());
  const masks = maskFonts(parts.context, characters, (object) => overlay.add(object));
  for (const [id, change] of changes) {
    const stream = parts.streams.all[id];
    if (stream) rewriteStream(stream, change, parts, masks, overlay);
  }
}

const hexText = (text: string): string =>
  `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;

/** Says for each glyph of an edit what is drawn in its place. */
function mark(
  store: AnchorStore,
  from: number,
  text: string,
  { span, replacement }: Edit,
  changeOf: (stream: number) => StreamChange,
): void {
  const before = text.slice(span.start, span.end);
  const first = from + span.start;
  for (const [at, char] of aligned(before, replacement, (index) => store.isDrawn(first + index))) {
    for (const [stream, ordinal] of store.glyphsAt(first + at)) {
      const { marks } = changeOf(stream);
      const known = marks.get(ordinal);
      // Two readings of one glyph that want different things: a star hides it from both.
      marks.set(ordinal, known === undefined || known === char ? char : '*');
    }
  }
}
