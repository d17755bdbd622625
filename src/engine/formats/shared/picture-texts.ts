import { inflateSync } from 'node:zlib';
import type { Location } from '../../core/segment.ts';
import { binaryTexts } from './binary-text.ts';
import { couldIdentify } from './ooxml/technical.ts';
import type { Unit } from './ooxml/unit.ts';
import { virtual } from './xml/run.ts';

/** A stretch of a picture that is no part of what it shows. */
interface Beside {
  readonly start: number;
  readonly end: number;
  readonly content: Buffer;
}

/**
 * What a PNG or JPEG says beside its pixels: comments, Exif, XMP, bytes behind its end. Each goes as a whole when
 * anything in it has to go; the picture stays as it was. What it shows is for others to see.
 */
export function pictureUnits(bytes: Buffer, { part }: Pick<Location, 'part'>): Unit[] {
  return besides(bytes).flatMap(({ start, end, content }) =>
    [...new Set(binaryTexts(content))].filter(couldIdentify).map((text) => ({
      runs: [virtual(text)],
      location: { channel: 'image' as const, part, address: '图片附注' },
      write: () => [{ start, end, replacement: '' }],
    })),
  );
}

function besides(bytes: Buffer): Beside[] {
  if (bytes.subarray(0, PNG.length).equals(PNG)) return [...chunksOf(bytes)];
  if (bytes[0] === 0xff && bytes[1] === SOI) return [...segmentsOf(bytes)];
  return [];
}

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const WORDS: ReadonlySet<string> = new Set(['tEXt', 'zTXt', 'iTXt', 'eXIf']);
const FRAME = 12;

function* chunksOf(bytes: Buffer): Generator<Beside> {
  let at = PNG.length;
  while (at + FRAME <= bytes.length) {
    const end = at + FRAME + bytes.readUInt32BE(at);
    if (end > bytes.length) return;
    const kind = bytes.toString('latin1', at + 4, at + 8);
    const content = bytes.subarray(at + 8, end - 4);
    if (WORDS.has(kind)) yield { start: at, end, content: unpacked(content) };
    at = end;
    if (kind === 'IEND') break;
  }
  if (at < bytes.length) yield { start: at, end: bytes.length, content: bytes.subarray(at) };
}

/** A packed comment with what it unpacks to: that begins behind its name, and a few bytes that say how. */
function unpacked(content: Buffer): Buffer {
  const zlib = content.indexOf(0x78, content.indexOf(0) + 1);
  if (zlib < 0) return content;
  try {
    return Buffer.concat([
      content,
      Buffer.of(0),
      inflateSync(content.subarray(zlib), { maxOutputLength: MOST }),
    ]);
  } catch {
    return content;
  }
}

const MOST = 8 * 1024 * 1024;

const SOI = 0xd8;
const SOS = 0xda;
const EOI = Buffer.from([0xff, 0xd9]);
/** Exif and XMP, Photoshop's records, a comment. */
const TOLD: ReadonlySet<number> = new Set([0xe1, 0xed, 0xfe]);

function* segmentsOf(bytes: Buffer): Generator<Beside> {
  let at = 2;
  while (bytes[at] === 0xff && bytes[at + 1] !== SOS && at + 4 <= bytes.length) {
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length) return;
    if (TOLD.has(bytes[at + 1] as number))
      yield { start: at, end, content: bytes.subarray(at + 4, end) };
    at = end;
  }
  const last = bytes.lastIndexOf(EOI) + EOI.length;
  if (last > at && last < bytes.length)
    yield { start: last, end: bytes.length, content: bytes.subarray(last) };
}
