import type { Char, Line } from './lines.ts';
import type { Rule } from './place.ts';

/** A stretch of one line without a gap that a column would need. */
export interface Chunk {
  readonly chars: readonly Char[];
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  readonly size: number;
  /** The ruled cell around it, where there is one. */
  readonly box: Box | undefined;
}

/** A ruled cell: the positions of its four sides. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The rules of a page in the frame of its lines: `at` is where one lies, `from`…`to` how far it goes. */
export interface Walls {
  readonly upright: readonly Wall[];
  readonly level: readonly Wall[];
}

interface Wall {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** A wider gap without a space, in parts of the font size, sets columns apart. */
const COLUMN_GAP = 0.9;
/** The same where the file has a space in it. */
const SPACED_COLUMN_GAP = 1.6;
/** A narrower gap than this is none. */
const JOINED = 0.15;
const SLACK = 1.5;
const SAME_WALL = 0.3;

/** The straight rules of a page, seen in a frame turned by so many degrees. */
export function wallsOf(rules: readonly Rule[], degrees: number): Walls {
  const radians = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  const upright: Wall[] = [];
  const level: Wall[] = [];
  for (const { from, to } of rules) {
    const [u0, v0] = [from[0] * cos + from[1] * sin, from[1] * cos - from[0] * sin];
    const [u1, v1] = [to[0] * cos + to[1] * sin, to[1] * cos - to[0] * sin];
    const [width, height] = [Math.abs(u1 - u0), Math.abs(v1 - v0)];
    if (width <= SLACK && height > 2 * SLACK)
      upright.push({ at: (u0 + u1) / 2, from: Math.min(v0, v1), to: Math.max(v0, v1) });
    if (height <= SLACK && width > 2 * SLACK)
      level.push({ at: (v0 + v1) / 2, from: Math.min(u0, u1), to: Math.max(u0, u1) });
  }
  return { upright: merged(upright), level: merged(level) };
}

/** A table drawn cell by cell has each rule in many pieces. */
function merged(walls: Wall[]): Wall[] {
  const whole: { at: number; from: number; to: number }[] = [];
  for (const wall of walls.sort((a, b) => a.at - b.at || a.from - b.from)) {
    const last = whole.at(-1);
    if (
      last &&
      wall.at - last.at < SAME_WALL &&
      wall.from <= last.to + SLACK &&
      wall.from >= last.from
    )
      last.to = Math.max(last.to, wall.to);
    else whole.push({ ...wall });
  }
  return whole;
}

/** Cuts a line where a rule crosses it and where a gap is wide enough for a column. */
export function chunksOf(line: Line, walls: Walls): Chunk[] {
  const middle = line.baseline + line.size * 0.3;
  const posts = walls.upright
    .filter(({ from, to }) => from <= middle && middle <= to)
    .map(({ at }) => at)
    .sort((a, b) => a - b);
  const chunks: Char[][] = [];
  let before: Char | undefined;
  for (const char of line.chars) {
    if (!before || isApart(before, char, posts)) chunks.push([]);
    chunks.at(-1)?.push(char);
    before = char;
  }
  return chunks.map((chars) => chunkOf(chars, posts, walls.level));
}

function isApart(before: Char, char: Char, posts: readonly number[]): boolean {
  const gap = char.left - before.right;
  const size = Math.max(before.size, char.size);
  if (gap > SPACED_COLUMN_GAP * size) return true;
  if (gap > COLUMN_GAP * size && !char.spaced) return true;
  // One string that runs on without a gap is one text, whatever rule it crosses.
  if (before.run === char.run && gap < JOINED * size) return false;
  const [from, to] = [middleOf(before), middleOf(char)];
  return posts.some((post) => post > from && post < to);
}

const middleOf = ({ left, right }: { left: number; right: number }): number => (left + right) / 2;

function chunkOf(chars: readonly Char[], posts: readonly number[], level: readonly Wall[]): Chunk {
  const [first, last] = [chars[0] as Char, chars.at(-1) as Char];
  const { left, baseline, size } = first;
  const right = last.right;
  const middle = baseline + size * 0.3;
  const box = boxAround(middleOf(first), middle, posts, level);
  return { chars, left, right, baseline, size, box };
}

/** A cell needs a rule above and below it and one at a side: outer sides are often left open. */
function boxAround(
  centre: number,
  middle: number,
  posts: readonly number[],
  level: readonly Wall[],
): Box | undefined {
  const before = posts.findLast((post) => post <= centre);
  const after = posts.find((post) => post > centre);
  if (before === undefined && after === undefined) return undefined;
  let top = Number.POSITIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (const { at, from, to } of level) {
    if (from > centre || to < centre) continue;
    if (at > middle && at < top) top = at;
    if (at <= middle && at > bottom) bottom = at;
  }
  if (!Number.isFinite(top) || !Number.isFinite(bottom)) return undefined;
  return {
    left: before ?? Number.NEGATIVE_INFINITY,
    right: after ?? Number.POSITIVE_INFINITY,
    top,
    bottom,
  };
}
