import { isUtf8 } from 'node:buffer';
import { badXml } from './damage.ts';

/**
 * The bytes of an XML part as UTF-8; the very same buffer when they already are. A part in another
 * encoding gets a declaration that says UTF-8, for it is written so when it is edited.
 */
export function utf8Xml(bytes: Buffer): Buffer {
  const encoding = declaredEncoding(bytes);
  if (encoding === 'utf-8') {
    if (!isUtf8(bytes)) throw badXml('not UTF-8');
    return bytes;
  }
  const text = decoded(bytes, encoding);
  return Buffer.from(text.replace(/^(\uFEFF?<\?xml[^>]*?encoding\s*=\s*["'])[\w.-]+/, '$1UTF-8'));
}

const decoded = (bytes: Buffer, encoding: string): string =>
  guarded(encoding, () =>
    new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes),
  );

/** Decodes a part that comes in pieces; without a piece it tells what is left at the end. */
export function xmlDecoder(encoding: string): (piece?: Buffer) => string {
  return guarded(encoding, () => {
    const decoder = new TextDecoder(encoding, { fatal: true });
    return (piece) =>
      guarded(encoding, () => decoder.decode(piece, { stream: piece !== undefined }));
  });
}

function guarded<Result>(encoding: string, decode: () => Result): Result {
  try {
    return decode();
  } catch {
    throw badXml(`encoding ${encoding}`);
  }
}

/** What a part says its encoding is, in the words of TextDecoder; its first bytes tell. */
export function declaredEncoding(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0x3c && bytes[1] === 0) return 'utf-16le';
  if (bytes[0] === 0 && bytes[1] === 0x3c) return 'utf-16be';
  const head = bytes.toString('latin1', 0, 200);
  const declared = /^\s*(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)/.exec(head)?.[1];
  return declared === undefined || /^(?:utf-?8|us-ascii)$/i.test(declared)
    ? 'utf-8'
    : declared.toLowerCase();
}
