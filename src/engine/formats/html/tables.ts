import type { Cell } from '../../core/segment.ts';

/** What is known of the tables of a file. */
export interface TableCounter {
  tables: number;
  /** Tables that hold others are there for the looks: their cells are no data. */
  readonly layout: Set<number>;
}

interface Table {
  readonly number: number;
  row: number;
  column: number;
  /** Rows that a cell above still reaches into, by column. */
  readonly reach: Map<number, number>;
  /** Where the text that comes now stands. */
  cell: Cell | undefined;
}

const WIDEST = 1000;
const TALLEST = 65_534;

/** Counts rows and columns of nested tables, as spans push them about. */
export class Tables {
  readonly #open: Table[] = [];
  readonly #counter: TableCounter;

  /** @param counter numbers the tables of all pages that lie in one file. */
  constructor(counter: TableCounter) {
    this.#counter = counter;
  }

  /** The cell that text stands in now. */
  get cell(): Cell | undefined {
    return this.#open.at(-1)?.cell;
  }

  open(): void {
    const outer = this.#open.at(-1);
    if (outer?.cell) this.#counter.layout.add(outer.number);
    this.#open.push({
      number: this.#counter.tables++,
      row: -1,
      column: 0,
      reach: new Map(),
      cell: undefined,
    });
  }

  close(): void {
    this.#open.pop();
  }

  openRow(): void {
    const table = this.#open.at(-1);
    if (!table) return;
    table.row++;
    table.column = 0;
    table.cell = undefined;
  }

  openCell(columnSpan: number, rowSpan: number): void {
    const table = this.#open.at(-1);
    if (!table) return;
    if (table.row < 0) table.row = 0;
    while ((table.reach.get(table.column) ?? -1) >= table.row) table.column++;
    const width = Math.min(Math.max(columnSpan, 1), WIDEST);
    table.cell = {
      table: table.number,
      row: table.row,
      column: table.column,
      ...(width > 1 && { columns: width }),
    };
    const last = table.row + Math.min(Math.max(rowSpan, 1), TALLEST) - 1;
    for (let column = 0; column < width; column++) {
      if (last > table.row) table.reach.set(table.column, last);
      table.column++;
    }
  }

  /** Behind a cell or a row. */
  closeCell(): void {
    const table = this.#open.at(-1);
    if (table) table.cell = undefined;
  }
}
