import { apply, type Matrix, type Point } from './matrix.ts';
import type { Box } from './visitor.ts';

/** The smallest box around some points. */
export function boxOf(points: readonly Point[]): Box {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [bottom, top] = [Math.min(bottom, y), Math.max(top, y)];
  }
  return [left, bottom, right, top];
}

/** What two boxes share; nothing when they lie apart. */
export function within(box: Box, clip: Box | undefined): Box {
  if (!clip) return box;
  const [left, bottom] = [Math.max(box[0], clip[0]), Math.max(box[1], clip[1])];
  const [right, top] = [Math.min(box[2], clip[2]), Math.min(box[3], clip[3])];
  return right > left && top > bottom ? [left, bottom, right, top] : [0, 0, 0, 0];
}

/** A box as it comes out; undefined when it is turned so that it is none any more. */
export function movedBox([left, bottom, right, top]: Box, matrix: Matrix): Box | undefined {
  const [a, b, c, d] = matrix;
  const isUpright = Math.abs(b) + Math.abs(c) < SLANT * (Math.abs(a) + Math.abs(d));
  const isTurned = Math.abs(a) + Math.abs(d) < SLANT * (Math.abs(b) + Math.abs(c));
  if (!isUpright && !isTurned) return undefined;
  return boxOf([apply(matrix, left, bottom), apply(matrix, right, top)]);
}

const SLANT = 0.02;
const SAME = 0.1;

/** The upright rectangles that lines go around, each line beginning where the one before it ends. */
export function* boxesAround(lines: readonly (readonly [Point, Point])[]): Generator<Box> {
  let points: Point[] = [];
  for (const [index, [from, to]] of lines.entries()) {
    if (points.length === 0) points.push(from);
    points.push(to);
    const next = lines[index + 1];
    if (next && next[0][0] === to[0] && next[0][1] === to[1]) continue;
    if (isRectangle(points)) yield boxOf(points);
    points = [];
  }
}

/** Filling closes what is left open: three sides are as good as four. */
function isRectangle(points: readonly Point[]): boolean {
  if (points.length < 4 || points.length > 6) return false;
  const [left, bottom, right, top] = boxOf(points);
  const corners = new Set<string>();
  for (const [x, y] of points) {
    const side = (value: number, low: number, high: number) =>
      Math.abs(value - low) < SAME ? 'l' : Math.abs(value - high) < SAME ? 'h' : '';
    const corner = side(x, left, right) + side(y, bottom, top);
    if (corner.length < 2) return false;
    corners.add(corner);
  }
  const upright = points.slice(1).every(([x, y], at) => {
    const [x0, y0] = points[at] as Point;
    return Math.abs(x - x0) < SAME || Math.abs(y - y0) < SAME;
  });
  return corners.size === 4 && upright;
}
