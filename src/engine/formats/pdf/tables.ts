import { type Box, type Chunk, chunksOf, wallsOf } from './chunks.ts';
import { type LooseChar, linesOf } from './lines.ts';
import type { Rule } from './place.ts';
import type { PlacedGlyph } from './placed-glyph.ts';
import type { Reused } from './reused.ts';
import { partedCells } from './run-together.ts';
import { unwrapped } from './wrapped.ts';

/** A stretch of the width of a page that one column takes. */
export interface Band {
  left: number;
  right: number;
}

/** One cell: its chunks from top to bottom and left to right. */
export interface TableCell {
  readonly row: number;
  readonly column: number;
  readonly chunks: readonly Chunk[];
}

/** What a page holds, from top to bottom. */
export type Block =
  | { readonly kind: 'line'; readonly top: number; readonly chunk: Chunk }
  | {
      readonly kind: 'table';
      readonly top: number;
      readonly columns: readonly Band[];
      readonly cells: readonly TableCell[];
    };

/** Positions closer than this, in points, are one position. */
const SLACK = 2;

/** Reads the glyphs of one direction as lines and tables. */
export function blocksOf(
  glyphs: readonly PlacedGlyph[],
  rules: readonly Rule[],
  degrees: number,
  room: Reused<LooseChar>,
): Block[] {
  const walls = wallsOf(rules, degrees);
  const rows = linesOf(glyphs, degrees, room).map((line) => chunksOf(line, walls));
  const { tables, rest } = ruledTables(rows);
  const free = partedCells(unwrapped(rest.filter((row) => row.length > 0)));
  return [...tables, ...alignedTables(free, tables)].sort((a, b) => b.top - a.top);
}

type Rows = readonly (readonly Chunk[])[];
type Table = Extract<Block, { kind: 'table' }>;

/** Tables whose cells are drawn. A single column of boxes is a frame around text, not a table. */
function ruledTables(rows: Rows): { tables: Table[]; rest: Rows } {
  const cells = new Map<string, { box: Box; chunks: Chunk[] }>();
  const chunks = rows.flat().filter(({ box }) => box !== undefined);
  const across = positions(
    new Set(chunks.flatMap(({ box }) => (box ? [box.left, box.right] : []))),
  );
  const down = positions(new Set(chunks.flatMap(({ box }) => (box ? [box.top, box.bottom] : []))));
  for (const chunk of chunks) {
    if (!chunk.box) continue;
    const { left, right, top, bottom } = chunk.box;
    const box = { left: across(left), right: across(right), top: down(top), bottom: down(bottom) };
    const key = `${box.left} ${box.right} ${box.top} ${box.bottom}`;
    const cell = cells.get(key) ?? { box, chunks: [] };
    cell.chunks.push(chunk);
    cells.set(key, cell);
  }
  const groups = stacked([...cells.values()]).filter(hasColumns);
  const used = new Set(groups.flat().flatMap(({ chunks }) => chunks));
  return {
    tables: groups.map(ruledTable),
    rest: rows.map((row) => row.filter((chunk) => !used.has(chunk))),
  };
}

const hasColumns = (cells: readonly { box: Box }[]): boolean =>
  new Set(cells.map(({ box }) => box.left)).size > 1;

/** Gives every position the name of the first one found close to it. */
function positions(values: ReadonlySet<number>): (value: number) => number {
  const distinct: number[] = [];
  for (const value of [...values].sort((a, b) => a - b)) {
    const last = distinct.at(-1);
    if (last === undefined || value - last > SLACK) distinct.push(value);
  }
  const names = new Map<number, number>();
  return (value) => {
    const name = names.get(value) ?? distinct.findLast((known) => known <= value) ?? value;
    names.set(value, name);
    return name;
  };
}

/** Cells that touch one another from top to bottom are one table. */
function stacked<T extends { box: Box }>(cells: readonly T[]): T[][] {
  const groups: T[][] = [];
  let bottom = Number.NEGATIVE_INFINITY;
  for (const cell of cells.toSorted((a, b) => b.box.top - a.box.top)) {
    if (groups.length === 0 || cell.box.top < bottom - SLACK) groups.push([]);
    if (groups.at(-1)?.length === 0) bottom = cell.box.bottom;
    groups.at(-1)?.push(cell);
    bottom = Math.min(bottom, cell.box.bottom);
  }
  return groups;
}

