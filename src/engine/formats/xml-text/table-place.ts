import type { Cell } from '../../core/segment.ts';

const TABLES: ReadonlySet<string> = new Set(['Table', 'tbl', 'table']);
const ROWS: ReadonlySet<string> = new Set(['Row', 'tr', 'row', 'table-row']);
const CELLS: ReadonlySet<string> = new Set([
  'Cell',
  'tc',
  'td',
  'th',
  'cell',
  'entry',
  'table-cell',
  'covered-table-cell',
]);

/** Follows rows and cells of the tables that Excel 2003, Word 2003, flat OpenDocument and their like write as XML. */
export class TablePlace {
  readonly #open: { table: number; row: number; column: number; inCell: boolean }[] = [];
  #tables = 0;

  get cell(): Cell | undefined {
    const place = this.#open.at(-1);
    if (!place?.inCell) return undefined;
    return { table: place.table, row: place.row, column: place.column };
  }

  /** @param index what the element says of its own row or column, from 1. */
  open(name: string, index: number | undefined): void {
    if (TABLES.has(name)) {
      this.#open.push({ table: this.#tables++, row: -1, column: -1, inCell: false });
      return;
    }
    const place = this.#open.at(-1);
    if (!place) return;
    if (ROWS.has(name)) {
      place.row = index === undefined ? place.row + 1 : index - 1;
      place.column = -1;
    } else if (CELLS.has(name)) {
      place.column = index === undefined ? place.column + 1 : index - 1;
      place.inCell = true;
    }
  }

  /** @param cells how many the element stood for that ends. */
  close(name: string, cells = 1): void {
    const place = this.#open.at(-1);
    if (TABLES.has(name)) this.#open.pop();
    else if (place && CELLS.has(name)) {
      place.inCell = false;
      place.column += cells - 1;
    }
  }
}
