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
  const spans = unseenIn(segment, coversNear(segment, placed.covers), page);
  const [only] = spans;
  if (!only) return segment;
  const unseen = { ...segment, unseen: spans };
  const place = PLACE[only.why];
  const isWhole = only.span.start === 0 && only.span.end === segment.text.length;
  // White on a dark ground is seen, so its place is told like any other's.
  if (!isWhole || place === undefined || segment.channel === 'hidden') return unseen;
  return { ...unseen, channel: 'hidden', part: `${segment.part}${place}` };
}

/** The whole of a text that is not painted. */
export const unpainted = (segment: ReadSegment): ReadSegment => ({
  ...segment,
  unseen: [{ span: { start: 0, end: segment.text.length }, why: 'invisible' }],
});

function unseenIn(
  { chars }: ReadSegment,
  covers: readonly Cover[],
  page: Page,
): readonly UnseenSpan[] {
  const spans: UnseenSpan[] = [];
  let why: Unseen | undefined;
  let start = 0;
  for (let at = 0; at <= chars.length; at++) {
    const glyph = chars[at]?.glyph;
    // A space that stands for a gap goes with what is before it.
    if (at < chars.length && !glyph) continue;
    const next = glyph && whyUnseen(glyph, covers, page);
    if (next === why) continue;
    if (why) spans.push({ span: { start, end: at }, why });
    [why, start] = [next, at];
  }
  return spans;
}

function whyUnseen(glyph: PlacedGlyph, covers: readonly Cover[], page: Page): Unseen | undefined {
  if (isOff(glyph, page)) return 'off-page';
  if (covers.some((cover) => covered(glyph, cover))) return 'covered';
  return glyph.shown.white ? 'white' : undefined;
}

/** A page of coloured cells has a thousand boxes, and few of them lie near one text. */
function coversNear({ chars }: ReadSegment, covers: readonly Cover[]): readonly Cover[] {
  if (covers.length === 0) return covers;
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  let run = Infinity;
  for (const char of chars) {
    if (!char) continue;
    const { x, y, dx, dy, shown } = char.glyph;
    [left, right] = [Math.min(left, x, x + dx), Math.max(right, x, x + dx)];
    [bottom, top] = [Math.min(bottom, y, y + dy), Math.max(top, y + dy, y + shown.size)];
    run = Math.min(run, shown.run);
  }
  return covers.filter(
    ({ box, after }) =>
      after > run && box[0] < right && box[2] > left && box[1] < top && box[3] > bottom,
  );
}

/** Beyond the edge of what a viewer shows of the page. */
function isOff({ x, y, shown }: PlacedGlyph, { visible }: Page): boolean {
  const [left, bottom, right, top] = visible;
  return x < left - shown.size || x > right || y < bottom - shown.size || y > top + shown.size;
}

function covered({ x, y, dx, dy, shown }: PlacedGlyph, { box, after }: Cover): boolean {
  const [left, bottom, right, top] = box;
  const [cx, cy] = [x + dx / 2, y + dy / 2 + (dy === 0 ? shown.size * 0.3 : 0)];
  return shown.run < after && cx > left && cx < right && cy > bottom && cy < top;
}
