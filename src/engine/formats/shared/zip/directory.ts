import { isUtf8 } from 'node:buffer';
import { DocumentError } from '../../../core/errors.ts';
import type { Limits } from '../../../core/limits.ts';
import { damaged, tooLarge } from './damage.ts';
import { type Sizes, widened } from './zip64.ts';

/** One record of the central directory. Offsets and lengths are bytes of the whole file. */
export interface Entry extends Sizes {
  readonly name: string;
  readonly flags: number;
  /** 0 stored, 8 deflated; others are refused. */
  readonly method: number;
  readonly crc: number;
  /** The record itself, and where its name, extra fields and comment lie inside it. */
  readonly record: Buffer;
  readonly nameLength: number;
  readonly extraLength: number;
}

/** Where the central directory lies, and the archive's comment. */
export interface Directory {
  readonly start: number;
  readonly end: number;
  readonly entries: number;
  readonly comment: Buffer;
  /** Where the last record of the archive ends; bytes after it belong to nobody. */
  readonly archiveEnd: number;
}

const END = 0x06054b50;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
const RECORD = 0x02014b50;
const END_LENGTH = 22;
const RECORD_LENGTH = 46;
/** The flag of an entry whose name is in UTF-8. */
export const NAMED_IN_UTF8 = 0x800;
const LONGEST_COMMENT = 0xffff;

/** Finds the central directory from the end of the file; undefined when there is none. */
export function findDirectory(file: Buffer): Directory | undefined {
  const lowest = Math.max(0, file.length - END_LENGTH - LONGEST_COMMENT);
  for (let at = file.length - END_LENGTH; at >= lowest; at--) {
    if (file.readUInt32LE(at) !== END) continue;
    const commentEnd = at + END_LENGTH + file.readUInt16LE(at + 20);
    if (commentEnd <= file.length) return directoryAt(file, at, commentEnd);
  }
  return undefined;
}

function directoryAt(file: Buffer, at: number, archiveEnd: number): Directory {
  const comment = file.subarray(at + END_LENGTH, archiveEnd);
  const wide = at >= 20 && file.readUInt32LE(at - 20) === LOCATOR64;
  const record = wide ? Number(file.readBigUInt64LE(at - 12)) : at;
  if (wide && (record + 56 > at || file.readUInt32LE(record) !== END64))
    throw damaged('zip64 end record');
  const entries = wide ? Number(file.readBigUInt64LE(record + 32)) : file.readUInt16LE(record + 10);
  const size = wide ? Number(file.readBigUInt64LE(record + 40)) : file.readUInt32LE(record + 12);
  const start = wide ? Number(file.readBigUInt64LE(record + 48)) : file.readUInt32LE(record + 16);
  const disk = file.readUInt16LE(at + 4);
  if (disk !== 0 && disk !== 0xffff) throw damaged('archive on several disks');
  if (start + size > record) throw damaged('central directory out of range');
  return { start, end: start + size, entries, comment, archiveEnd };
}

/** Every record of the central directory, names checked and unique. */
export function readEntries(file: Buffer, directory: Directory, limits: Limits): Entry[] {
  if (directory.entries > limits.entries)
    throw tooLarge(
      `压缩包内文件超过 ${limits.entries} 个`,
      `more than ${limits.entries} entries in the package`,
    );
  const entries: Entry[] = [];
  const names = new Set<string>();
  let at = directory.start;
  for (let index = 0; index < directory.entries; index++) {
    const entry = readEntry(file, at, directory.end);
    const key = entry.name.toLowerCase();
    if (names.has(key)) throw damaged('duplicate entry name');
    names.add(key);
    entries.push(entry);
    at += entry.record.length;
  }
  if (at !== directory.end) throw damaged('central directory longer than its entries');
  return entries;
}

function readEntry(file: Buffer, at: number, end: number): Entry {
  if (at + RECORD_LENGTH > end || file.readUInt32LE(at) !== RECORD) throw damaged('central record');
  const nameLength = file.readUInt16LE(at + 28);
  const extraLength = file.readUInt16LE(at + 30);
  const commentLength = file.readUInt16LE(at + 32);
  const length = RECORD_LENGTH + nameLength + extraLength + commentLength;
  if (at + length > end) throw damaged('central record out of range');
  const record = file.subarray(at, at + length);
  const flags = record.readUInt16LE(8);
  const method = record.readUInt16LE(10);
  const name = nameOf(record.subarray(RECORD_LENGTH, RECORD_LENGTH + nameLength), flags);
  if (flags & 1)
    throw new DocumentError(
      'document-encrypted',
      '压缩包加了密码，请去掉密码再上传 · the package is encrypted; remove the password first',
    );
  if (method !== 0 && method !== 8) throw damaged('compression method');
  const extra = record.subarray(
    RECORD_LENGTH + nameLength,
    RECORD_LENGTH + nameLength + extraLength,
  );
  const sizes = widened(extra, {
    inflated: record.readUInt32LE(24),
    deflated: record.readUInt32LE(20),
    offset: record.readUInt32LE(42),
  });
  return {
    name,
    flags,
    method,
    crc: record.readUInt32LE(16),
    record,
    nameLength,
    extraLength,
    ...sizes,
  };
}

const CLIMBING = /(?:^|\/)\.\.(?:\/|$)|^\/|^[A-Za-z]:|\0/;

function nameOf(bytes: Buffer, flags: number): string {
  const written = flags & NAMED_IN_UTF8 || isUtf8(bytes) ? bytes.toString('utf8') : chinese(bytes);
  const name = withSlashes(written);
  if (name === '' || CLIMBING.test(name)) throw damaged('entry name leaves the package');
  return name;
}

/** Some Windows programs part folders by a backslash; every reader takes it for the slash that it should be. */
export const withSlashes = (name: string): string => name.replaceAll('\\', '/');

/** Windows in China writes names in GBK and says nothing about it. */
function chinese(bytes: Buffer): string {
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  } catch {
    throw damaged('entry name in an unknown encoding');
  }
}
