import type { Chunk } from './chunks.ts';
import type { Char } from './lines.ts';

/** A stretch of one line that was drawn in one go. */
interface Piece {
  readonly chars: Char[];
  readonly line: number;
}

type Rows = readonly (readonly Chunk[])[];

/** A narrower gap than this part of the font size does not part what was drawn in one go. */
const GAP = 0.9;
/** How far below one another two lines of a cell stand, in parts of the font size. */
const CLOSEST = 0.8;
const FARTHEST = 1.8;
/** Edges closer than this, in points, are one edge. */
const SLACK = 1.5;
/** A column that was drawn from top to bottom is no cell. */
const MOST_LINES = 5;

/**
 * Makes one row of lines over which the cells of a table without rules are wrapped. That they are is told by how a
 * program draws: all lines of a cell, one right below the other, and then the next cell beside it.
 */
export function unwrapped(rows: Rows): Rows {
  if (!rows.some((row) => row.length > 1)) return rows;
  const cells = stackedIn(rows)
    .map(spanned)
    .sort((a, b) => a.top - b.top);
  if (cells.length === 0) return rows;
  const whole: (readonly Chunk[])[] = [];
  let next = 0;
  for (let first = 0; first < rows.length; ) {
    // Lines belong together when some cell lies over both.
    const [from, begins] = [next, first];
    let last = first;
    for (; (cells[next]?.top ?? rows.length) <= last; next++)
      last = Math.max(last, (cells[next] as Spanned).bottom);
    const lines = rows.slice(begins, last + 1);
    const row = last > begins ? asOne(lines, cells.slice(from, next)) : undefined;
    if (row) whole.push(row);
    else whole.push(...lines);
    first = last + 1;
  }
  return whole;
}

/** A cell of several lines, the first and the last of them. */
interface Spanned {
  readonly pieces: readonly Piece[];
  readonly top: number;
  readonly bottom: number;
}

const spanned = (pieces: readonly Piece[]): Spanned => {
  const lines = pieces.map(({ line }) => line);
  return { pieces, top: Math.min(...lines), bottom: Math.max(...lines) };
};

/** The cells of several lines, as they were drawn. */
function stackedIn(rows: Rows): Piece[][] {
  const cells: Piece[][] = [];
  let cell: Piece[] = [];
  for (const piece of piecesIn(rows)) {
    if (isBelow(cell.at(-1), piece)) cell.push(piece);
    else {
      cells.push(cell);
      cell = [piece];
    }
  }
  cells.push(cell);
  return cells.filter(({ length }) => length > 1 && length <= MOST_LINES);
}

/** What was drawn in one go, in the order of drawing. */
function piecesIn(rows: Rows): Piece[] {
  const strings = rows.flatMap((row, line) => row.flatMap(({ chars }) => stringsIn(chars, line)));
  strings.sort((a, b) => runOf(a) - runOf(b));
  const pieces: Piece[] = [];
  for (const string of strings) {
    const last = pieces.at(-1);
    if (last?.line === string.line && goesOn(last, string)) last.chars.push(...string.chars);
    else pieces.push(string);
  }
  return pieces;
}

const runOf = ({ chars }: Piece): number => (chars[0] as Char).run;

/** The letters of a chunk by the operations that showed them. */
function stringsIn(chars: readonly Char[], line: number): Piece[] {
  const strings: Piece[] = [];
  let from = 0;
  for (let at = 1; at <= chars.length; at++) {
    if (chars[at]?.run === chars[from]?.run) continue;
    strings.push({ chars: chars.slice(from, at), line });
    from = at;
  }
  return strings;
}

const goesOn = (before: Piece, piece: Piece): boolean => {
  const { left, size } = piece.chars[0] as Char;
  const gap = left - (before.chars.at(-1) as Char).right;
  return gap > -GAP * size && gap < GAP * size;
};

/** Whether a piece is the next line of a cell: right below, with an edge or the middle in common. */
function isBelow(above: Piece | undefined, piece: Piece): boolean {
  if (!above) return false;
  const [one, other] = [bandOf(above.chars), bandOf(piece.chars)];
  const [first, second] = [above.chars[0] as Char, piece.chars[0] as Char];
  const { size } = second;
  const down = first.baseline - second.baseline;
  if (Math.abs(first.size - size) > SLACK || down < CLOSEST * size || down > FARTHEST * size)
    return false;
  return (
    Math.abs(one.left - other.left) < SLACK ||
    Math.abs(one.right - other.right) < SLACK ||
    Math.abs(one.left + one.right - other.left - other.right) < 2 * SLACK
  );
}

const bandOf = (chars: readonly Char[]): { left: number; right: number } => ({
  left: Math.min(...chars.map(({ left }) => left)),
  right: Math.max(...chars.map(({ right }) => right)),
});

/** The cells of some lines side by side; undefined where some lie over others, as lines of a paragraph do. */
function asOne(lines: Rows, cells: readonly Spanned[]): readonly Chunk[] | undefined {
  const letters = cells.map(({ pieces }) => pieces.flatMap(({ chars }) => chars));
  const taken = new Set(letters.flat());
  const wrapped = letters.map(chunkOf);
  const rest = lines.flat().flatMap((chunk) => restOf(chunk, taken));
  const row = [...wrapped, ...rest].sort((a, b) => a.left - b.left);
  if (row.length < 2) return undefined;
  for (let at = 1; at < row.length; at++)
    if ((row[at] as Chunk).left < (row[at - 1] as Chunk).right - SLACK) return undefined;
  return row;
}

function chunkOf(chars: readonly Char[]): Chunk {
  const { left, right } = bandOf(chars);
  const { baseline, size } = chars[0] as Char;
  const bottom = (chars.at(-1) as Char).baseline;
  return { chars, left, right, baseline, size, box: { left, right, top: baseline + size, bottom } };
}

/** What is left of a chunk when the letters of wrapped cells are taken out of it. */
function restOf(chunk: Chunk, taken: ReadonlySet<Char>): Chunk[] {
  if (!chunk.chars.some((char) => taken.has(char))) return [chunk];
  const parts: Char[][] = [];
  let isOpen = false;
  for (const char of chunk.chars) {
    const isTaken = taken.has(char);
    if (!isTaken && !isOpen) parts.push([]);
    if (!isTaken) parts.at(-1)?.push(char);
    isOpen = !isTaken;
  }
  return parts.map((chars) => ({ ...chunk, chars, ...bandOf(chars) }));
}
