import type { Unseen } from '../../core/segment.ts';
import type { Box } from '../shared/boxes.ts';
import { BLACK, type Colour, WHITE, whyUnseen } from '../shared/paint.ts';
import type { Character, TextObject } from './characters.ts';
import { type Matrix, numbers } from './geometry.ts';

/** A rectangle that a path fills, or a thick line: how it is painted, and when. */
export interface Area {
  readonly order: number;
  readonly box: Box;
  /** Undefined for a pattern or a shading. */
  readonly colour: Colour | undefined;
}

/** How a path is drawn, as its tag tells. */
export interface Path {
  readonly order: number;
  readonly boundary: readonly [number, number];
  readonly matrix: Matrix;
  readonly fills: boolean;
  readonly lineWidth: number;
  /** Of 255. */
  alpha: number;
  colour: Colour | undefined;
  lineColour: Colour | undefined;
  data: string;
}

const OPAQUE = 240;
const SAME = 0.1;
const POINTS_PER_MILLIMETRE = 72 / 25.4;
const STRAIGHT = /^[\sMLCSmlcs\d.eE+-]*$/;

/** The colour of a `Value`, of one part or three; undefined for others. */
export function colourOf(value: string): Colour | undefined {
  const [red, green, blue, ...more] = numbers(value.replaceAll('#', ' '));
  if (red === undefined || more.length > 0) return undefined;
  if (green === undefined) return [red, red, red];
  return blue === undefined ? undefined : [red, green, blue];
}

/** The area that a path paints; undefined for one that is clear, or no rectangle. */
export function areaOf(path: Path): Area | undefined {
  if (path.alpha < OPAQUE || !STRAIGHT.test(path.data)) return undefined;
  const points = pointsOf(path);
  const [left, right] = ends(points.map(([x]) => x));
  const [top, bottom] = ends(points.map(([, y]) => y));
  const { order } = path;
  if (path.fills) {
    const isBox = points.length >= 4 && points.length <= 6;
    const isUpright = points.every(
      ([x, y]) => isEither(x, left, right) && isEither(y, top, bottom),
    );
    return isBox && isUpright
      ? { order, box: [left, top, right, bottom], colour: path.colour }
      : undefined;
  }
  const half = path.lineWidth / 2;
  const isLine = points.length === 2 && Math.min(right - left, bottom - top) < SAME;
  const box: Box = [left - half, top - half, right + half, bottom + half];
  return isLine ? { order, box, colour: path.lineColour } : undefined;
}

function pointsOf({ data, boundary, matrix }: Path): [number, number][] {
  const list = numbers(data.replaceAll(/[A-Za-z]/g, ' '));
  const [a, b, c, d, e, f] = matrix;
  const points: [number, number][] = [];
  for (let at = 0; at + 1 < list.length && points.length < 8; at += 2) {
    const [x, y] = [list[at] as number, list[at + 1] as number];
    points.push([boundary[0] + a * x + c * y + e, boundary[1] + b * x + d * y + f]);
  }
  return points;
}

const ends = (values: readonly number[]): [number, number] => [
  Math.min(...values),
  Math.max(...values),
];
const isEither = (value: number, low: number, high: number): boolean =>
  Math.abs(value - low) < SAME || Math.abs(value - high) < SAME;

/** Why nobody sees a character of an object: under an area, in the colour of what is below it, or too small. */
export function unseenCharacter(
  { x, y, size }: Pick<Character, 'x' | 'y' | 'size'>,
  { order, ink }: Pick<TextObject, 'order' | 'ink'>,
  areas: readonly Area[],
): Unseen | undefined {
  const [across, down] = [x + size / 4, y - size * 0.3];
  const here = areas.filter(
    ({ box }) =>
      across > box[0] &&
      across < box[2] &&
      down > box[1] &&
      down < box[3] &&
      box[3] - box[1] > size / 2,
  );
  if (here.some((area) => area.order > order)) return 'covered';
  const below = here.at(-1);
  const ground = below ? below.colour : WHITE;
  return whyUnseen({ ink: ink ?? BLACK, ground, size: size * POINTS_PER_MILLIMETRE });
}
