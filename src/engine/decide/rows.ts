import type { LoadedDocument } from '../core/document.ts';
import type { Cell, Segment } from '../core/segment.ts';

/** The cells of each row of a document's tables, row after row. @param isWanted by any of its cells */
export function* rowsOf(
  { segments }: Pick<LoadedDocument, 'segments'>,
  isWanted: (cell: Cell) => boolean = () => true,
): Generator<readonly Segment[]> {
  let at: Cell | undefined;
  let isOpen = false;
  let cells: Segment[] = [];
  for (const segment of segments) {
    const { cell } = segment;
    if (cell?.row !== at?.row || cell?.table !== at?.table) {
      if (cells.length > 0) yield cells;
      cells = [];
      at = cell;
      isOpen = cell !== undefined && isWanted(cell);
    }
    if (isOpen) cells.push(segment);
  }
  if (cells.length > 0) yield cells;
}
