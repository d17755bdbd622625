import { crc32, deflateRawSync } from 'node:zlib';
import { NAMED_IN_UTF8 } from './directory.ts';
import type { Placed } from './placement.ts';
import { hasStrangeExtra } from './unclaimed.ts';
import type { Zip } from './zip.ts';

/** What becomes of an entry: new content, null to leave it out; entries without one are copied raw. */
export type Changes = ReadonlyMap<string, Content | null>;

/** Content as it is, or deflated already with the CRC and size of what went in. */
export type Content =
  | Uint8Array
  | { readonly packed: Buffer; readonly crc: number; readonly size: number };

const HAS_DESCRIPTOR = 8;
const LOCAL_LENGTH = 30;
const RECORD_LENGTH = 46;
const NARROW = 0xffff;

/**
 * The archive with its changes. Records of untouched entries are copied byte for byte; bytes between
 * records, comments, extra fields nobody needs and anything before or after the archive are not: they hide text.
 */
export function writeZip(zip: Zip, changes: Changes, names?: ReadonlyMap<string, string>): Buffer {
  const chunks: Buffer[] = [];
  const central = new Map<Placed, Buffer>();
  let at = 0;
  const push = (chunk: Buffer) => {
    chunks.push(chunk);
    at += chunk.length;
  };
  for (const entry of zip.entries.toSorted((a, b) => a.offset - b.offset)) {
    const content = changes.get(entry.name);
    if (content === null) continue;
    const name = names?.get(entry.name);
    const start = at;
    if (content === undefined && name === undefined && !mustBeWrittenAnew(zip, entry)) {
      push(zip.file.subarray(entry.offset, entry.recordEnd));
      central.set(entry, copiedRecord(entry, start));
      continue;
    }
    const fresh = freshEntry(zip, entry, content, name ?? entry.name);
    push(fresh.local);
    push(fresh.packed);
    fresh.record.writeUInt32LE(start, 42);
    central.set(entry, fresh.record);
  }
  const directoryStart = at;
  const kept = zip.entries.filter((entry) => central.has(entry));
  for (const entry of kept) push(central.get(entry) as Buffer);
  push(endRecord(kept.length, at - directoryStart, directoryStart));
  return Buffer.concat(chunks, at);
}

const mustBeWrittenAnew = (zip: Zip, entry: Placed) =>
  needsZip64(entry) || hasStrangeExtra(zip.file, entry);

const needsZip64 = (entry: Placed) =>
  [20, 24, 42].some((field) => entry.record.readUInt32LE(field) === 0xffffffff);

/** The central record at its new offset, without its comment. */
function copiedRecord(entry: Placed, offset: number): Buffer {
  const record = Buffer.from(
    entry.record.subarray(0, RECORD_LENGTH + entry.nameLength + entry.extraLength),
  );
  record.writeUInt16LE(0, 32);
  record.writeUInt32LE(offset, 42);
  return record;
}

function freshEntry(zip: Zip, entry: Placed, content: Content | undefined, newName: string) {
  const { packed, crc, size, method } = packedContent(zip, entry, content);
  const name = Buffer.from(newName, 'utf8');
  // A name may have come in GBK; it is written in UTF-8, and the entry has to say so.
  const named = name.length > newName.length ? NAMED_IN_UTF8 : 0;
  const flags = (entry.flags & ~HAS_DESCRIPTOR) | named;
  const local = Buffer.alloc(LOCAL_LENGTH);
  zip.file.copy(local, 0, entry.offset, entry.offset + LOCAL_LENGTH);
  local.writeUInt16LE(flags, 6);
  local.writeUInt16LE(method, 8);
  local.writeUInt32LE(crc, 14);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(size, 22);
  local.writeUInt16LE(name.length, 26);
  local.writeUInt16LE(0, 28);
  const record = Buffer.from(entry.record.subarray(0, RECORD_LENGTH));
  record.writeUInt16LE(flags, 8);
  record.writeUInt16LE(method, 10);
  record.writeUInt32LE(crc, 16);
  record.writeUInt32LE(packed.length, 20);
  record.writeUInt32LE(size, 24);
  record.writeUInt16LE(name.length, 28);
  record.writeUInt32LE(0, 30);
  return {
    local: Buffer.concat([local, name]),
    packed,
    record: Buffer.concat([record, name]),
  };
}

function packedContent(zip: Zip, entry: Placed, content: Content | undefined) {
  const { method, crc, inflated: size } = entry;
  if (content === undefined)
    return { packed: zip.file.subarray(entry.dataStart, entry.dataEnd), crc, size, method };
  if ('packed' in content) return { ...content, method: 8 };
  return { packed: pack(entry, content), crc: crc32(content), size: content.length, method };
}

const pack = (entry: Placed, content: Uint8Array): Buffer =>
  entry.method === 8
    ? deflateRawSync(content)
    : Buffer.from(content.buffer, content.byteOffset, content.byteLength);

function endRecord(entries: number, size: number, start: number): Buffer {
  if (entries > NARROW) throw new Error('more entries than an archive without zip64 can list');
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries, 8);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(start, 16);
  return end;
}
