/** The bytes of a body; undefined when it is not what it says or of a kind unknown. */
export function unpacked(body: string, transferEncoding: string): Uint8Array | undefined {
  switch (transferEncoding) {
    case 'quoted-printable':
      return Buffer.from(unquoted(body), 'latin1');
    case 'base64':
      return unpackedBase64(body);
    case '7bit':
    case '8bit':
    case 'binary':
      return Buffer.from(body, 'latin1');
    default:
      return undefined;
  }
}

/**
 * Some programs decode line by line: where a line does not end with a whole group of four, they would
 * read what those who decode the body in one go never see.
 */
function unpackedBase64(body: string): Uint8Array | undefined {
  const lines = body.split(/\s+/).filter((line) => line !== '');
  const packed = lines.join('');
  const isAligned = lines.slice(0, -1).every(({ length }) => length % 4 === 0);
  return isAligned && /^[A-Za-z0-9+/]*={0,2}$/.test(packed)
    ? Buffer.from(packed, 'base64')
    : undefined;
}

/** Bytes as a body of the same kind as before. */
export function packed(bytes: Uint8Array, transferEncoding: string): string {
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (transferEncoding === 'quoted-printable') return quoted(body.toString('latin1'));
  if (transferEncoding === 'base64')
    return body.toString('base64').replaceAll(/.{76}(?=.)/g, '$&\r\n');
  return body.toString('latin1');
}

const unquoted = (body: string): string =>
  body
    .replaceAll(/=[ \t]*\r?\n/g, '')
    .replaceAll(/=([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));

const hex = (character: string): string =>
  `=${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

/** RFC 2045, 6.7: lines of 76 characters at most, white space before a line end written out. */
function quoted(text: string): string {
  const safe = text
    .replaceAll(/[^\t\r\n -<>-~]|\r(?!\n)|(?<!\r)\n/g, hex)
    .replaceAll(/[ \t](?=\r\n|$)/g, hex);
  return safe.split('\r\n').map(folded).join('\r\n');
}

const LONGEST_LINE = 75;

function folded(line: string): string {
  const pieces: string[] = [];
  let at = 0;
  while (line.length - at > LONGEST_LINE + 1) {
    const code = line.lastIndexOf('=', at + LONGEST_LINE - 1);
    const end = code > at + LONGEST_LINE - 3 ? code : at + LONGEST_LINE;
    pieces.push(line.slice(at, end));
    at = end;
  }
  return [...pieces, line.slice(at)].join('=\r\n');
}
