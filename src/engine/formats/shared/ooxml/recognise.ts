import { DocumentError } from '../../../core/errors.ts';
import { findDirectory, withSlashes } from '../zip/directory.ts';

/** Whether the bytes are an Office package whose parts lie in `folder` (`word/`, `xl/`, `ppt/`). */
export function isPackageOf(bytes: Uint8Array, folder: string): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < 30 || file.readUInt32LE(0) !== 0x04034b50) return false;
  const names = [...entryNames(file)];
  if (!names.some((name) => name.startsWith(folder))) return false;
  // Many programs write the list of types last: a file cut off before it is a damaged document.
  return !directoryOf(file) || names.some((name) => /^\[Content_Types\]/.test(name));
}

/** Names as the directory gives them, or the local headers when it is missing: a cut-off file is still known. */
export function* entryNames(file: Buffer): Generator<string> {
  const directory = directoryOf(file);
  const [mark, header, lengthAt] = directory ? [0x02014b50, 46, 28] : [0x04034b50, 30, 26];
  let at = directory?.start ?? 0;
  const end = directory?.end ?? file.length;
  while (at + header <= end && file.readUInt32LE(at) === mark) {
    const length = file.readUInt16LE(at + lengthAt);
    yield withSlashes(file.toString('utf8', at + header, at + header + length));
    const rest = file.readUInt16LE(at + lengthAt + 2);
    at += header + length + rest;
    at += directory ? file.readUInt16LE(at - length - rest - header + 32) : 0;
    if (!directory) at = nextLocalHeader(file, at);
  }
}

const nextLocalHeader = (file: Buffer, from: number): number => {
  const at = file.indexOf('PK\x03\x04', from, 'latin1');
  return at < 0 ? file.length : at;
};

function directoryOf(file: Buffer) {
  try {
    return findDirectory(file);
  } catch (error) {
    if (error instanceof DocumentError) return undefined;
    throw error;
  }
}
