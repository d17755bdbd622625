/** Left, top, right, bottom, in any unit. */
export type Box = readonly [number, number, number, number];

const NEARLY_ALL = 0.9;
const MOST = 0.8;

/** Two boxes have some of their area in common. */
export const meets = (a: Box, b: Box): boolean => common(a, b) > 0;

/** What is drawn over something. */
interface Over {
  readonly box: Box | undefined;
  /** Of one colour, with no words in it: a bar that somebody drew to hide a line. */
  readonly isPlain: boolean;
}

/** Something opaque hides a box that was drawn before it, or a line of the words in it. */
export const isHiddenBy = (box: Box, { box: over, isPlain }: Over): boolean =>
  over !== undefined && (isMostlyUnder(box, over) || (isPlain && isBarOver(over, box)));

/** Nearly all of a box lies under another. */
const isMostlyUnder = (box: Box, over: Box): boolean =>
  area(box) > 0 && common(box, over) >= area(box) * NEARLY_ALL;

/** A long flat box inside another: what people draw over a line of words. */
function isBarOver(bar: Box, box: Box): boolean {
  const [width, height] = [bar[2] - bar[0], bar[3] - bar[1]];
  return (
    height > 0 &&
    width >= height * 2 &&
    common(bar, box) >= area(bar) * MOST &&
    area(bar) > area(box) / 100
  );
}

const area = ([left, top, right, bottom]: Box): number =>
  Math.max(0, right - left) * Math.max(0, bottom - top);

const common = (a: Box, b: Box): number =>
  area([Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])]);
