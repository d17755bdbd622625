import { deflateSync } from 'node:zlib';
import { PDFDict, PDFName, type PDFObject, type PDFRef, PDFStream } from 'pdf-lib';
import type { PdfParts } from './document.ts';
import { AFRESH, interpret } from './interpret.ts';
import { LexicalError } from './lexer.ts';
import { type Overlay, streamWith } from './overlay.ts';
import { dictAt } from './resources.ts';
import { type Marks, type MaskNames, rewriteShow } from './rewrite-show.ts';
import type { ContentStream } from './streams.ts';
import type { Show } from './visitor.ts';

/** What has to change in one content stream. */
export interface StreamChange {
  /** By glyph ordinal. */
  readonly marks: Map<number, string>;
  /** What stands instead of texts in property lists and comments, by their place in the stream. */
  readonly properties: { readonly start: number; readonly end: number; readonly text: string }[];
}

interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Puts the changed stream, and the resources that it then needs, into the file to be written. */
export function rewriteStream(
  stream: ContentStream,
  change: StreamChange,
  parts: Pick<PdfParts, 'fonts' | 'inherited'>,
  masks: { level: PDFRef; upright: PDFRef },
  overlay: Overlay,
): void {
  // The glyphs of a Type 3 font draw with the resources of their font: text in them only goes away.
  const named =
    stream.kind === 'glyph'
      ? undefined
      : namedFonts(stream, masks, parts.inherited.get(stream.id) ?? AFRESH.text);
  // What zlib gives back lies in a far larger buffer, and all of these are held until the file is written.
  const content = Uint8Array.from(deflateSync(rewritten(stream, change, parts, named)));
  const page = stream.page;
  if (stream.kind === 'page' && page) {
    const dict = overlay.editable(page.ref) as PDFDict;
    dict.set(
      PDFName.of('Contents'),
      overlay.add(streamWith(emptyDict(dict), content, 'FlateDecode')),
    );
    if (named) dict.set(PDFName.of('Resources'), named.resources(dict));
    return;
  }
  if (!stream.ref) return;
  const old = overlay.editable(stream.ref);
  if (!(old instanceof PDFStream)) return;
  if (named) old.dict.set(PDFName.of('Resources'), named.resources(old.dict));
  overlay.replace(stream.ref, streamWith(old.dict, content, 'FlateDecode'));
}

const emptyDict = ({ context }: PDFDict): PDFDict => PDFDict.withContext(context);

function rewritten(
  stream: ContentStream,
  { marks, properties }: StreamChange,
  { fonts, inherited }: Pick<PdfParts, 'fonts' | 'inherited'>,
  names: MaskNames | undefined,
): Uint8Array {
  const bytes = stream.bytes();
  const splices: Splice[] = [...properties];
  let ordinal = 0;
  const show = (shown: Show): readonly [number, number] => {
    const font = fonts.of(shown.state.font);
    const count = font && !font.unreadable ? glyphsOf(shown, font) : 0;
    const first = ordinal;
    ordinal += count;
    if (font && isMarked(marks, first, ordinal)) {
      const text = rewriteShow(shown, font, first, marks, names);
      splices.push({ start: shown.operation.start, end: shown.operation.end, text: ` ${text}` });
    }
    return [0, 0];
  };
  try {
    const text = inherited.get(stream.id) ?? AFRESH.text;
    interpret(bytes, stream.resources, { show }, { ...AFRESH, text });
  } catch (error) {
    // What comes after is not shown by viewers either; the page is a blind spot already.
    if (!(error instanceof LexicalError)) throw error;
  }
  return spliced(bytes, splices);
}

function glyphsOf(
  show: Show,
  font: { read(bytes: Uint8Array): readonly unknown[] | undefined },
): number {
  let count = 0;
  for (const item of show.items) {
    if (typeof item !== 'number') count += font.read(item.bytes)?.length ?? 0;
  }
  return count;
}

function isMarked(marks: Marks, from: number, to: number): boolean {
  for (let ordinal = from; ordinal < to; ordinal++) if (marks.has(ordinal)) return true;
  return false;
}

function spliced(bytes: Uint8Array, splices: readonly Splice[]): Uint8Array {
  const parts: Uint8Array[] = [];
  let at = 0;
  for (const { start, end, text } of splices.toSorted((a, b) => a.start - b.start)) {
    parts.push(bytes.subarray(at, start), Buffer.from(text, 'latin1'));
    at = end;
  }
  parts.push(bytes.subarray(at));
  return Buffer.concat(parts);
}

/** Adds the mask fonts to a copy of the stream's resources, under names that nothing else has. */
function namedFonts(
  stream: ContentStream,
  masks: { level: PDFRef; upright: PDFRef },
  inherited: MaskNames['inherited'],
): MaskNames & { resources(holder: PDFDict): PDFDict } {
  const taken = new Map<string, PDFObject>(
    dictAt(stream.resources, 'Font')
      ?.entries()
      .map(([key, value]) => [key.decodeText(), value]) ?? [],
  );
  const free = (wanted: string): string => {
    let name = wanted;
    for (let more = 1; taken.has(name); more++) name = `${wanted}${more}`;
    return name;
  };
  const level = free('ClearpostMask');
  const upright = free('ClearpostMaskV');
  const added = new Map<string, PDFObject>([
    [level, masks.level],
    [upright, masks.upright],
  ]);
  return {
    level,
    upright,
    inherited,
    nameOf: ({ state }) => {
      // A form may go on in a font that only its page has a name for.
      const { fontName } = state;
      if (fontName !== undefined && taken.get(fontName) === state.font) return fontName;
      const known = [...added].find(([, font]) => font === state.font)?.[0];
      if (known) return known;
      const name = free(`ClearpostFont${added.size}`);
      added.set(name, state.font as PDFObject);
      return name;
    },
    resources: (holder) => {
      const resources = shallow(stream.resources ?? emptyDict(holder));
      const fonts = shallow(dictAt(stream.resources, 'Font') ?? emptyDict(holder));
      for (const [name, font] of added) fonts.set(PDFName.of(name), font);
      resources.set(PDFName.of('Font'), fonts);
      return resources;
    },
  };
}

function shallow(dict: PDFDict): PDFDict {
  const copy = PDFDict.withContext(dict.context);
  for (const [key, value] of dict.entries()) copy.set(key, value);
  return copy;
}
