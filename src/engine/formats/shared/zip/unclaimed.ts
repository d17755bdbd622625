import type { Placed } from './placement.ts';
import type { Zip } from './zip.ts';

/**
 * Whether bytes of the archive belong to no entry's content: before, between and after the records,
 * in comments and in extra fields nobody needs. A rewritten archive has none of them.
 */
export const hasUnclaimedBytes = (zip: Zip): boolean =>
  unclaimed(zip).some((chunk) => chunk.some((byte) => byte !== 0));

/** All of them, with a NUL between: what two entries say is no longer number. */
export const unclaimedBytes = (zip: Zip): Buffer =>
  Buffer.concat(unclaimed(zip).flatMap((chunk) => [chunk, NUL]));

const NUL = Buffer.of(0);

/** Whether the extra fields of an entry, here or in the directory, hold more than the ordinary ones. */
export const hasStrangeExtra = (file: Buffer, entry: Placed): boolean =>
  strangeOf(file, entry).some((chunk) => chunk.some((byte) => byte !== 0));

const strangeOf = (
  file: Buffer,
  { offset, record, nameLength, extraLength, dataStart }: Placed,
) => [
  strange(file.subarray(offset + 30 + nameLength, dataStart)),
  strange(record.subarray(46 + nameLength, 46 + nameLength + extraLength)),
];

function unclaimed(zip: Zip): Buffer[] {
  const { file, directory, entries } = zip;
  const chunks: Buffer[] = [];
  let at = 0;
  for (const entry of entries.toSorted((a, b) => a.offset - b.offset)) {
    chunks.push(file.subarray(at, entry.offset));
    chunks.push(...strangeOf(file, entry));
    at = entry.recordEnd;
  }
  chunks.push(file.subarray(at, directory.start));
  for (const { record, nameLength, extraLength } of entries)
    chunks.push(record.subarray(46 + nameLength + extraLength));
  chunks.push(directory.comment, file.subarray(directory.archiveEnd));
  return chunks;
}

/** zip64, NTFS times, Unix times and owners, Java's mark: short, of a fixed form. */
const ORDINARY: ReadonlySet<number> = new Set([0x0001, 0x000a, 0x5455, 0x7855, 0x7875, 0xcafe]);
const LONGEST_ORDINARY = 40;

/** Room that Office leaves to grow: four bytes that say so, then zeros. */
const GROWTH_HINT = 0xa220;

/** Extra fields with the ordinary ones left out. */
function strange(extra: Buffer): Buffer {
  const chunks: Buffer[] = [];
  let at = 0;
  while (at + 4 <= extra.length) {
    const id = extra.readUInt16LE(at);
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (id === GROWTH_HINT) chunks.push(extra.subarray(at + 8, end));
    else if (!ORDINARY.has(id) || end - at > LONGEST_ORDINARY)
      chunks.push(extra.subarray(at + 4, end));
    at = end;
  }
  chunks.push(extra.subarray(at));
  return Buffer.concat(chunks);
}
