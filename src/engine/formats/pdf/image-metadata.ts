import { type PDFDict, PDFName, type PDFStream } from 'pdf-lib';
import { entry } from './resources.ts';

/** As many digits as a telephone number has, in bytes of one or of two. */
const NUMBER = /\d{11}|(?:\d\0){11}/;
const SOI = 0xd8;
const SOS = 0xda;
const EOI = Buffer.from([0xff, 0xd9]);
/** Exif and XMP, Photoshop's records, a comment. Other segments are numbers themselves. */
const TEXTS = new Set([0xe1, 0xed, 0xfe]);

/** A JPEG in three: the texts before its pixels, the texts after them, and the rest. */
interface Jpeg {
  readonly texts: readonly Buffer[];
  readonly tail: Buffer;
  readonly rest: Buffer;
}

/** What is left of a JPEG that says a number beside its pixels; `undefined` for one that says none. */
export function withoutNumbers(image: PDFStream): Uint8Array | undefined {
  if (!isJpeg(image.dict)) return undefined;
  const jpeg = parted(image.getContents());
  const says = (text: Buffer) => NUMBER.test(text.toString('latin1'));
  return jpeg && (says(jpeg.tail) || jpeg.texts.some(says)) ? jpeg.rest : undefined;
}

function isJpeg(dict: PDFDict): boolean {
  const filter = entry(dict, 'Filter') ?? entry(dict, 'F');
  return filter instanceof PDFName && /^DCT(?:Decode)?$/.test(filter.decodeText());
}

function parted(bytes: Uint8Array): Jpeg | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (file[0] !== 0xff || file[1] !== SOI) return undefined;
  const kept = [file.subarray(0, 2)];
  const texts: Buffer[] = [];
  let at = 2;
  while (file[at] === 0xff && file[at + 1] !== SOS && at + 4 <= file.length) {
    const end = at + 2 + file.readUInt16BE(at + 2);
    (TEXTS.has(file[at + 1] ?? 0) ? texts : kept).push(file.subarray(at, end));
    at = end;
  }
  const last = file.lastIndexOf(EOI);
  const stop = last < at ? file.length : last + EOI.length;
  const rest = Buffer.concat([...kept, file.subarray(at, stop)]);
  return { texts, tail: file.subarray(stop), rest };
}
