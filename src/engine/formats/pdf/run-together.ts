import type { Chunk } from './chunks.ts';
import type { Char } from './lines.ts';

type Rows = readonly (readonly Chunk[])[];

/** Positions closer than this, in points, are one position. */
const SLACK = 0.75;
/** So many other rows begin a cell at a place where a column begins. */
const FEWEST = 2;

/**
 * Parts cells of tables without rules that stand so close that they read as one: a string of its own that begins
 * where cells of other rows begin is a cell of its own.
 */
export function partedCells(rows: Rows): Rows {
  const wide = rows.filter((row) => row.length > 1);
  if (!wide.some((row) => row.some(({ chars }) => chars.some(beginsString)))) return rows;
  const edges = wide.flatMap((row) => row.map(({ left }) => left)).sort((a, b) => a - b);
  const isEdge = (left: number) => {
    const first = firstAbove(edges, left - SLACK);
    return (edges[first + FEWEST - 1] ?? Number.POSITIVE_INFINITY) < left + SLACK;
  };
  return rows.map((row) => (row.length > 1 ? row.flatMap((chunk) => parted(chunk, isEdge)) : row));
}

/** The place of the first number above a limit, in a list from the least to the most. */
function firstAbove(sorted: readonly number[], limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

const beginsString = (char: Char, at: number, chars: readonly Char[]): boolean => {
  const before = chars[at - 1];
  return (
    before !== undefined &&
    before.run !== char.run &&
    !char.spaced &&
    char.left > before.right - SLACK
  );
};

function parted(chunk: Chunk, isEdge: (left: number) => boolean): Chunk[] {
  const { chars } = chunk;
  const parts: Char[][] = [[]];
  for (const [at, char] of chars.entries()) {
    if (beginsString(char, at, chars) && isEdge(char.left)) parts.push([]);
    parts.at(-1)?.push(char);
  }
  if (parts.length === 1) return [chunk];
  return parts.map((part) => ({
    ...chunk,
    chars: part,
    left: Math.min(...part.map(({ left }) => left)),
    right: Math.max(...part.map(({ right }) => right)),
  }));
}
