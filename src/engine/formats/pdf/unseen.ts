import type { Unseen, UnseenSpan } from '../../core/segment.ts';
import type { Page } from './pages.ts';
import type { Cover, Placed } from './place.ts';
import type { PlacedGlyph } from './placed-glyph.ts';
import type { ReadSegment } from './reading.ts';

const PLACE: Readonly<Partial<Record<Unseen, string>>> = {
  'off-page': '(页面之外)',
  covered: '(被色块遮盖)',
};

/** Says which stretches of a segment nobody sees; one that is off the page or covered whole moves to the hidden. */
export function withUnseen(segment: ReadSegment, placed: Placed, page: Page): ReadSegment {
  const isBare = placed.grounds.length === 0 && placed.covers.length === 0;
  if (isBare && segment.chars.every((char) => isPlain(char, page))) return segment;
  const covers = boxesNear(segment, placed.covers);
  const grounds = boxesNear(segment, placed.grounds);
  const spans = unseenIn(segment, { covers, grounds }, page);
  const [only] = spans;
  if (!only) return segment;
  const unseen = { ...segment, unseen: spans };
  const place = PLACE[only.why];
  const isWhole = only.span.start === 0 && only.span.end === segment.text.length;
  // White may stand on a picture or a shape and be seen: its place is told like any other's.
  if (!isWhole || place === undefined || segment.channel === 'hidden') return unseen;
  return { ...unseen, channel: 'hidden', part: `${segment.part}${place}` };
}

const isPlain = (char: ReadSegment['chars'][number], page: Page): boolean =>
  !char ||
  !(
    char.glyph.shown.white ||
    char.glyph.shown.size < LEAST_SIZE ||
    isCutOff(char.glyph) ||
    isOff(char.glyph, page)
  );

type Boxes = Readonly<Record<'covers' | 'grounds', readonly Cover[]>>;

/** A text of which nobody sees anything, for one cause. */
export const unseenWhole = (segment: ReadSegment, why: Unseen): ReadSegment => ({
  ...segment,
  unseen: [{ span: { start: 0, end: segment.text.length }, why }],
});

function unseenIn({ chars }: ReadSegment, boxes: Boxes, page: Page): readonly UnseenSpan[] {
  const spans: UnseenSpan[] = [];
  let why: Unseen | undefined;
  let start = 0;
  for (let at = 0; at <= chars.length; at++) {
    const glyph = chars[at]?.glyph;
    // A space that stands for a gap goes with what is before it.
    if (at < chars.length && !glyph) continue;
    const next = glyph && whyUnseen(glyph, boxes, page);
    if (next === why) continue;
    if (why) spans.push({ span: { start, end: at }, why });
    [why, start] = [next, at];
  }
  return spans;
}

function whyUnseen(glyph: PlacedGlyph, { covers, grounds }: Boxes, page: Page): Unseen | undefined {
  if (isOff(glyph, page)) return 'off-page';
  if (isCutOff(glyph) || glyph.shown.size < LEAST_SIZE) return 'invisible';
  if (covers.some((cover) => covered(glyph, cover))) return 'covered';
  if (isOnItsColour(glyph, grounds)) return 'covered';
  return glyph.shown.white && isOnWhite(glyph, grounds) ? 'white' : undefined;
}

/** Smaller letters, in points, are dust to the eye; those of one point come as a little more. */
const LEAST_SIZE = 1.05;

const isCutOff = (glyph: PlacedGlyph): boolean =>
  glyph.shown.reach !== undefined && !holds(glyph.shown.reach, glyph);

/** Black on a black box: as gone, and as easily copied out, as below it. White has its own word. */
const isOnItsColour = (glyph: PlacedGlyph, grounds: readonly Cover[]): boolean =>
  !glyph.shown.white &&
  !!glyph.shown.colour &&
  groundOf(glyph, grounds)?.colour === glyph.shown.colour;

const groundOf = (glyph: PlacedGlyph, grounds: readonly Cover[]): Cover | undefined =>
  grounds.findLast(({ box, after }) => after <= glyph.shown.run && holds(box, glyph));

/** What was painted last below it, paper if nothing was. */
const isOnWhite = (glyph: PlacedGlyph, grounds: readonly Cover[]): boolean =>
  groundOf(glyph, grounds)?.white ?? true;

/** A page of coloured cells has a thousand boxes, and few of them lie near one text. */
function boxesNear({ chars }: ReadSegment, boxes: readonly Cover[]): readonly Cover[] {
  if (boxes.length === 0) return boxes;
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const char of chars) {
    if (!char) continue;
    const { x, y, dx, dy, shown } = char.glyph;
    [left, right] = [Math.min(left, x, x + dx), Math.max(right, x, x + dx)];
    [bottom, top] = [Math.min(bottom, y, y + dy), Math.max(top, y + dy, y + shown.size)];
  }
  return boxes.filter(
    ({ box }) => box[0] < right && box[2] > left && box[1] < top && box[3] > bottom,
  );
}

/** Beyond the edge of what a viewer shows of the page. */
function isOff({ x, y, shown }: PlacedGlyph, { visible }: Page): boolean {
  const [left, bottom, right, top] = visible;
  return x < left - shown.size || x > right || y < bottom - shown.size || y > top + shown.size;
}

const covered = (glyph: PlacedGlyph, { box, after }: Cover): boolean =>
  glyph.shown.run < after && holds(box, glyph);

function holds(box: Cover['box'], { x, y, dx, dy, shown }: PlacedGlyph): boolean {
  const [left, bottom, right, top] = box;
  const [cx, cy] = [x + dx / 2, y + dy / 2 + (dy === 0 ? shown.size * 0.3 : 0)];
  return cx > left && cx < right && cy > bottom && cy < top;
}
