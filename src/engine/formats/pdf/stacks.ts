import type { PlacedGlyph } from './place.ts';

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
export function turnStacks(glyphs: readonly PlacedGlyph[]): PlacedGlyph[] {
  const turned: PlacedGlyph[] = [];
  let stack: PlacedGlyph[] = [];
  const close = (): void => {
    turned.push(...(stack.length < FEWEST ? stack : stack.map(downwards)));
    stack = [];
  };
  for (const glyph of glyphs) {
    const above = stack.at(-1);
    if (above && !isBelow(above, glyph)) close();
    stack.push(glyph);
  }
  close();
  return turned;
}

function isBelow(above: PlacedGlyph, glyph: PlacedGlyph): boolean {
  if (above.angle !== 0 || glyph.angle !== 0 || glyph.text.trim() === '') return false;
  const down = above.y - glyph.y;
  const aside = Math.abs(above.x + above.dx / 2 - glyph.x - glyph.dx / 2);
  return down > 0.5 * glyph.size && down < CLOSE * glyph.size && aside < ASIDE * glyph.size;
}

const downwards = (glyph: PlacedGlyph): PlacedGlyph => ({
  ...glyph,
  x: glyph.x + glyph.dx / 2,
  y: glyph.y + glyph.size * 0.9,
  dx: 0,
  dy: -glyph.size,
  angle: DOWNWARDS,
});
