import { deflateSync } from 'node:zlib';
import {
  PDFArray,
  PDFDict,
  PDFName,
  type PDFObject,
  PDFRawStream,
  type PDFRef,
  PDFStream,
} from 'pdf-lib';
import type { Attachment, Extras, TextStream } from './extras.ts';
import { type Overlay, streamWith } from './overlay.ts';
import type { Place } from './survey.ts';
import { encodedText } from './texts.ts';
import { withXmpTexts, type XmpText } from './xmp.ts';

/** Takes out of the file to be written what must not stay in it. */
export function drop(extras: Extras, overlay: Overlay): void {
  for (const { place, keys } of extras.dropped) {
    const dict = dictOf(objectAt(overlay, place.owner, place.path));
    for (const key of keys) dict?.delete(PDFName.of(key));
  }
  for (const { ref, bytes } of extras.pictures) {
    const picture = overlay.editable(ref);
    if (picture instanceof PDFStream) overlay.replace(ref, PDFRawStream.of(picture.dict, bytes));
  }
}

export function setText(overlay: Overlay, { owner, path }: Place, text: string): void {
  const holder = objectAt(overlay, owner, path.slice(0, -1));
  const last = path.at(-1);
  const value = encodedText(text);
  if (last === undefined) overlay.replace(owner, value);
  else if (holder instanceof PDFArray) holder.set(Number(last), value);
  else dictOf(holder)?.set(PDFName.of(String(last)), value);
}

export function setTextStream(
  overlay: Overlay,
  { ref, packet }: TextStream,
  texts: readonly XmpText[],
  isMarkup: boolean,
): void {
  const stream = overlay.editable(ref);
  if (!(stream instanceof PDFStream)) return;
  const changed = isMarkup ? withXmpTexts(packet, texts) : (texts[0]?.text ?? '');
  // Metadata stays readable to programs that do not know PDF, as ISO 32000 asks.
  const content = Buffer.from(changed, 'utf8');
  overlay.replace(ref, streamWith(stream.dict, content, undefined));
}

export function setAttachment(overlay: Overlay, ref: PDFRef, bytes: Uint8Array): void {
  const stream = overlay.editable(ref);
  if (!(stream instanceof PDFStream)) return;
  stream.dict.delete(PDFName.of('Params'));
  overlay.replace(ref, streamWith(stream.dict, deflateSync(bytes), 'FlateDecode'));
}

/** Leaves the name of the attachment and takes its content. */
export function dropAttachment(overlay: Overlay, { specification }: Attachment): void {
  const dict = dictOf(objectAt(overlay, specification.owner, specification.path));
  dict?.delete(PDFName.of('EF'));
}

function objectAt(
  overlay: Overlay,
  owner: PDFRef,
  path: readonly (string | number)[],
): PDFObject | undefined {
  let object = overlay.editable(owner);
  for (const step of path) {
    object =
      object instanceof PDFArray
        ? object.get(Number(step))
        : dictOf(object)?.get(PDFName.of(String(step)));
  }
  return object;
}

function dictOf(object: PDFObject | undefined): PDFDict | undefined {
  if (object instanceof PDFDict) return object;
  return object instanceof PDFStream ? object.dict : undefined;
}
