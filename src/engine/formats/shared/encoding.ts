import iconv from 'iconv-lite';
import { DocumentError } from '../../core/errors.ts';
import { mended } from './mend.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

/** Bytes as text, with all that is needed to put other text back at the same bytes. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
  /** Bytes of the byte order mark in front of the text. */
  readonly markBytes: number;
  /** The file's bytes as they were read: the same, or with bad ones marked, each at its place. */
  readonly read: Uint8Array;
}

const SAMPLE_BYTES = 4096;
const MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];
/** UTF-8 has a check in every character; GB18030 takes almost anything, so it comes last. */
const UNMARKED: readonly Encoding[] = ['utf-8', 'gb18030'];
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells binary from text
const BINARY = /[\0-\x06\x0e-\x19\x7f]/;
const UNASSIGNED = /\p{Cn}|\p{Co}/u;
const PLAUSIBLE = /[\t\n\r -~\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]/g;

/** Whether the first bytes read as text in an encoding that we know. */
export function looksLikeText(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const encoding = encodingOf(sample);
  const cut = sample.length < bytes.length;
  const text = (encoding && sampleOf(sample, encoding, cut)) ?? mendedText(sample, cut)?.text;
  return text !== undefined && !BINARY.test(text);
}

/**
 * The whole file as text. A few bytes that do not fit become marks that ask for a person; throws
 * `document-damaged` when there are more.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const marked = markOf(bytes);
  const guess = marked?.encoding ?? encodingOf(bytes.subarray(0, SAMPLE_BYTES));
  const isGuessed = !marked && guess !== undefined && UNMARKED.includes(guess);
  const candidates = isGuessed || guess === undefined ? UNMARKED : [guess];
  const markBytes = marked?.markBytes ?? 0;
  for (const encoding of candidates) {
    if (encoding === 'gb18030' && isBrokenUtf8(bytes)) break;
    const text = strictly(bytes.subarray(markBytes), encoding);
    if (text !== undefined) return { text, encoding, markBytes, read: bytes };
  }
  const decoded = marked && marked.encoding !== 'utf-8' ? undefined : mendedText(bytes, false);
  if (decoded) return { ...decoded, text: decoded.text.slice(markBytes > 0 ? 1 : 0), markBytes };
  throw new DocumentError(
    'document-damaged',
    '文字编码不是 UTF-8、UTF-16 或 GB18030，或已损坏；请另存为 UTF-8 再试 · ' +
      'the text is not sound UTF-8, UTF-16 or GB18030; save it as UTF-8 and try again',
  );
}

/** The same bytes read by another program, iconv-lite, for the second reading. */
export function decodeAgain(bytes: Uint8Array): string {
  const { encoding, markBytes } = decodeText(bytes);
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).subarray(markBytes);
  return iconv.decode(body, encoding, { stripBOM: false });
}

/** Bytes of a text in an encoding; throws when it cannot hold the text. */
export function encodeText(text: string, encoding: Encoding): Uint8Array {
  const bytes = iconv.encode(text, encoding, { addBOM: false });
  if (strictly(bytes, encoding) !== text)
    throw new Error(`${encoding} cannot hold the replacement`);
  return bytes;
}

/**
 * Whether these bytes are UTF-8 with a few bad bytes. GB18030 would take many such files as gibberish,
 * and labels that nobody can read find no account numbers.
 */
function isBrokenUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes);
  const foreign = text.match(/[^\0-\x7f]/g)?.length ?? 0;
  const bad = text.match(/\ufffd/g)?.length ?? 0;
  return bad * 4 < foreign;
}

/** A text with a few bad bytes, these marked; undefined when it is none. */
function mendedText(bytes: Uint8Array, cut: boolean) {
  const read = mended(bytes);
  const text = read && strictly(read.bytes, read.encoding, cut);
  return read && text !== undefined
    ? { text, encoding: read.encoding, read: read.bytes }
    : undefined;
}

function markOf(bytes: Uint8Array): Pick<DecodedText, 'encoding' | 'markBytes'> | undefined {
  const found = MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
  return found && { encoding: found[0], markBytes: found[1].length };
}

/** By mark, else by the pattern of NUL bytes that only UTF-16 has, else UTF-8 until it fails; undefined for binary. */
function encodingOf(sample: Uint8Array): Encoding | undefined {
  const marked = markOf(sample);
  if (marked) return marked.encoding;
  if (!sample.includes(0))
    return strictly(sample, 'utf-8', true) === undefined ? 'gb18030' : 'utf-8';
  const [little, big] = [plausibility(sample, 'utf-16le'), plausibility(sample, 'utf-16be')];
  if (Math.max(little, big) < 0) return undefined;
  return little >= big ? 'utf-16le' : 'utf-16be';
}

/** The share of characters such as notices are written in; -1 when it cannot be such a text. */
function plausibility(sample: Uint8Array, encoding: Encoding): number {
  const text = sampleOf(sample, encoding, true);
  if (!text || BINARY.test(text) || UNASSIGNED.test(text)) return -1;
  const share = (text.match(PLAUSIBLE)?.length ?? 0) / text.length;
  return share > 0.5 ? share : -1;
}

const sampleOf = (sample: Uint8Array, encoding: Encoding, cut: boolean) =>
  strictly(sample.subarray(markOf(sample)?.markBytes ?? 0), encoding, cut);

/** Strict decoding; `undefined` at the first byte that does not fit. A cut sample may end anywhere. */
function strictly(bytes: Uint8Array, encoding: Encoding, cut = false): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes, {
      stream: cut,
    });
  } catch {
    return undefined;
  }
}
