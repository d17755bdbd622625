import type { Cell } from '../core/segment.ts';
import type { FieldKind, TableFacts } from '../core/table.ts';

/** What the column of a cell holds, as the nearest header above it says; undefined when none does. */
export function columnKinds(
  tables: readonly TableFacts[],
): (cell: Cell | undefined) => FieldKind | undefined {
  const sections = Map.groupBy(tables, ({ table }) => table);
  let at: Pick<Cell, 'table' | 'row'> = { table: -1, row: -1 };
  let columns: TableFacts['columns'] | undefined;
  return (cell) => {
    if (!cell) return undefined;
    // Cells of a row come one after another, and a list has a million rows.
    if (cell.row !== at.row || cell.table !== at.table) {
      at = cell;
      columns = sections
        .get(cell.table)
        ?.findLast(({ headerRow = -1 }) => headerRow < cell.row)?.columns;
    }
    return columns?.get(cell.column);
  };
}
