/**
 * What a stream that is written in plain letters (base 85 or hexadecimal) stands for, and what stands behind its end.
 * Undefined where it does not keep to its alphabet throughout: then the letters themselves are to be read.
 */
export interface Unwritten {
  readonly bytes: Buffer;
  readonly behind: Buffer;
}

/** As its dictionary says; such letters read as text are now and then somebody's mailbox by chance. */
export function unwritten(stream: Buffer, dictionary: string): Unwritten | undefined {
  const first = /\/Filter\s*\[?\s*\/(\w+)/.exec(dictionary)?.[1];
  if (first === 'ASCII85Decode' || first === 'A85') return fromBase85(stream);
  if (first === 'ASCIIHexDecode' || first === 'AHx') return fromHexadecimal(stream);
  return undefined;
}

function fromHexadecimal(stream: Buffer): Unwritten | undefined {
  const end = stream.indexOf('>');
  const digits = stream.toString('latin1', 0, end < 0 ? stream.length : end).replaceAll(/\s/g, '');
  if (end < 0 || !/^[0-9A-Fa-f]*$/.test(digits)) return undefined;
  const even = digits.length % 2 === 0 ? digits : `${digits}0`;
  return { bytes: Buffer.from(even, 'hex'), behind: stream.subarray(end + 1) };
}

function fromBase85(stream: Buffer): Unwritten | undefined {
  const end = stream.indexOf('~>');
  if (end < 0) return undefined;
  const letters = stream.toString('latin1', 0, end).replaceAll(/\s|^<~/g, '');
  if (!/^(?:[!-u]{5}|z)*[!-u]{0,4}$/.test(letters)) return undefined;
  const groups = letters.replaceAll('z', '!!!!!');
  const bytes = Buffer.alloc(Math.ceil(groups.length / 5) * 4);
  for (let at = 0; at < groups.length; at += 5) {
    const group = groups.slice(at, at + 5).padEnd(5, 'u');
    let value = 0;
    for (let index = 0; index < 5; index++) value = value * 85 + group.charCodeAt(index) - 33;
    if (value > 0xffffffff) return undefined;
    bytes.writeUInt32BE(value, (at / 5) * 4);
  }
  const missing = (5 - (groups.length % 5)) % 5;
  return { bytes: bytes.subarray(0, bytes.length - missing), behind: stream.subarray(end + 2) };
}
