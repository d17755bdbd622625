import { DocumentError } from '../../core/errors.ts';
import type { CfbStream } from '../shared/cfb.ts';
import type { StreamText, TextChunk } from '../shared/cfb-text.ts';
import type { BiffRecord } from './records.ts';

const WIDE = 1;
const PHONETIC = 4;
const RICH = 8;

/** A string of the shared table, and the reading aid that East Asian text may have beside it. */
export interface SharedString {
  readonly text: StreamText;
  readonly phonetic: StreamText | undefined;
}

/** Reads Unicode strings that run on from one record into the next ([MS-XLS] 2.5.293). */
export class StringReader {
  readonly #stream: CfbStream;
  readonly #bytes: Buffer;
  readonly #records: readonly BiffRecord[];
  #record = 0;
  #at: number;

  constructor(stream: CfbStream, records: readonly BiffRecord[], skip = 0) {
    const { bytes } = stream;
    this.#stream = stream;
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#records = records;
    this.#at = (records[0]?.start ?? 0) + skip;
  }

  get atEnd(): boolean {
    return this.#left() === 0 && this.#record >= this.#records.length - 1;
  }

  u8(): number {
    return this.#bytes.readUInt8(this.#take(1));
  }

  u16(): number {
    return this.#bytes.readUInt16LE(this.#take(2));
  }

  /** A string after its count of characters: options, then characters. */
  string(count: number): StreamText {
    return this.#characters(count, (this.u8() & WIDE) !== 0);
  }

  /** A string of the shared table: formats and phonetic text come after its characters. */
  shared(): SharedString {
    const count = this.u16();
    const options = this.u8();
    const runs = options & RICH ? this.u16() : 0;
    const phoneticBytes = options & PHONETIC ? this.u16() | (this.u16() << 16) : 0;
    const text = this.#characters(count, (options & WIDE) !== 0);
    this.#skip(runs * 4);
    return { text, phonetic: phoneticBytes > 0 ? this.#phonetic(phoneticBytes) : undefined };
  }

  /** ExtRst: every second byte pair may be text, so all of it is taken as UTF-16. */
  #phonetic(length: number): StreamText {
    const chunks: TextChunk[] = [];
    let text = '';
    for (let left = length; left > 0; ) {
      const part = Math.min(left, this.#available());
      const units = Math.floor(part / 2);
      const offset = this.#take(part);
      chunks.push({ unit: text.length, length: units, offset, width: 'utf16' });
      text += this.#bytes.toString('utf16le', offset, offset + units * 2);
      left -= part;
    }
    return { stream: this.#stream, text, chunks };
  }

  #characters(count: number, startsWide: boolean): StreamText {
    const chunks: TextChunk[] = [];
    let text = '';
    let wide = startsWide;
    while (text.length < count) {
      if (this.#left() === 0) {
        // A string that runs over the end of a record says its width again in the next one.
        wide = (this.u8() & WIDE) !== 0;
      }
      const size = wide ? 2 : 1;
      const units = Math.min(count - text.length, Math.floor(this.#left() / size));
      if (units === 0) throw damaged();
      const offset = this.#take(units * size);
      chunks.push({ unit: text.length, length: units, offset, width: wide ? 'utf16' : 'byte' });
      text += this.#bytes.toString(wide ? 'utf16le' : 'latin1', offset, offset + units * size);
    }
    return { stream: this.#stream, text, chunks };
  }

  #left(): number {
    return (this.#records[this.#record]?.end ?? 0) - this.#at;
  }

  #available(): number {
    if (this.#left() === 0) this.#nextRecord();
    return this.#left();
  }

  #nextRecord(): void {
    const next = this.#records[++this.#record];
    if (!next || next.start === next.end) throw damaged();
    this.#at = next.start;
  }

  #take(length: number): number {
    if (this.#left() === 0) this.#nextRecord();
    if (this.#left() < length) throw damaged();
    const at = this.#at;
    this.#at += length;
    return at;
  }

  #skip(length: number): void {
    for (let left = length; left > 0; ) {
      const part = Math.min(left, this.#available());
      this.#take(part);
      left -= part;
    }
  }
}

const damaged = () =>
  new DocumentError('document-damaged', '工作簿中的文字损坏 · text in the workbook is damaged');