function ruledTable(cells: readonly { box: Box; chunks: Chunk[] }[]): Table {
  const tops = distinct(cells.map(({ box }) => box.top)).reverse();
  const lefts = distinct(cells.map(({ box }) => box.left));
  return {
    kind: 'table',
    top: tops[0] as number,
    columns: lefts.map((left, index) => ({ left, right: lefts[index + 1] ?? rightmost(cells) })),
    cells: cells
      .map(({ box, chunks }) => ({
        row: tops.indexOf(box.top),
        column: lefts.indexOf(box.left),
        chunks,
      }))
      .sort((a, b) => a.row - b.row || a.column - b.column),
  };
}

const rightmost = (cells: readonly { box: Box }[]): number =>
  Math.max(...cells.map(({ box }) => box.right));

const distinct = (values: readonly number[]): number[] =>
  [...new Set(values)].sort((a, b) => a - b);

/** Tables that only the alignment of their columns shows. A line with two chunks is a table of one row. */
function alignedTables(rows: Rows, ruled: readonly Table[]): Block[] {
  const blocks: Block[] = [];
  let open: Aligned | undefined;
  const close = (): void => {
    if (open) blocks.push(open.table());
    open = undefined;
  };
  for (const row of rows) {
    const top = topOf(row);
    const interrupted = ruled.some((table) => open && table.top < open.top && table.top > top);
    if (interrupted || !open?.accepts(row)) close();
    if (row.length === 1 && !open) {
      blocks.push({ kind: 'line', top, chunk: row[0] as Chunk });
    } else {
      open ??= new Aligned(top);
      open.add(row);
    }
  }
  close();
  return blocks;
}

const topOf = (row: readonly Chunk[]): number => Math.max(...row.map(({ baseline }) => baseline));

/** Where the lowest line of its cells stands. */
const bottomOf = (row: readonly Chunk[]): number =>
  Math.min(...row.map(({ chars, baseline }) => chars.at(-1)?.baseline ?? baseline));

/** How many line heights may lie between two rows of one aligned table. */
const ROW_DISTANCE = 4;

class Aligned {
  readonly top: number;
  private readonly bands: Band[] = [];
  private readonly rows: { chunk: Chunk; band: Band }[][] = [];
  private bottom: number;

  constructor(top: number) {
    this.top = top;
    this.bottom = top;
  }

  /** A row belongs here when each of its chunks meets one column at most, and no two the same. */
  accepts(row: readonly Chunk[]): boolean {
    const size = Math.max(...row.map((chunk) => chunk.size));
    if (this.bottom - topOf(row) > ROW_DISTANCE * size) return false;
    const met = row.map((chunk) => this.bands.filter((band) => meets(band, chunk)));
    if (met.some((bands) => bands.length > 1)) return false;
    const single = met.flat();
    if (new Set(single).size !== single.length) return false;
    // A lone chunk that starts a line at the left margin is the next paragraph.
    return row.length > 1 || (single.length === 1 && single[0] !== this.leftmost());
  }

  add(row: readonly Chunk[]): void {
    this.rows.push(
      row.map((chunk) => {
        const band = this.bands.find((one) => meets(one, chunk)) ?? this.newBand(chunk);
        band.left = Math.min(band.left, chunk.left);
        band.right = Math.max(band.right, chunk.right);
        return { chunk, band };
      }),
    );
    this.bottom = bottomOf(row);
  }

  table(): Table {
    const columns = this.bands.toSorted((a, b) => a.left - b.left);
    return {
      kind: 'table',
      top: this.top,
      columns,
      cells: this.rows.flatMap((row, index) =>
        row.map(({ chunk, band }) => ({
          row: index,
          column: columns.indexOf(band),
          chunks: [chunk],
        })),
      ),
    };
  }

  private leftmost(): Band | undefined {
    return this.bands.toSorted((a, b) => a.left - b.left)[0];
  }

  private newBand({ left, right }: Chunk): Band {
    const band = { left, right };
    this.bands.push(band);
    return band;
  }
}

/** Whether two stretches of the page's width have a part in common. */
export const meets = (a: Band, b: Band): boolean => a.left < b.right && b.left < a.right;
