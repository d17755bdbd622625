import type { Cell } from '../../core/segment.ts';
import type { Chunk, Line } from './lines.ts';

/** A phrase, and the cell that it stands in where lines with the same gaps make a table. */
export interface Phrase {
  readonly chunk: Chunk;
  readonly cell: Cell | undefined;
}

/** Lines without gaps that a table may have between its rows: a cell that goes on. */
const MOST_BETWEEN = 2;

/** Base lines of one cell are no further apart than this many font sizes. */
const LINE_SPACING = 1.7;
/** A cell is read over no more lines than this. */
const MOST_LINES = 3;

/** What the lines of a page come to. */
export interface Phrases {
  readonly phrases: readonly Phrase[];
  /** Stretches of a column that may be one cell whose text goes on below, with the column's head. */
  readonly wrapped: readonly { readonly head: Chunk; readonly chunks: readonly Chunk[] }[];
  readonly tables: number;
}

/** Finds tables in lines: neighbours with gaps, whose phrases stand under one another. */
export function phrasesOf(lines: readonly Line[]): Phrases {
  const phrases: Phrase[] = [];
  const wrapped: Phrases['wrapped'][number][] = [];
  let tables = 0;
  for (let at = 0; at < lines.length; ) {
    const length = tableLength(lines, at);
    const block = lines.slice(at, at + Math.max(1, length));
    if (length > 0) {
      const columns = columnsOf(block);
      phrases.push(...tablePhrases(block, columns, tables++));
      wrapped.push(...wrappedCells(block, columns));
    } else
      phrases.push(
        ...block.flatMap(({ chunks }) => chunks.map((chunk) => ({ chunk, cell: undefined }))),
      );
    at += block.length;
  }
  return { phrases, wrapped, tables };
}

/** How many lines from `start` make a table: one row is enough, a form with a box for every digit. */
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
  if (rows === 0) return 0;
  // The last cell may go on below the last row.
  while (last - start < lines.length && isNext(lines[last], lines[last + 1])) last++;
  return last - start + 1;
}

const heightOf = ({ characters: [first] }: Chunk) => first?.character.y ?? 0;
const sizeOf = ({ characters: [first] }: Chunk) => first?.character.size ?? 0;

const follows = (upper: Chunk, lower: Chunk): boolean => {
  const distance = heightOf(lower) - heightOf(upper);
  return distance > 0 && distance <= LINE_SPACING * sizeOf(upper);
};

function isNext(upper: Line | undefined, lower: Line | undefined): boolean {
  const [one, other] = [upper?.chunks[0], lower?.chunks[0]];
  return lower?.chunks.length === 1 && !!one && !!other && follows(one, other);
}

interface Stacked {
  readonly chunk: Chunk;
  /** Its line has gaps in its row. */
  readonly partial: boolean;
}

/** Where a line has gaps in its row, what stands closely one below the other may be one cell. */
function wrappedCells(lines: readonly Line[], columns: readonly Column[]): Phrases['wrapped'] {
  const most = Math.max(...lines.map(({ chunks }) => chunks.length));
  const stacked = lines.flatMap(({ chunks }) =>
    chunks.map((chunk): Stacked => ({ chunk, partial: chunks.length < most })),
  );
  const stacks = Map.groupBy(stacked, ({ chunk }) => nearest(columns, chunk));
  return [...stacks.values()].flatMap((stack) => [...wrappedIn(stack)]);
}

/** Two or three neighbours of a column that may go together. */
function* wrappedIn(stack: readonly Stacked[]): Generator<Phrases['wrapped'][number]> {
  const [first] = stack;
  if (!first) return;
  for (const from of stack.keys())
    for (let length = 2; length <= MOST_LINES && from + length <= stack.length; length++) {
      const part = stack.slice(from, from + length);
      const [upper, lower] = part.slice(-2);
      if (!upper || !lower || !follows(upper.chunk, lower.chunk)) break;
      if (part.some(({ partial }) => partial))
        yield { head: first.chunk, chunks: part.map(({ chunk }) => chunk) };
    }
}

function* tablePhrases(
  lines: readonly Line[],
  columns: readonly Column[],
  table: number,
): Generator<Phrase> {
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
