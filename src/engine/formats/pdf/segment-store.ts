import type { Cell, Location, Segment, UnseenSpan } from '../../core/segment.ts';

const NO_TABLE = -1;

/**
 * The segments of a document, packed: a list of three hundred pages has sixty thousand, and most of
 * them are cells whose address follows from their row and column.
 */
export class SegmentStore implements Iterable<Segment> {
  readonly #texts: string[] = [];
  /** Channel and part of each segment; many share one. */
  readonly #places: Location[] = [];
  readonly #addresses = new Map<number, string>();
  /** Few texts of few documents are. */
  readonly #unseen = new Map<number, readonly UnseenSpan[]>();
  #cells = new Int32Array(3 * 1024);
  #place: Location | undefined;

  get length(): number {
    return this.#texts.length;
  }

  /** Tells the id of the new segment. A cell without an address gets one when it is asked for. */
  add(
    text: string,
    { channel, part, address }: Location,
    cell: Cell | undefined,
    unseen: readonly UnseenSpan[] | undefined,
  ): number {
    const id = this.#texts.length;
    this.#texts.push(text);
    if (this.#place?.channel !== channel || this.#place.part !== part)
      this.#place = { channel, part, address: '' };
    this.#places.push(this.#place);
    if (address !== '') this.#addresses.set(id, address);
    if (unseen !== undefined) this.#unseen.set(id, unseen);
    this.#setCell(id, cell);
    return id;
  }

  /** Adds a line to the text of a segment. */
  extend(id: number, line: string, unseen: readonly UnseenSpan[] = []): void {
    const before = this.textOf(id).length + 1;
    const moved = unseen.map(({ span: { start, end }, why }) => ({
      span: { start: start + before, end: end + before },
      why,
    }));
    if (moved.length > 0) this.#unseen.set(id, [...(this.#unseen.get(id) ?? []), ...moved]);
    this.#texts[id] = `${this.textOf(id)}\n${line}`;
  }

  textOf(id: number): string {
    return this.#texts[id] ?? '';
  }

  /** The last segment that stands in this cell. */
  lastIn({ table, row, column }: Cell): number | undefined {
    const cells = this.#cells;
    for (let id = this.#texts.length - 1; id >= 0; id--)
      if (cells[id * 3] === table && cells[id * 3 + 1] === row && cells[id * 3 + 2] === column)
        return id;
    return undefined;
  }

  get(id: number): Segment {
    const place = this.#places[id];
    if (!place) throw new RangeError(`no segment ${id}`);
    const cell = this.#cellOf(id);
    const { channel, part } = place;
    const address = this.#addresses.get(id) ?? (cell ? addressOf(cell) : '');
    const segment = { id, text: this.textOf(id), location: { channel, part, address } };
    const unseen = this.#unseen.get(id);
    if (unseen !== undefined) return { ...segment, unseen, ...(cell ? { cell } : {}) };
    return cell ? { ...segment, cell } : segment;
  }

  *[Symbol.iterator](): Iterator<Segment> {
    for (let id = 0; id < this.#texts.length; id++) yield this.get(id);
  }

  #cellOf(id: number): Cell | undefined {
    const [table = NO_TABLE, row = 0, column = 0] = this.#cells.subarray(id * 3, id * 3 + 3);
    return table === NO_TABLE ? undefined : { table, row, column };
  }

  #setCell(id: number, cell: Cell | undefined): void {
    if (id * 3 + 3 > this.#cells.length) {
      const larger = new Int32Array(this.#cells.length * 2);
      larger.set(this.#cells);
      this.#cells = larger;
    }
    this.#cells[id * 3] = cell?.table ?? NO_TABLE;
    this.#cells[id * 3 + 1] = cell?.row ?? 0;
    this.#cells[id * 3 + 2] = cell?.column ?? 0;
  }
}

const addressOf = ({ table, row, column }: Cell): string =>
  `表 ${table + 1} 第 ${row + 1} 行第 ${column + 1} 列`;
