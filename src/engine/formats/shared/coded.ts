import { constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { DEFAULT_LIMITS } from '../../core/limits.ts';
import type { BlindSpot } from '../../core/segment.ts';
import { binaryTexts } from './binary-text.ts';
import { couldIdentify } from './ooxml/technical.ts';
import { openZip } from './zip/zip.ts';

/** Shorter codes hold no identity number. */
const SHORTEST = 20;
const BASE64 = /^[A-Za-z0-9+/_\r\n\t-]+={0,2}\s*$/;
const HEX = /^(?:[0-9A-Fa-f]{2}\s*)+$/;
/** The most that something packed may unpack to; what is larger is not looked into. */
const MOST = { ...DEFAULT_LIMITS, inflatedBytes: 8 * 1024 * 1024, entries: 200 };
const FILES: readonly (readonly [Buffer, BlindSpot['reason']])[] = [
  [Buffer.from('89504e470d0a', 'hex'), 'image'],
  [Buffer.from('ffd8ff', 'hex'), 'image'],
  [Buffer.from('GIF8'), 'image'],
  [Buffer.from('d0cf11e0a1b1', 'hex'), 'unknown-object'],
  [Buffer.from('%PDF-'), 'unknown-object'],
];
/** Power Query writes a version and a length before its package. */
const LATEST_PACKAGE = 64;

/** What a value says that is no words but coded bytes. */
export interface Coded {
  /** Only what could be a number or an address; empty when there is nothing of the kind. */
  readonly said: string;
  /** It is a picture, or a file that is not read here. */
  readonly hides?: BlindSpot['reason'] | undefined;
}

/**
 * Reads settings of fields and add-ins, the view state of a web page, whole files, all in base64 or
 * hexadecimal digits. Read-only: whoever masks any of it takes the value away. Undefined for a value
 * that is something else.
 */
export function codedValue(value: string): Coded | undefined {
  if (value.length < SHORTEST) return undefined;
  const bytes = bytesOf(value);
  if (!bytes) return undefined;
  const hides = FILES.find(([head]) => bytes.subarray(0, head.length).equals(head))?.[1];
  const said = hides ? '' : [...new Set(textsIn(bytes))].join('\n');
  return said === '' && !hides ? undefined : { said, hides };
}

function bytesOf(value: string): Buffer | undefined {
  if (HEX.test(value)) return Buffer.from(value.replaceAll(/\s/g, ''), 'hex');
  return BASE64.test(value) ? Buffer.from(value, 'base64') : undefined;
}

function* textsIn(bytes: Buffer): Generator<string> {
  for (const plain of [bytes, ...unpacked(bytes)]) {
    for (const text of binaryTexts(plain)) if (couldIdentify(text)) yield text;
    const words = plain.toString('utf8').replaceAll(/<[^<>]*>/g, '');
    if (plain !== bytes && couldIdentify(words)) yield words;
  }
}

/** What bytes unpack to: the entries of a ZIP, or one deflated stream. */
function unpacked(bytes: Buffer): Buffer[] {
  const zip = bytes.subarray(0, LATEST_PACKAGE).indexOf('PK\x03\x04', 0, 'latin1');
  try {
    if (zip >= 0) {
      const { entries, read } = openZip(archiveAt(bytes, zip), MOST);
      return entries.map((entry) => read(entry));
    }
    const options = { maxOutputLength: MOST.inflatedBytes, finishFlush: constants.Z_SYNC_FLUSH };
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) return [gunzipSync(bytes, options)];
    if (bytes[0] === 0x78) return [inflateSync(bytes, options)];
    return [inflateRawSync(bytes, options)];
  } catch {
    return []; // Not packed, or not in a way that we know: read as it stands.
  }
}

/** From a package's start to where its length says that it ends, or to the end. */
function archiveAt(bytes: Buffer, start: number): Buffer {
  const said = start >= 4 ? bytes.readUInt32LE(start - 4) : 0;
  return bytes.subarray(start, said > 0 && start + said <= bytes.length ? start + said : undefined);
}
