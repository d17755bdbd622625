import type { Cell } from '../../core/segment.ts';
import { cellName } from '../shared/cell-name.ts';
import type { CfbStream } from '../shared/cfb.ts';
import type { StreamText } from '../shared/cfb-text.ts';
import type { Item, Place } from './item.ts';
import { rkValue, shownNumber } from './numbers.ts';
import { BIFF, type BiffRecord, continued } from './records.ts';
import { locationIn, type Substream } from './sheets.ts';
import { StringReader } from './string-reader.ts';

const SHARES_FORMULA: readonly number[] = [0x21, 0x37, 0x91, 0x36, 0x4bc, 0x221, 0x236];

/** Reads the records of one sheet or chart that hold the value of a cell. */
export class CellReader {
  readonly #stream: CfbStream;
  readonly #bytes: Buffer;
  readonly #records: readonly BiffRecord[];
  readonly #shared: readonly StreamText[];
  /** Shared strings that a cell shows. */
  readonly used = new Set<number>();

  constructor(stream: CfbStream, records: readonly BiffRecord[], shared: readonly StreamText[]) {
    const { bytes } = stream;
    this.#stream = stream;
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#records = records;
    this.#shared = shared;
  }

  /** The values of the record at `position`; undefined when it is no cell. */
  at(position: number, sheet: Substream): Item[] | undefined {
    const record = this.#records[position] as BiffRecord;
    const { type, start, end } = record;
    if (!CELL_TYPES.includes(type) || end - start < 6) return undefined;
    const place = this.#place(sheet, start, this.#bytes.readUInt16LE(start + 2));
    if (type === BIFF.labelSst) return this.#sharedString(start, place);
    if (type === BIFF.number) return [number(place, this.#bytes.readDoubleLE(start + 6), record)];
    if (type === BIFF.rk) return [number(place, rkValue(this.#bytes, start + 6), record)];
    if (type === BIFF.mulRk) return this.#severalRk(record, sheet);
    if (type === BIFF.formula) return this.#result(position, place);
    const records = continued(this.#records, position);
    const reader = new StringReader(this.#stream, records, 6);
    return [{ kind: 'text', source: reader.string(reader.u16()), ...place }];
  }

  #place(
    sheet: Substream,
    start: number,
    column: number,
    styleAt = start + 4,
  ): Place & { cell: Cell } {
    const row = this.#bytes.readUInt16LE(start);
    const channel = sheet.kind === 'chart' ? 'chart' : 'table';
    return {
      location: locationIn(sheet, channel, cellName(row, column)),
      cell: { table: sheet.index, row, column },
      style: this.#bytes.readUInt16LE(styleAt),
    };
  }

  #sharedString(start: number, place: Place): Item[] {
    const index = this.#bytes.readUInt32LE(start + 6);
    this.used.add(index);
    const source = this.#shared[index];
    return source ? [{ kind: 'text', source, ...place }] : [];
  }

  #severalRk({ start, end }: BiffRecord, sheet: Substream): Item[] {
    const first = this.#bytes.readUInt16LE(start + 2);
    const count = Math.floor((end - start - 6) / 6);
    return Array.from({ length: count }, (_, index) =>
      number(
        this.#place(sheet, start, first + index, start + 4 + index * 6),
        rkValue(this.#bytes, start + 6 + index * 6),
        undefined,
      ),
    );
  }

  #result(position: number, place: Place): Item[] {
    const record = this.#records[position] as BiffRecord;
    const { start } = record;
    const between = this.#records[position + 1];
    const shared = between !== undefined && SHARES_FORMULA.includes(between.type);
    const isNumber = this.#bytes.readUInt16LE(start + 12) !== 0xffff;
    // ptgExp: the formula itself stands with the first cell of its range.
    const alone = !shared && this.#bytes[start + 22] !== 0x01;
    if (isNumber) {
      const text = shownNumber(this.#bytes.readDoubleLE(start + 6));
      return [{ kind: 'result', text, records: alone ? [record] : undefined, ...place }];
    }
    const follows = this.#records[shared ? position + 2 : position + 1];
    if (this.#bytes[start + 6] !== 0 || follows?.type !== BIFF.string) return [];
    const parts = continued(this.#records, this.#records.indexOf(follows, position));
    const reader = new StringReader(this.#stream, parts);
    const { text } = reader.string(reader.u16());
    return [{ kind: 'result', text, records: alone ? [record, ...parts] : undefined, ...place }];
  }
}

const CELL_TYPES: readonly number[] = [
  BIFF.labelSst,
  BIFF.number,
  BIFF.rk,
  BIFF.mulRk,
  BIFF.formula,
  BIFF.label,
  BIFF.rString,
];

const number = (place: Place, value: number, record: BiffRecord | undefined): Item => ({
  kind: 'number',
  text: shownNumber(value),
  record,
  ...place,
});
