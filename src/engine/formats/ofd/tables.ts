import type { Cell } from '../../core/segment.ts';
import type { Chunk, Line } from './lines.ts';

/** A phrase, and the cell that it stands in where lines with the same gaps make a table. */
export interface Phrase {
  readonly chunk: Chunk;
  readonly cell: Cell | undefined;
}

/** Lines without gaps that a table may have between its rows: a cell that goes on. */
const MOST_BETWEEN = 2;

/** Finds tables in lines: neighbours with gaps, whose phrases stand under one another. */
export function phrasesOf(lines: readonly Line[]): { phrases: Phrase[]; tables: number } {
  const phrases: Phrase[] = [];
  let tables = 0;
  for (let at = 0; at < lines.length; ) {
    const length = tableLength(lines, at);
    const block = lines.slice(at, at + Math.max(1, length));
    if (length > 0) phrases.push(...tablePhrases(block, tables++));
    else
      phrases.push(
        ...block.flatMap(({ chunks }) => chunks.map((chunk) => ({ chunk, cell: undefined }))),
      );
    at += block.length;
  }
  return { phrases, tables };
}

/** How many lines from `start` make a table; 0 when fewer than two rows do. */
function tableLength(lines: readonly Line[], start: number): number {
  let rows = 0;
  let last = start - 1;
  for (let at = start; at < lines.length && at - last <= MOST_BETWEEN + 1; at++) {
    if ((lines[at]?.chunks.length ?? 0) < 2) {
      if (rows === 0) return 0;
      continue;
    }
    rows++;
    last = at;
  }
  return rows >= 2 ? last - start + 1 : 0;
}

function* tablePhrases(lines: readonly Line[], table: number): Generator<Phrase> {
  const columns = columnsOf(lines);
  for (const [row, { chunks }] of lines.entries())
    for (const chunk of chunks)
      yield { chunk, cell: { table, row, column: nearest(columns, chunk) } };
}

interface Column {
  from: number;
  to: number;
}

/** The columns are those of the lines with the most phrases: a wide heading must not merge them. */
function columnsOf(lines: readonly Line[]): Column[] {
  const most = Math.max(...lines.map(({ chunks }) => chunks.length));
  const full = lines.filter(({ chunks }) => chunks.length === most).flatMap(({ chunks }) => chunks);
  const columns: Column[] = [];
  for (const { from, to } of full.toSorted((a, b) => a.from - b.from)) {
    const last = columns.at(-1);
    if (last && from < last.to) last.to = Math.max(last.to, to);
    else columns.push({ from, to });
  }
  return columns;
}

function nearest(columns: readonly Column[], { from, to }: Chunk): number {
  const middle = (from + to) / 2;
  const distance = (column: Column) => Math.abs((column.from + column.to) / 2 - middle);
  let best = 0;
  columns.forEach((column, index) => {
    if (distance(column) < distance(columns[best] as Column)) best = index;
  });
  return best;
}
