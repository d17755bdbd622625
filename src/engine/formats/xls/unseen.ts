import type { Unseen } from '../../core/segment.ts';
import { EXCEL_COLOURS } from '../shared/excel-colours.ts';
import { type Colour, WHITE, whyUnseen } from '../shared/paint.ts';
import type { Item } from './item.ts';
import type { BiffRecord } from './records.ts';
import type { Substream } from './sheets.ts';

/** Records of looks, by their numbers in [MS-XLS] 2.3. */
const BOUND_SHEET = 0x85;
const COLUMNS = 0x7d;
const ROW = 0x208;
const FONT = 0x31;
const FORMAT = 0x41e;
const PALETTE = 0x92;
const XF = 0xe0;

const FIRST_OF_PALETTE = 8;
const SOLID = 1;
/** Twentieths of a point. */
const TWIPS = 20;
/** Lengths of the records that are read to this byte. */
const LEAST: ReadonlyMap<number, number> = new Map([
  [BOUND_SHEET, 6],
  [COLUMNS, 10],
  [ROW, 16],
  [FONT, 6],
  [FORMAT, 5],
  [PALETTE, 2],
  [XF, 20],
]);

/** What a workbook says of cells that nobody sees. */
export class UnseenCells {
  readonly #data: Buffer;
  readonly #fonts: { readonly ink: number; readonly size: number }[] = [];
  readonly #styles: { readonly font: number; readonly format: number; readonly fill: number }[] =
    [];
  readonly #blank = new Set<number>();
  readonly #palette: Colour[] = [];
  /** By the order of sheets. */
  readonly #hiddenSheets = new Set<number>();
  readonly #hidden = new Set<string>();
  #sheets = 0;

  constructor(
    records: readonly BiffRecord[],
    data: Buffer,
    owners: readonly (Substream | undefined)[],
  ) {
    this.#data = data;
    for (const [position, record] of records.entries()) {
      const { type, start, end } = record;
      if (end - start >= (LEAST.get(type) ?? Infinity)) this.#learn(record, owners[position]);
    }
  }

  /** Why nobody sees the cell of an item; undefined when it is seen, or is none. */
  of({ cell, style }: Item): Unseen | undefined {
    if (!cell) return undefined;
    const { table, row, column } = cell;
    const isHidden =
      this.#hiddenSheets.has(table) ||
      this.#hidden.has(`${table} row ${row}`) ||
      this.#hidden.has(`${table} column ${column}`);
    if (isHidden) return 'hidden';
    const look = style === undefined ? undefined : this.#styles[style];
    if (!look) return undefined;
    if (this.#blank.has(look.format)) return 'invisible';
    // There is no font 4.
    const font = this.#fonts[look.font > 4 ? look.font - 1 : look.font];
    if (!font) return undefined;
    const ground = look.fill < 0 ? WHITE : this.#colour(look.fill);
    return whyUnseen({ ink: this.#colour(font.ink), ground, size: font.size || undefined });
  }

  #learn({ type, start, end }: BiffRecord, owner: Substream | undefined): void {
    const word = (at: number) => this.#data.readUInt16LE(start + at);
    if (type === BOUND_SHEET) this.#sheet(start);
    else if (type === ROW && word(12) & 0x20) this.#hidden.add(`${owner?.index} row ${word(0)}`);
    else if (type === COLUMNS && word(8) & 1)
      for (let column = word(0); column <= Math.min(word(2), 0xff); column++)
        this.#hidden.add(`${owner?.index} column ${column}`);
    else if (type === FONT) this.#fonts.push({ size: word(0) / TWIPS, ink: word(4) });
    else if (type === FORMAT) this.#format(start, end);
    else if (type === PALETTE)
      for (let at = start + 2; at + 4 <= end; at += 4)
        this.#palette.push([...this.#data.subarray(at, at + 3)] as unknown as Colour);
    else if (type === XF) {
      const pattern = this.#data.readUInt32LE(start + 14) >>> 26;
      const fill = pattern === 0 ? -1 : pattern === SOLID ? word(18) & 0x7f : ANY;
      this.#styles.push({ font: word(0), format: word(2), fill });
    }
  }

  #sheet(start: number): void {
    if ((this.#data[start + 4] as number) & 3) this.#hiddenSheets.add(this.#sheets);
    this.#sheets++;
  }

  #format(start: number, end: number): void {
    const isWide = (this.#data[start + 4] as number) & 1;
    const written = this.#data.toString(isWide ? 'utf16le' : 'latin1', start + 5, end);
    if (/^;{2,3}$/.test(written)) this.#blank.add(this.#data.readUInt16LE(start));
  }

  #colour(index: number): Colour | undefined {
    return this.#palette[index - FIRST_OF_PALETTE] ?? EXCEL_COLOURS.get(index);
  }
}

/** Stands for no colour that could be known. */
const ANY = 0x7e;
