import { DocumentError } from '../../core/errors.ts';
import type { Format } from '../format.ts';

/** Archives that we do not open, by their first bytes: it only says what to do instead. */
export const packed: Format = {
  id: 'packed',
  mediaType: 'application/octet-stream',
  extensions: ['.rar', '.7z', '.tar', '.gz', '.bz2', '.xz', '.cab', '.zst'],
  channels: [],
  readers: [],
  recognises: (bytes) => nameOf(bytes) !== undefined,
  open: async (bytes) => {
    throw adviceFor(bytes);
  },
  // biome-ignore lint/correctness/useYield: nothing is ever read.
  reread: async function* (bytes) {
    throw adviceFor(bytes);
  },
};

const SIGNATURES: readonly (readonly [name: string, at: number, signature: string])[] = [
  ['RAR', 0, 'Rar!\x1a\x07'],
  ['7z', 0, '7z\xbc\xaf\x27\x1c'],
  ['TAR', 257, 'ustar'],
  ['GZIP', 0, '\x1f\x8b\x08'],
  ['BZIP2', 0, 'BZh'],
  ['XZ', 0, '\xfd7zXZ\0'],
  ['CAB', 0, 'MSCF\0\0\0\0'],
  ['Zstandard', 0, '\x28\xb5\x2f\xfd'],
];

const nameOf = (bytes: Uint8Array): string | undefined =>
  SIGNATURES.find(([, at, signature]) =>
    [...signature].every((character, index) => bytes[at + index] === character.charCodeAt(0)),
  )?.[0];

const adviceFor = (bytes: Uint8Array): DocumentError => {
  const name = nameOf(bytes);
  return new DocumentError(
    'format-unsupported',
    `不支持 ${name} 压缩包；请解压后上传，或改用 ZIP · ${name} archives are not supported; unpack it, or use ZIP`,
  );
};
