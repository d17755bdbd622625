import { damaged } from './damage.ts';
import type { Directory, Entry } from './directory.ts';

/** An entry with the place of its local record in the file. */
export interface Placed extends Entry {
  readonly dataStart: number;
  readonly dataEnd: number;
  /** Where header, data and descriptor end together. */
  readonly recordEnd: number;
}

const LOCAL = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
const LOCAL_LENGTH = 30;
const HAS_DESCRIPTOR = 8;

/** Checks every local record against the directory: same name and method, no overlap, inside the file. */
export function placed(file: Buffer, directory: Directory, entries: readonly Entry[]): Placed[] {
  const byOffset = entries.toSorted((a, b) => a.offset - b.offset);
  const found = new Map<Entry, Placed>();
  byOffset.forEach((entry, index) => {
    const end = byOffset[index + 1]?.offset ?? directory.start;
    found.set(entry, locate(file, entry, end));
  });
  return entries.map((entry) => found.get(entry) as Placed);
}

function locate(file: Buffer, entry: Entry, end: number): Placed {
  const { offset } = entry;
  if (offset + LOCAL_LENGTH > end || file.readUInt32LE(offset) !== LOCAL)
    throw damaged('local header');
  const nameEnd = offset + LOCAL_LENGTH + file.readUInt16LE(offset + 26);
  const dataStart = nameEnd + file.readUInt16LE(offset + 28);
  const dataEnd = dataStart + entry.deflated;
  if (dataEnd > end) throw damaged('entries overlap');
  const name = file.subarray(offset + LOCAL_LENGTH, nameEnd);
  if (!name.equals(entry.record.subarray(46, 46 + entry.nameLength)))
    throw damaged('local and central names differ');
  if (file.readUInt16LE(offset + 8) !== entry.method) throw damaged('methods differ');
  if ((file.readUInt16LE(offset + 6) ^ entry.flags) & (1 | HAS_DESCRIPTOR))
    throw damaged('flags differ');
  const recordEnd =
    entry.flags & HAS_DESCRIPTOR ? descriptorEnd(file, entry, dataEnd, end) : dataEnd;
  return { ...entry, dataStart, dataEnd, recordEnd };
}

/** A descriptor may have a signature or not, and 32 or 64 bit sizes: the one that fits is taken. */
function descriptorEnd(file: Buffer, entry: Entry, at: number, end: number): number {
  for (const width of [4, 8])
    for (const start of [at + 4, at]) {
      const stop = start + 4 + 2 * width;
      const signed = start === at || (stop <= end && file.readUInt32LE(at) === DESCRIPTOR);
      if (signed && stop <= end && fits(file, entry, start, width)) return stop;
    }
  throw damaged('data descriptor');
}

function fits(file: Buffer, entry: Entry, at: number, width: number): boolean {
  const size = (from: number) =>
    width === 4 ? file.readUInt32LE(from) : Number(file.readBigUInt64LE(from));
  return (
    file.readUInt32LE(at) === entry.crc &&
    size(at + 4) === entry.deflated &&
    size(at + 4 + width) === entry.inflated
  );
}
