import { inflateSync } from 'node:zlib';
import type { PDFContext } from 'pdf-lib';

const START = 'startxref';
const END = '%%EOF';

/**
 * Whether the file holds more than its newest revision: earlier cross-reference sections, objects
 * that no section names any more, or bytes before the header and after the end.
 */
export function hasOlderRevision(bytes: Uint8Array, current: PDFContext): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return (
    hasBytesAround(file) ||
    sections(file) > 1 ||
    hasForgottenObjects(file, current) ||
    hasNumbersBetweenObjects(file)
  );
}

function hasBytesAround(file: Buffer): boolean {
  const before = file.indexOf('%PDF-');
  const end = file.lastIndexOf(END);
  const after = end < 0 ? file.length : end + END.length;
  return !isBlank(file, 0, Math.max(0, before)) || !isBlank(file, after, file.length);
}

function isBlank(file: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if ((file[at] as number) > 32) return false;
  return true;
}

/** A linearised file has a second section that starts at 0; Word adds an empty one for old readers. */
function sections(file: Buffer): number {
  let count = 0;
  for (let at = file.indexOf(START); at >= 0; at = file.indexOf(START, at + START.length)) {
    const offset = Number(
      /^\s*(\d+)/.exec(file.toString('latin1', at + START.length, at + 40))?.[1],
    );
    if (offset === 0) continue;
    const section = file.toString('latin1', offset, offset + 800);
    if (/^\s*xref\s+0\s+0\s+trailer/.test(section) && section.includes('/XRefStm')) continue;
    count++;
  }
  return count;
}

/** Objects that are written twice, or that the repaired file has no more. */
function hasForgottenObjects(file: Buffer, current: PDFContext): boolean {
  const known = new Set(current.enumerateIndirectObjects().map(([ref]) => ref.objectNumber));
  const seen = new Set<number>();
  for (let at = file.indexOf(' obj'); at >= 0; at = file.indexOf(' obj', at + 4)) {
    const head = file.toString('latin1', Math.max(0, at - 20), at);
    const number = Number(/(?:^|[\s>])(\d{1,10}) \d{1,5}$/.exec(head)?.[1] ?? Number.NaN);
    if (Number.isNaN(number)) continue;
    if (seen.has(number)) return true;
    seen.add(number);
    if (!known.has(number) && saysSomething(file, at)) return true;
    at = endOfStream(file, at) ?? at;
  }
  return false;
}

/** Where the stream of an object ends, so that a PDF inside the PDF is not taken for a part of it. */
function endOfStream(file: Buffer, at: number): number | undefined {
  const head = file.toString('latin1', at, at + 1000);
  const [dictionary = ''] = head.split(/endobj|stream\r?\n/, 1);
  const length = /\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(dictionary)?.[1];
  if (length === undefined || !head.startsWith('stream', dictionary.length)) return undefined;
  const end = at + dictionary.length + 'stream'.length + Number(length);
  return file.toString('latin1', end, end + 14).includes('endstream') ? end : undefined;
}

/**
 * A stream or a string that is not bookkeeping: cross-references, the encryption, a bare length. TeX
 * leaves maps from codes to letters behind that no font uses; they say nothing either.
 */
function saysSomething(file: Buffer, at: number): boolean {
  const end = file.indexOf('endobj', at);
  const stop = end < 0 ? file.length : end;
  const head = file.toString('latin1', at, Math.min(stop, at + 400));
  if (head.includes('/Length1') || isCodeMap(file.subarray(at, stop))) return false;
  if (/\/Type\s*\/(?:XRef|ObjStm)|\/Linearized|\/Filter\s*\/Standard|\/S\s+\d+/.test(head))
    return false;
  return /stream|\(|<[0-9A-Fa-f]/.test(head);
}

const MOST_OF_A_MAP = 1_000_000;

function isCodeMap(object: Buffer): boolean {
  const start = object.indexOf('stream');
  if (start < 0) return false;
  const skip = object.toString('latin1', start, start + 8).search(/[\r\n](?![\r\n])/) + 1;
  try {
    const map = inflateSync(object.subarray(start + skip), { maxOutputLength: MOST_OF_A_MAP });
    return map.includes('begincmap') && !map.includes('Tj');
  } catch {
    return false;
  }
}

/** Offsets and identifiers: the numbers that belong between objects. */
const BOOKKEEPING =
  /\d{10} \d{5} [nf]|startxref\s+\d+|<[0-9A-Fa-f\s]*>|\/DocChecksum\s*\/\w+|\/(?:Prev|XRefStm)\s+\d+/g;

/** Comments between objects are nobody's text, but a number in them is still in the file. */
function hasNumbersBetweenObjects(file: Buffer): boolean {
  for (let at = file.indexOf('endobj'); at >= 0; at = file.indexOf('endobj', at)) {
    const next = file.indexOf(' obj', at);
    const gap = file.toString('latin1', at + 6, next < 0 ? file.length : next);
    if (gap.length > 16 && /\d{7}/.test(gap.replaceAll(BOOKKEEPING, ''))) return true;
    if (next < 0) return false;
    at = endOfStream(file, next) ?? next;
  }
  return false;
}
