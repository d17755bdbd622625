import { constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { DocumentError } from '../../core/errors.ts';
import { DEFAULT_LIMITS } from '../../core/limits.ts';
import type { BlindSpot } from '../../core/segment.ts';
import { binaryTexts } from './binary-text.ts';
import { couldIdentify } from './ooxml/technical.ts';
import { openZip } from './zip/zip.ts';

/** Shorter codes hold no identity number. */
const SHORTEST = 20;
/** Eleven digits in base64, the first of them a 1. */
const MOBILE = /^MT[A-Za-z0-9+/]{13}=?$/;
const BASE64 = /^[A-Za-z0-9+/_\r\n\t-]+={0,2}\s*$/;
/** What an address says before a file that is written into it. */
const DATA = /^data:[^,]{0,200};base64,/i;
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
  /** It is packed, and cannot be unpacked or is too large for it: what it says nobody knows. */
  readonly unread?: Unread | undefined;
}

type Unread = 'limit-reached' | 'undecodable';

/**
 * Reads settings of fields and add-ins, the view state of a web page, whole files, all in base64 or
 * hexadecimal digits. Read-only: whoever masks any of it takes the value away. Undefined for a value
 * that is something else.
 */
export function codedValue(value: string): Coded | undefined {
  if (value.length < SHORTEST && !MOBILE.test(value)) return undefined;
  const bytes = bytesOf(value.startsWith('data:') ? value.replace(DATA, '') : value);
  if (!bytes) return undefined;
  const hides = FILES.find(([head]) => bytes.subarray(0, head.length).equals(head))?.[1];
  if (hides) return { said: '', hides };
  const inside = unpacked(bytes);
  const unread = typeof inside === 'string' ? inside : undefined;
  const said = [...new Set(textsIn(bytes, unread ? [] : (inside as Buffer[])))].join('\n');
  return said === '' && !unread ? undefined : { said, unread };
}

/** What could be such a value among the words of a script: long enough, or a mobile number on its own. */
export const CODED_TOKEN =
  /[A-Za-z0-9+/_-]{24,}={0,2}|(?<![A-Za-z0-9+/_-])MT[A-Za-z0-9+/]{13}=?(?![A-Za-z0-9+/_-])/g;

/** What a value says; throws a DocumentError where nobody knows, for places that tell of no blind spots. */
export function saidBy(value: string): string | undefined {
  const coded = codedValue(value);
  if (coded?.unread) throw new DocumentError('document-limit-exceeded', UNREAD);
  return coded?.said;
}

const UNREAD = '文件里有解不开或过大的编码数据 · coded data in it is damaged or too large';

function bytesOf(value: string): Buffer | undefined {
  if (HEX.test(value)) return Buffer.from(value.replaceAll(/\s/g, ''), 'hex');
  return BASE64.test(value) ? Buffer.from(value, 'base64') : undefined;
}

function* textsIn(bytes: Buffer, inside: readonly Buffer[]): Generator<string> {
  for (const plain of [bytes, ...inside]) {
    for (const text of binaryTexts(plain)) if (couldIdentify(text)) yield text;
    const words = plain.toString('utf8').replaceAll(/<[^<>]*>/g, '');
    if (plain !== bytes && couldIdentify(words)) yield words;
  }
}

/** How gzip and zlib begin; what is deflated without saying so is known by its unpacking only. */
const PACKED = /^(?:1f8b08|78(?:01|5e|9c|da))/;

/** What bytes unpack to: the entries of a ZIP, or one deflated stream; nothing when they are not packed. */
function unpacked(bytes: Buffer): readonly Buffer[] | Unread {
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
  } catch (error) {
    if (isTooLarge(error)) return 'limit-reached';
    return zip >= 0 || PACKED.test(bytes.toString('hex', 0, 3)) ? 'undecodable' : [];
  }
}

const isTooLarge = (error: unknown): boolean =>
  (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ||
  (error instanceof DocumentError && error.code === 'document-limit-exceeded');

/** From a package's start to where its length says that it ends, or to the end. */
function archiveAt(bytes: Buffer, start: number): Buffer {
  const said = start >= 4 ? bytes.readUInt32LE(start - 4) : 0;
  return bytes.subarray(start, said > 0 && start + said <= bytes.length ? start + said : undefined);
}
