import type { Cell } from '../../core/segment.ts';
import type { Span } from '../../core/span.ts';
import type { Lines } from '../shared/lines.ts';
import { OffsetList } from '../shared/offset-list.ts';

/** A text cut into lines, and into cells where neighbouring lines make a table. */
export interface Pieces {
  readonly count: number;
  span(piece: number): Span;
  line(piece: number): number;
  /** Where it stands in a table; `undefined` for a whole line. */
  cell(piece: number): Cell | undefined;
}

/**
 * A sheet pasted into an editor has tabs between its columns: lines next to each other with as many
 * fields, two or more of them filled, are the rows of a table, and a field is a piece.
 */
export function piecesOf(text: string, lines: Lines): Pieces {
  const starts = new OffsetList();
  const tableOf = new OffsetList();
  const firstLine: number[] = [0];
  let width = 0;
  for (let line = 0; line < lines.count; line++) {
    const tabs = tabsOf(text, lines.span(line));
    const goesOn = tabs.length > 0 && tabs.length === width;
    if (!goesOn && tabs.length > 0 && startsTable(text, lines, line, tabs.length))
      firstLine.push(line);
    const isRow = goesOn || firstLine.at(-1) === line;
    width = isRow && tabs.length > 0 ? tabs.length : 0;
    tableOf.push(width > 0 ? firstLine.length - 1 : 0);
    starts.push(lines.span(line).start);
    if (width > 0) for (const tab of tabs) starts.push(tab + 1);
  }
  const lineOf = (piece: number) => lines.lineAt(starts.at(piece));
  const cellOf = (piece: number): Cell | undefined => {
    const line = lineOf(piece);
    const table = tableOf.at(line);
    if (table === 0) return undefined;
    const column = piece - starts.lastAtOrBelow(lines.span(line).start);
    return { table: table - 1, row: line - (firstLine[table] as number), column };
  };
  return {
    count: starts.length,
    line: lineOf,
    cell: cellOf,
    span: (piece) => {
      const start = starts.at(piece);
      const { end } = lines.span(lines.lineAt(start));
      const tab = cellOf(piece) ? text.indexOf('\t', start) : -1;
      return { start, end: tab < 0 || tab > end ? end : tab };
    },
  };
}

const startsTable = (text: string, lines: Lines, line: number, tabs: number): boolean =>
  line + 1 < lines.count && tabsOf(text, lines.span(line + 1)).length === tabs;

/** The tabs of a line that has two filled fields or more; none otherwise: an indent makes no table. */
function tabsOf(text: string, { start, end }: Span): number[] {
  const line = text.slice(start, end);
  if (!line.includes('\t')) return [];
  if (line.split('\t').filter((field) => field.trim() !== '').length < 2) return [];
  return [...line.matchAll(/\t/g)].map(({ index }) => start + index);
}
