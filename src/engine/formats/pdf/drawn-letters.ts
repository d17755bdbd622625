import type { Rule } from './place.ts';

/** Letters drawn with straight lines are not larger, and digits not smaller, than this, in points. */
const LARGEST = 60;
const SMALLEST = 3;
/** Lines that pass through one square of this size touch. */
const SQUARE = 0.75;
/** A drawing of more short lines than this is not taken apart: it may show anything. */
const MOST_LINES = 100_000;
/** In squares. */
const WIDER_THAN_ANY_PAGE = 1_000_000;
/** As many as a telephone number has, less those that look like something else. */
const ROW = 8;
const SURE_IN_ROW = 3;

/** Lines that touch one another. */
interface Figure {
  left: number;
  right: number;
  bottom: number;
  top: number;
  readonly lines: Rule[];
}

/**
 * How many figures of straight lines could be letters: digits as a plotter or a display draws them. A
 * line, a dash and an empty box count only where they stand in a row with such figures, as 1 and 0 do.
 */
export function countDrawnLetters(rules: readonly Rule[]): number {
  const short = rules.filter(({ from, to }) => lengthOf(from, to) <= LARGEST);
  if (short.length > MOST_LINES) return Number.POSITIVE_INFINITY;
  const letters = figuresOf(short).filter(isOfLetterSize);
  const rows = Map.groupBy(letters, ({ bottom, top }) => `${half(bottom)} ${half(top - bottom)}`);
  let count = 0;
  for (const row of rows.values()) {
    const sure = row.filter(isSurelyDrawn).length;
    count += sure >= SURE_IN_ROW && row.length >= ROW ? row.length : sure;
  }
  return count;
}

const half = (points: number): number => Math.round(points / 2);

const lengthOf = ([x0, y0]: Rule['from'], [x1, y1]: Rule['to']): number =>
  Math.hypot(x1 - x0, y1 - y0);

function isOfLetterSize({ left, right, bottom, top }: Figure): boolean {
  const [width, height] = [right - left, top - bottom];
  return Math.max(width, height) <= LARGEST && Math.max(width, height) >= SMALLEST;
}

/** Neither a straight line nor an empty box. */
function isSurelyDrawn({ left, right, bottom, top, lines }: Figure): boolean {
  if (right - left < 1 || top - bottom < 1) return false;
  const sides = new Set<string>();
  for (const { from, to } of lines) {
    const side = sideOf(from, to, { left, right, bottom, top });
    if (side === undefined) return true;
    sides.add(side);
  }
  return sides.size < 4;
}

function sideOf(
  [x0, y0]: Rule['from'],
  [x1, y1]: Rule['to'],
  { left, right, bottom, top }: Omit<Figure, 'lines'>,
): string | undefined {
  const both = (a: number, b: number, at: number) =>
    Math.abs(a - at) <= SQUARE && Math.abs(b - at) <= SQUARE;
  if (both(x0, x1, left)) return 'left';
  if (both(x0, x1, right)) return 'right';
  if (both(y0, y1, bottom)) return 'bottom';
  return both(y0, y1, top) ? 'top' : undefined;
}

/** Puts together what touches, by the squares that the lines pass through. */
function figuresOf(lines: readonly Rule[]): Figure[] {
  const parent = lines.map((_, index) => index);
  const root = (index: number): number => {
    let at = index;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] as number] as number;
      at = parent[at] as number;
    }
    return at;
  };
  const squares = new Map<number, number>();
  for (const [index, { from, to }] of lines.entries()) {
    const steps = Math.max(1, Math.ceil(lengthOf(from, to) / (SQUARE / 2)));
    const [dx, dy] = [(to[0] - from[0]) / steps, (to[1] - from[1]) / steps];
    for (let step = 0; step <= steps; step++) {
      const x = Math.round((from[0] + dx * step) / SQUARE);
      const y = Math.round((from[1] + dy * step) / SQUARE);
      const key = x * WIDER_THAN_ANY_PAGE + y;
      const other = squares.get(key);
      if (other === undefined) squares.set(key, index);
      else if (other !== index) parent[root(index)] = root(other);
    }
  }
  const figures = new Map<number, Figure>();
  for (const [index, line] of lines.entries()) {
    const figure = figures.get(root(index)) ?? emptyFigure();
    figures.set(root(index), figure);
    figure.lines.push(line);
    for (const [x, y] of [line.from, line.to]) {
      figure.left = Math.min(figure.left, x);
      figure.right = Math.max(figure.right, x);
      figure.bottom = Math.min(figure.bottom, y);
      figure.top = Math.max(figure.top, y);
    }
  }
  return [...figures.values()];
}

const emptyFigure = (): Figure => ({
  left: Number.POSITIVE_INFINITY,
  right: Number.NEGATIVE_INFINITY,
  bottom: Number.POSITIVE_INFINITY,
  top: Number.NEGATIVE_INFINITY,
  lines: [],
});
