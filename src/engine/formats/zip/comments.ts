import { isUtf8 } from 'node:buffer';
import type { Section, SectionSegment } from '../shared/sections.ts';
import { unclaimedBytes } from '../shared/zip/unclaimed.ts';
import type { Zip } from '../shared/zip/zip.ts';

/** The comments of an archive and its entries. A rewritten archive has none, whatever they said. */
export class ArchiveComments implements Section {
  readonly tables = 0;
  readonly #comments: readonly Buffer[];
  /** Bytes that are neither in an entry nor in a comment. */
  readonly hasOtherBytes: boolean;

  constructor(zip: Zip) {
    this.#comments = [
      zip.directory.comment,
      ...zip.entries.map(({ record, nameLength, extraLength }) =>
        record.subarray(46 + nameLength + extraLength),
      ),
    ].filter(({ length }) => length > 0);
    const said = this.#comments.reduce((sum, comment) => sum + blackBytes(comment), 0);
    this.hasOtherBytes = blackBytes(unclaimedBytes(zip)) > said;
  }

  get count(): number {
    return this.#comments.length;
  }

  at(index: number): SectionSegment {
    const comment = this.#comments[index] as Buffer;
    const encoding = isUtf8(comment) ? 'utf-8' : 'gb18030';
    return {
      text: new TextDecoder(encoding).decode(comment),
      location: { channel: 'comment', part: '压缩包注释', address: `${index + 1}` },
    };
  }
}

const blackBytes = (bytes: Buffer): number =>
  bytes.reduce((sum, byte) => sum + Number(byte !== 0), 0);
