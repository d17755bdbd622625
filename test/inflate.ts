import { inflateRawSync, inflateSync, constants as zlib } from 'node:zlib';
import * as XLSX from 'xlsx';

/** Some bytes of a file as an attacker gets at them: the file itself, or what unpacks from it. */
export interface Part {
  readonly path: string;
  readonly bytes: Uint8Array;
}

const DEPTH = 6;
const TOLERANT = { finishFlush: zlib.Z_SYNC_FLUSH, maxOutputLength: 512 * 1024 * 1024 };

/**
 * Everything that can be unpacked from some bytes, containers in containers included. Knows nothing of
 * the engine and trusts no directory: it looks for the marks of ZIP entries, deflated streams,
 * OLE containers, base64 and hex dumps anywhere, so what lies in a gap or after the end is found too.
 */
export function everyPart(bytes: Uint8Array, path = '', depth = 0): Part[] {
  const inner = depth >= DEPTH ? [] : [...unpacked(Buffer.from(bytes))];
  return [
    { path, bytes },
    ...inner.flatMap((part) => everyPart(part.bytes, `${path}/${part.path}`, depth + 1)),
  ];
}

function* unpacked(bytes: Buffer): Generator<Part> {
  yield* zipEntries(bytes);
  yield* deflatedStreams(bytes);
  yield* oleStreams(bytes);
  yield* dumps(bytes);
}

/** Every local ZIP header, whether or not the central directory names it. */
function* zipEntries(bytes: Buffer): Generator<Part> {
  for (const at of placesOf(bytes, 'PK\x03\x04')) {
    if (at + 30 > bytes.length) return;
    const nameEnd = at + 30 + bytes.readUInt16LE(at + 26);
    const start = nameEnd + bytes.readUInt16LE(at + 28);
    const size = bytes.readUInt32LE(at + 18);
    const path = bytes.toString('utf8', at + 30, nameEnd);
    const stored = bytes.readUInt16LE(at + 8) === 0;
    const data = stored
      ? bytes.subarray(start, start + size)
      : inflatedBy(inflateRawSync, bytes.subarray(start));
    if (data && data.length > 0) yield { path, bytes: data };
  }
}

/** What follows `stream` in a PDF, when it is deflated. */
function* deflatedStreams(bytes: Buffer): Generator<Part> {
  if (bytes.indexOf('%PDF-') < 0) return;
  for (const at of placesOf(bytes, 'stream')) {
    let start = at + 6;
    if (bytes[start] === 0x0d) start++;
    if (bytes[start] === 0x0a) start++;
    const data = inflatedBy(inflateSync, bytes.subarray(start));
    if (data && data.length > 0) yield { path: `stream@${at}`, bytes: data };
  }
}

function* oleStreams(bytes: Buffer): Generator<Part> {
  if (bytes.length < 512 || bytes.readUInt32BE(0) !== 0xd0cf11e0) return;
  const { FileIndex, FullPaths } = XLSX.CFB.read(bytes, { type: 'buffer' });
  for (const [index, entry] of FileIndex.entries()) {
    const data = entry.content as ArrayLike<number> | undefined;
    if (data && data.length > 0)
      yield { path: FullPaths[index] ?? '', bytes: Uint8Array.from(data) };
  }
}

/** Long runs of base64 or hex: data URIs, RTF objects. */
function* dumps(bytes: Buffer): Generator<Part> {
  const text = bytes.toString('latin1');
  for (const { 0: run, index } of text.matchAll(/[A-Za-z0-9+/]{60,}={0,2}/g))
    yield { path: `base64@${index}`, bytes: Buffer.from(run, 'base64') };
  for (const { 0: run, index } of text.matchAll(/[0-9A-Fa-f]{2}[0-9A-Fa-f\s]{60,}/g))
    yield { path: `hex@${index}`, bytes: Buffer.from(run.replaceAll(/\s/g, ''), 'hex') };
}

function* placesOf(bytes: Buffer, mark: string): Generator<number> {
  for (
    let at = bytes.indexOf(mark, 0, 'latin1');
    at >= 0;
    at = bytes.indexOf(mark, at + 1, 'latin1')
  )
    yield at;
}

function inflatedBy(inflate: typeof inflateSync, bytes: Buffer): Buffer | undefined {
  try {
    return inflate(bytes, TOLERANT);
  } catch {
    return undefined; // The mark stood there by chance, or the stream is packed in another way.
  }
}
