/** A record of [MS-EMF]: its type, then its fields. */
export function record(type: number, ...fields: readonly (number | Uint8Array)[]): Buffer {
  const data = Buffer.concat(
    fields.map((field) => {
      if (typeof field !== 'number') return field;
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32LE(field >>> 0);
      return bytes;
    }),
  );
  const padded = Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
  const head = Buffer.alloc(8);
  head.writeUInt32LE(type);
  head.writeUInt32LE(8 + padded.length, 4);
  return Buffer.concat([head, padded]);
}

const BOX = [0, 0, 0, 0];
/** Where a text stands, and in which characters; `advance` is the width of each. */
const emrText = (
  x: number,
  y: number,
  characters: Uint8Array,
  count: number,
  at: number,
  advance: number,
  options = 0,
) => [
  ...[x, y, count, at + 40, options, ...BOX, at + 40 + Math.ceil(characters.length / 4) * 4],
  Buffer.concat([characters, Buffer.alloc((4 - (characters.length % 4)) % 4)]),
  Buffer.from(new Uint32Array(count).fill(advance).buffer),
];

const utf16 = (text: string) => Buffer.from(text, 'utf16le');

/** EMR_EXTTEXTOUTW and its kin. */
export const wideText = (text: string, x: number, y: number, advance = 10, options = 0): Buffer =>
  record(84, ...BOX, 1, 0, 0, ...emrText(x, y, utf16(text), text.length, 36, advance, options));
export const narrowText = (bytes: Uint8Array, x: number, y: number): Buffer =>
  record(83, ...BOX, 1, 0, 0, ...emrText(x, y, bytes, bytes.length, 36, 10));
export const manyTexts = (text: string, x: number, y: number): Buffer =>
  record(97, ...BOX, 1, 0, 0, 1, ...emrText(x, y, utf16(text), text.length, 40, 10));
/** EMR_SMALLTEXTOUT without a box; one byte a character when `narrow`. */
export const smallText = (text: string, x: number, y: number, narrow = false): Buffer =>
  record(
    108,
    ...[x, y, text.length, narrow ? 0x300 : 0x100, 1, 0, 0],
    narrow ? Buffer.from(text) : utf16(text),
  );

/** A picture by hand: a header, these records, an end. */
export function emfOf(...records: readonly Buffer[]): Buffer {
  const header = record(1, ...BOX, ...BOX, Buffer.from(' EMF'), 0x10000, ...new Array(15).fill(0));
  return Buffer.concat([header, ...records, record(14, 0, 0, 20)]);
}

/** A record of [MS-WMF]: its function, then its words. */
export function wmfRecord(type: number, ...fields: readonly (number | Uint8Array)[]): Buffer {
  const data = Buffer.concat(
    fields.map((field) =>
      typeof field === 'number'
        ? Buffer.from(Uint16Array.of(field & 0xffff).buffer)
        : Buffer.concat([field, Buffer.alloc(field.length % 2)]),
    ),
  );
  const head = Buffer.alloc(6);
  head.writeUInt32LE((6 + data.length) / 2);
  head.writeUInt16LE(type, 4);
  return Buffer.concat([head, data]);
}

export function wmfOf(...records: readonly Buffer[]): Buffer {
  const header = Buffer.from('010009000003000000000000000000000000', 'hex');
  return Buffer.concat([header, ...records, wmfRecord(0)]);
}
