/**
 * Bytes from an offset on, read as UTF-16LE; an odd byte at the end is left out. Node 24 writes past
 * its own memory when it reads an odd number of bytes from an odd address, so bytes of a length that
 * nobody knows are read here and nowhere else.
 */
export const utf16Text = (bytes: Buffer, from = 0): string =>
  bytes.toString('utf16le', from, from + ((bytes.length - from) & ~1));
