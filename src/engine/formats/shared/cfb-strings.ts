import iconv from 'iconv-lite';
import type { CfbStream } from './cfb.ts';
import type { StreamText, TextChunk } from './cfb-text.ts';

const SHORTEST = 6;

/**
 * Every run of readable text in bytes [start, end) of a stream, whatever they are for: in single bytes
 * with Chinese pairs (GBK), and in UTF-16LE at even and at odd offsets.
 */
export function* stringsIn(
  stream: CfbStream,
  start = 0,
  end = stream.bytes.length,
): Generator<StreamText> {
  yield* byteStrings(stream, start, end);
  yield* wideStrings(stream, start, end);
  yield* wideStrings(stream, start + 1, end);
}

function* byteStrings(stream: CfbStream, start: number, end: number): Generator<StreamText> {
  const { bytes } = stream;
  let run = new Run(stream);
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    if (isAscii(byte)) run.add(String.fromCharCode(byte), at, 'byte');
    else if (isLead(byte) && at + 1 < end && isTrail(bytes[at + 1] as number)) {
      run.add(pair(byte, bytes[at + 1] as number), at, 'double-byte');
      at++;
    } else {
      if (run.isText()) yield run.ended();
      run = run.fresh();
    }
  }
  if (run.isText()) yield run.ended();
}

function* wideStrings(stream: CfbStream, start: number, end: number): Generator<StreamText> {
  const { bytes } = stream;
  let run = new Run(stream);
  for (let at = start; at + 1 < end; at += 2) {
    const unit = (bytes[at] as number) | ((bytes[at + 1] as number) << 8);
    if (isReadable(unit)) run.add(String.fromCharCode(unit), at, 'utf16');
    else {
      if (run.isText()) yield run.ended();
      run = run.fresh();
    }
  }
  if (run.isText()) yield run.ended();
}

class Run {
  readonly #stream: CfbStream;
  readonly #text: string[] = [];
  readonly #chunks: { unit: number; length: number; offset: number; width: TextChunk['width'] }[] =
    [];
  #readable = 0;

  constructor(stream: CfbStream) {
    this.#stream = stream;
  }

  add(char: string, offset: number, width: TextChunk['width']): void {
    const last = this.#chunks.at(-1);
    if (last?.width === width) last.length++;
    else this.#chunks.push({ unit: this.#text.length, length: 1, offset, width });
    this.#text.push(char);
    if (/[0-9A-Za-z０-９]/.test(char)) this.#readable++;
  }

  /** Chinese characters alone are what any binary looks like; letters and digits are not. */
  isText(): boolean {
    return this.#readable >= SHORTEST;
  }

  fresh(): Run {
    return this.#text.length === 0 ? this : new Run(this.#stream);
  }

  ended(): StreamText {
    return { stream: this.#stream, text: this.#text.join(''), chunks: this.#chunks };
  }
}

const isAscii = (byte: number) => (byte >= 0x20 && byte < 0x7f) || byte === 9;
const isLead = (byte: number) => byte >= 0x81 && byte <= 0xfe;
const isTrail = (byte: number) => byte >= 0x40 && byte !== 0x7f && byte !== 0xff;

const pairs = new Map<number, string>();
function pair(lead: number, trail: number): string {
  const code = (lead << 8) | trail;
  let char = pairs.get(code);
  if (char === undefined) {
    char = iconv.decode(Buffer.from([lead, trail]), 'cp936').charAt(0);
    pairs.set(code, char);
  }
  return char;
}

const isReadable = (unit: number) =>
  (unit >= 0x20 && unit < 0x7f) ||
  unit === 9 ||
  (unit >= 0xa0 && unit < 0x250) ||
  (unit >= 0x2000 && unit < 0x2070) ||
  (unit >= 0x3000 && unit < 0x3040) ||
  (unit >= 0x4e00 && unit < 0xa000) ||
  (unit >= 0xff00 && unit < 0xfff0);
