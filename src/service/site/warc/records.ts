import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ArchiveDamaged, ByteReader } from './byte-reader.ts';
import { type Fields, headFields } from './head-fields.ts';

/** One record of a web archive (WARC, ISO 28500). Its block is taken before the next record is asked for, or passed over. */
export interface WarcRecord {
  /** Counted from 0. */
  readonly ordinal: number;
  /** `response`, `resource`, `revisit`, `warcinfo` … */
  readonly type: string;
  /** Without the angle brackets of early writers; empty when there is none. */
  readonly url: string;
  readonly fields: Fields;
  /** Bytes of the block. */
  readonly length: number;
  block(): Promise<Buffer>;
}

/** Every record of an archive, packed or not. Throws ArchiveDamaged at the first thing that is none. */
export async function* recordsOf(path: string): AsyncGenerator<WarcRecord> {
  const { source, isWhole } = await sourceOf(path);
  const bytes = new ByteReader(source);
  let ordinal = 0;
  for (let head = await bytes.head(); head !== undefined; head = await bytes.head()) {
    const { first, fields } = headFields(head);
    const length = Number(fields['content-length'] || Number.NaN);
    if (!/^WARC\/\d/.test(first) || !Number.isSafeInteger(length) || length < 0)
      throw new ArchiveDamaged('not a WARC record');
    let isTaken = false;
    yield {
      ordinal: ordinal++,
      type: (fields['warc-type'] ?? '').toLowerCase(),
      url: (fields['warc-target-uri'] ?? '').replace(/^<|>$/g, ''),
      fields,
      length,
      block: () => {
        isTaken = true;
        return bytes.take(length);
      },
    };
    if (!isTaken) await bytes.skip(length);
  }
  if (!isWhole()) throw new ArchiveDamaged('something else behind the records');
}

/** A packed archive is a row of gzip members, which Node unpacks as one, and stops without a word at what is none. */
async function sourceOf(path: string) {
  const file = await open(path);
  const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
  await file.close();
  if (buffer[0] !== 0x1f || buffer[1] !== 0x8b)
    return { source: createReadStream(path), isWhole: () => true };
  const { size } = await stat(path);
  const gunzip = createGunzip();
  const source = pipeline(createReadStream(path), gunzip, () => {});
  return { source, isWhole: () => gunzip.bytesWritten === size };
}
