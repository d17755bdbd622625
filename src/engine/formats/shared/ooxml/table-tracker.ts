import type { Cell } from '../../../core/segment.ts';
import type { Unit } from './unit.ts';

interface OpenTable {
  readonly number: number;
  row: number;
  column: number;
  span: number;
  readonly cells: Unit[];
  /** What lies inside cells and is read after them: tables, text boxes. */
  readonly after: Unit[];
}

/** Counts tables, rows and columns, and keeps the cells of a row together. */
export class TableTracker {
  readonly #open: OpenTable[] = [];
  readonly #units: Unit[];
  #tables = 0;

  constructor(units: Unit[]) {
    this.#units = units;
  }

  get tables(): number {
    return this.#tables;
  }

  openTable(): void {
    const number = this.#tables++;
    this.#open.push({ number, row: -1, column: 0, span: 1, cells: [], after: [] });
  }

  closeTable(): void {
    const table = this.#open.pop();
    const target = this.#open.at(-1)?.after ?? this.#units;
    if (table) for (const unit of [...table.cells, ...table.after]) target.push(unit);
  }

  openRow(): void {
    const table = this.#open.at(-1);
    if (!table) return;
    table.row++;
    table.column = 0;
  }

  /** Columns left out before the first cell of a row. */
  skip(columns: number): void {
    const table = this.#open.at(-1);
    if (table) table.column += columns;
  }

  openCell(): void {
    const table = this.#open.at(-1);
    if (table) table.span = 1;
  }

  /** The cell that is open covers this many columns. */
  span(columns: number): void {
    const table = this.#open.at(-1);
    if (table && columns > 1 && columns < 1000) table.span = columns;
  }

  /** Where the open cell stands; undefined outside tables. */
  cell(): Cell | undefined {
    const table = this.#open.at(-1);
    if (!table) return undefined;
    const { number, row, column, span } = table;
    return { table: number, row: Math.max(0, row), column, ...(span > 1 && { columns: span }) };
  }

  closeCell(): void {
    const table = this.#open.at(-1);
    if (!table) return;
    table.column += table.span;
    table.span = 1;
  }

  /** A cell's own words; everything else inside a table waits until the table is over. */
  add(unit: Unit): void {
    const table = this.#open.at(-1);
    if (!table) this.#units.push(unit);
    else if (unit.cell) table.cells.push(unit);
    else table.after.push(unit);
  }
}
