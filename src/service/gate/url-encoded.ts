const PERCENT = 0x25;
const PLUS = 0x2b;
const SPACE = 0x20;

/** The bytes of a form field: `+` is a space, `%C4%EA` two bytes in whatever encoding the page has. */
export function decodeField(text: string): Buffer {
  const source = Buffer.from(text, 'latin1');
  const bytes = Buffer.alloc(source.length);
  let length = 0;
  for (let at = 0; at < source.length; at++) {
    const hex = source[at] === PERCENT ? source.toString('latin1', at + 1, at + 3) : '';
    if (/^[0-9A-Fa-f]{2}$/.test(hex)) {
      bytes[length++] = Number.parseInt(hex, 16);
      at += 2;
    } else bytes[length++] = source[at] === PLUS ? SPACE : (source[at] as number);
  }
  return bytes.subarray(0, length);
}

/** The same the other way round, as browsers write it. */
export function encodeField(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    const character = String.fromCharCode(byte);
    if (byte === SPACE) text += '+';
    else if (/[\w*.-]/.test(character)) text += character;
    else text += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return text;
}
