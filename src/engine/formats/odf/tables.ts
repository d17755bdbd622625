import type { Cell } from '../../core/segment.ts';

interface Table {
  readonly id: number;
  readonly name: string;
  row: number;
  column: number;
  rowsRepeated: number;
}

const MOST = 1 << 20;

/** Where the reader stands in tables and in tables inside their cells. */
export class Tables {
  readonly #open: Table[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  get depth(): number {
    return this.#open.length;
  }

  get name(): string {
    return this.#open.at(-1)?.name ?? '';
  }

  /** How often the row that is open stands. */
  get rowsRepeated(): number {
    return this.#open.at(-1)?.rowsRepeated ?? 1;
  }

  openTable(name: string): void {
    this.#open.push({ id: this.#count++, name, row: 0, column: 0, rowsRepeated: 1 });
  }

  closeTable(): void {
    this.#open.pop();
  }

  openRow(repeated: number): void {
    const table = this.#open.at(-1);
    if (table) table.rowsRepeated = Math.min(MOST, Math.max(1, repeated || 1));
  }

  closeRow(): void {
    const table = this.#open.at(-1);
    if (!table) return;
    table.row += table.rowsRepeated;
    table.column = 0;
  }

  /** Where the cell that is open stands. */
  get cell(): Cell {
    const table = this.#open.at(-1);
    return { table: table?.id ?? 0, row: table?.row ?? 0, column: table?.column ?? 0 };
  }

  closeCell(repeated: number): void {
    const table = this.#open.at(-1);
    if (table) table.column += Math.min(MOST, repeated);
  }
}
