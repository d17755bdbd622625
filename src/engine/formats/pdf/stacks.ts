import type { PlacedGlyph } from './placed-glyph.ts';

/** Fewer glyphs below one another than this are lines of one letter, not a column of writing. */
const FEWEST = 4;
/** Glyphs of a column follow one another within this part of the font size. */
const CLOSE = 1.3;
const ASIDE = 0.35;
const DOWNWARDS = -90;

/**
 * Vertical writing that a program set glyph by glyph, each upright below the last, comes without a
 * vertical font. Such glyphs are turned into a line that runs downwards.
 */
export function turnStacks(glyphs: readonly PlacedGlyph[]): readonly PlacedGlyph[] {
  let turned: PlacedGlyph[] | undefined;
  let from = 0;
  for (let at = 1; at <= glyphs.length; at++) {
    const [above, glyph] = [glyphs[at - 1], glyphs[at]];
    if (above && glyph && isBelow(above, glyph)) continue;
    if (at - from >= FEWEST) {
      turned ??= [...glyphs];
      for (let each = from; each < at; each++)
        turned[each] = downwards(glyphs[each] as PlacedGlyph);
    }
    from = at;
  }
  return turned ?? glyphs;
}

function isBelow(above: PlacedGlyph, glyph: PlacedGlyph): boolean {
  const { angle, size } = glyph.shown;
  const down = above.y - glyph.y;
  if (down < 0.5 * size || down > CLOSE * size) return false;
  if (above.shown.angle !== 0 || angle !== 0 || glyph.text.trim() === '') return false;
  return Math.abs(above.x + above.dx / 2 - glyph.x - glyph.dx / 2) < ASIDE * size;
}

const downwards = (glyph: PlacedGlyph): PlacedGlyph => ({
  ...glyph,
  x: glyph.x + glyph.dx / 2,
  y: glyph.y + glyph.shown.size * 0.9,
  dx: 0,
  dy: -glyph.shown.size,
  shown: { ...glyph.shown, angle: DOWNWARDS },
});
