import * as XLSX from 'xlsx';

/** A record of [MS-XLS]: its type, then bytes, and numbers of two bytes each. */
export function record(type: number, ...fields: readonly (number | Uint8Array)[]): Buffer {
  const data = Buffer.concat(
    fields.map((field) =>
      typeof field === 'number' ? Buffer.from(Uint16Array.of(field & 0xffff).buffer) : field,
    ),
  );
  return Buffer.concat([Buffer.from(Uint16Array.of(type, data.length).buffer), data]);
}

const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const u32 = (value: number) => Buffer.from(Uint32Array.of(value).buffer);
const BOF = 0x809;
const EOF = 0x0a;
const start = (kind: number) => record(BOF, 0x600, kind, 0, 0, 0, 0, 0, 0);

/** LABELSST: a cell that shows a shared string. */
export const shown = (row: number, column: number, string: number): Buffer =>
  record(0xfd, row, column, 0, u32(string));
/** LABEL: a cell with a text of its own. */
export const label = (row: number, column: number, text: string): Buffer =>
  record(0x204, row, column, 0, text.length, Buffer.from([1]), utf16(text));
/** NUMBER. */
export const number = (row: number, column: number, value: number): Buffer =>
  record(0x203, row, column, 0, Buffer.from(Float64Array.of(value).buffer));
/** FORMULA that came to a text, which the next record tells; its code is `tokens`. */
export const formula = (row: number, column: number, tokens: Uint8Array): Buffer =>
  record(
    0x06,
    row,
    column,
    0,
    Buffer.from('0000000000 00ffff'.replaceAll(' ', ''), 'hex'),
    0,
    u32(0),
    tokens.length,
    tokens,
  );
export const result = (text: string): Buffer =>
  record(0x207, text.length, Buffer.from([1]), utf16(text));

/** A shared string in UTF-16 with the reading aid that East Asian text may have. */
export const sharedString = (text: string, aid = ''): Buffer =>
  Buffer.concat([
    Buffer.from(Uint16Array.of(text.length).buffer),
    Buffer.from([aid === '' ? 1 : 5]),
    aid === '' ? Buffer.alloc(0) : u32(utf16(aid).length),
    utf16(text),
    utf16(aid),
  ]);
/** SST, which runs over into CONTINUE where it is given in several pieces. */
export const strings = (count: number, first: Uint8Array, ...more: readonly Uint8Array[]): Buffer =>
  Buffer.concat([
    record(0xfc, u32(count), u32(count), first),
    ...more.map((one) => record(0x3c, one)),
  ]);

export interface BiffFile {
  /** Records of the workbook, and those of its sheets by their names. */
  readonly globals?: readonly Buffer[];
  readonly sheets: Readonly<Record<string, readonly Buffer[]>>;
  readonly after?: Uint8Array;
  readonly streams?: Readonly<Record<string, Uint8Array>>;
}

/** A workbook of Excel 97 by hand. */
export function biffFile({ globals = [], sheets, after, streams = {} }: BiffFile): Buffer {
  const names = Object.keys(sheets);
  const bodies = Object.values(sheets).map((rows) =>
    Buffer.concat([start(0x10), ...rows, record(EOF)]),
  );
  const headOf = (places: readonly number[]) =>
    Buffer.concat([
      start(0x05),
      ...names.map((name, index) =>
        record(0x85, u32(places[index] ?? 0), 0, Buffer.from([name.length, 1]), utf16(name)),
      ),
      ...globals,
      record(EOF),
    ]);
  let at = headOf([]).length;
  const places = bodies.map(({ length }) => {
    at += length;
    return at - length;
  });
  const container = XLSX.CFB.utils.cfb_new();
  const workbook = Buffer.concat([headOf(places), ...bodies, after ?? Buffer.alloc(0)]);
  for (const [path, content] of Object.entries({ '/Workbook': workbook, ...streams }))
    XLSX.CFB.utils.cfb_add(container, path, Buffer.from(content));
  return XLSX.CFB.write(container, { type: 'buffer' }) as Buffer;
}
