import type { Cell } from '../core/segment.ts';
import type { FieldKind, TableFacts } from '../core/table.ts';

/** What the column of a cell holds, as the nearest header above it says; undefined when none does. */
export function columnKinds(
  tables: readonly TableFacts[],
): (cell: Cell | undefined) => FieldKind | undefined {
  const sections = Map.groupBy(tables, ({ table }) => table);
  return (cell) =>
    cell &&
    sections
      .get(cell.table)
      ?.findLast(({ headerRow = -1 }) => headerRow < cell.row)
      ?.columns.get(cell.column);
}
