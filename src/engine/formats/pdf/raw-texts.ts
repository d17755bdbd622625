import { constants, inflateSync } from 'node:zlib';
import { DocumentError } from '../../core/errors.ts';
import { unwritten } from './raw-ascii.ts';

const PIXELS_AND_FONTS =
  /\/Subtype\s*\/Image|\/DCTDecode|\/JPXDecode|\/CCITTFaxDecode|\/JBIG2Decode|\/Length1\b|\/FunctionType|\/N\s+[134]\b|\/Type\s*\/XRef/;

/**
 * The texts of a file without any idea of its structure: the strings between its streams, and the
 * strings and the markup in each stream, unpacked. Reaches what no table of the file leads to.
 */
export function* rawTexts(bytes: Uint8Array, inflatedBytes: number): Generator<string> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let left = inflatedBytes;
  let from = 0;
  for (const { start, end, dictionary } of streamsOf(file)) {
    yield stringsOf(file.toString('latin1', from, start)).join('|');
    from = end;
    if (dictionary.includes('/DCTDecode')) yield numbersBeside(file.subarray(start, end));
    if (PIXELS_AND_FONTS.test(dictionary)) continue;
    const stream = file.subarray(start, end);
    const letters = unwritten(stream, dictionary);
    const content = unpacked(letters?.bytes ?? stream, left);
    left -= content.length;
    yield* textsOf(content);
    if (letters) yield* textsOf(letters.behind);
  }
  yield stringsOf(file.toString('latin1', from)).join('|');
}

/** Numbers in the comment and the properties of a JPEG, and after its end: no table of the picture is one. */
function numbersBeside(jpeg: Buffer): string {
  const texts = [jpeg.toString('latin1', jpeg.lastIndexOf('\xff\xd9', undefined, 'latin1') + 2)];
  for (let at = 2; at + 4 <= jpeg.length && jpeg[at] === 0xff && jpeg[at + 1] !== 0xda; ) {
    const end = at + 2 + jpeg.readUInt16BE(at + 2);
    if ([0xe1, 0xed, 0xfe].includes(jpeg[at + 1] ?? 0))
      texts.push(jpeg.toString('latin1', at + 4, end));
    at = end;
  }
  const numbers = texts.join('|').match(/\d{11,}[Xx]?|(?:\d\0){11,}/g) ?? [];
  return numbers.join('|').replaceAll('\0', '');
}

/** Between `stream` and `endstream`, wherever they stand. */
function* streamsOf(file: Buffer): Generator<{ start: number; end: number; dictionary: string }> {
  let at = 0;
  for (;;) {
    const keyword = file.indexOf('stream', at);
    if (keyword < 0) return;
    at = keyword + 6;
    const next = file[at];
    if (next !== 10 && next !== 13) continue;
    const start = at + (next === 13 && file[at + 1] === 10 ? 2 : 1);
    const end = file.indexOf('endstream', start);
    const stop = end < 0 ? file.length : end;
    yield { start, end: stop, dictionary: dictionaryBefore(file, keyword) };
    at = stop + 9;
  }
}

function dictionaryBefore(file: Buffer, at: number): string {
  const head = file.toString('latin1', Math.max(0, at - 2000), at);
  return head.slice(head.lastIndexOf(' obj') + 1);
}

function unpacked(bytes: Buffer, left: number): Buffer {
  try {
    return inflateSync(bytes, {
      finishFlush: constants.Z_SYNC_FLUSH,
      maxOutputLength: Math.max(1, left),
    });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') return bytes;
    throw new DocumentError(
      'document-limit-exceeded',
      '文件解压后太大 · the file is too large when inflated',
      { cause },
    );
  }
}

function* textsOf(content: Buffer): Generator<string> {
  const text = content.toString('latin1');
  // Parts of one number may be shown one after another, so the strings of a stream are read as one.
  yield stringsOf(text).join('');
  yield (text.match(/%[^\r\n]*/g) ?? []).join('|');
  if (/^\s*(?:\xef\xbb\xbf)?</.test(text)) {
    yield content.toString('utf8');
    yield content.toString('utf8').replaceAll(/<[^<>]*>/g, '');
  } else if (OPERATORS.test(text)) {
    // Coordinates are nobody's number; no coordinate has eleven digits in a row.
    yield (text.match(/(?<![.\d])\d{11,}[Xx]?/g) ?? []).join('|');
  } else {
    yield stringsOf(text).join('|');
    yield text.replaceAll(/[^\x20-\x7e]+/g, '|');
  }
}

/** What shows, draws or places something on a page. */
const OPERATORS = /(?:^|[\s)>\]])(?:T[jJdm*]|Do|cm|re|BDC|BMC|gs|sh|rg|d[01])(?=[\s[(<]|$)/;

const STRING = /\((?:[^()\\]|\\[\s\S]|\((?:[^()\\]|\\[\s\S])*\))*\)|<([0-9A-Fa-f\s]*)>/g;

/** Literal and hexadecimal strings, in the order of the text. */
function stringsOf(text: string): string[] {
  return [...text.matchAll(STRING)].map(([whole, hex]) =>
    readable(hex === undefined ? literal(whole.slice(1, -1)) : hexadecimal(hex)),
  );
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

const literal = (text: string): string =>
  text.replaceAll(/\\(?:([0-7]{1,3})|(\r\n|[\s\S]))/g, (_, octal, char) => {
    if (octal) return String.fromCharCode(Number.parseInt(octal, 8) & 255);
    return /[\r\n]/.test(char) ? '' : (ESCAPES[char] ?? char);
  });

const hexadecimal = (hex: string): string =>
  Buffer.from(hex.replaceAll(/\s/g, ''), 'hex').toString('latin1');

/**
 * UTF-16 in either order reads as text, and so do codes of two bytes of which some begin with a zero: one byte at
 * a time 共 would be Qq, and make somebody's QQ number of what follows. Other strings lose their zero bytes.
 */
function readable(text: string): string {
  if (text.startsWith('\xfe\xff')) return decoded('utf-16be', text.slice(2));
  if (text.startsWith('\xff\xfe')) return decoded('utf-16le', text.slice(2));
  return isOfTwoBytes(text) ? decoded('utf-16be', text) : text.replaceAll('\0', '');
}

/** Digits one right behind the other are a number in single bytes, whatever zeros stand around them. */
const NUMBER = /\d{5}/;

/** More of the first bytes are zero than of the second ones, of which 一 has one. */
function isOfTwoBytes(text: string): boolean {
  if (text.length % 2 === 1 || NUMBER.test(text)) return false;
  let zeros = 0;
  for (let at = text.indexOf('\0'); at >= 0; at = text.indexOf('\0', at + 1))
    zeros += at % 2 === 0 ? 1 : -1;
  return zeros > 0;
}

const decoded = (order: string, text: string): string =>
  new TextDecoder(order).decode(Buffer.from(text, 'latin1'));
