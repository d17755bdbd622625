import type { PlacedGlyph } from './placed-glyph.ts';

/** Fewer digits than this, scattered, are nobody's number. */
const FEWEST = 8;
/** A step of less than this part of the font size along a line or a column is no step aside. */
const ASIDE = 0.2;
/** The next digit is not further away than so many font sizes. */
const NEAR = 4;

/**
 * Whether digits stand one after another on a slope or a curve, each set by itself: on no line and in
 * no column, so that no reader of lines sees the number that the eye sees.
 */
export function hasScatteredDigits(glyphs: readonly PlacedGlyph[]): boolean {
  let chain = 1;
  for (let at = 1; at < glyphs.length; at++) {
    const [before, glyph] = [glyphs[at - 1], glyphs[at]];
    chain = before && glyph && follows(before, glyph) ? chain + 1 : 1;
    if (chain >= FEWEST) return true;
  }
  return false;
}

function follows(before: PlacedGlyph, glyph: PlacedGlyph): boolean {
  if (before.shown === glyph.shown || !isDigit(before.text) || !isDigit(glyph.text)) return false;
  const size = Math.max(1, before.shown.size);
  const [dx, dy] = [Math.abs(glyph.x - before.x), Math.abs(glyph.y - before.y)];
  if (dx > NEAR * size || dy > NEAR * size) return false;
  if (glyph.shown.angle !== before.shown.angle) return true;
  // Along a line that is turned as the letters are, nothing is scattered.
  const radians = (glyph.shown.angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  const along = (glyph.x - before.x) * cos + (glyph.y - before.y) * sin;
  const across = (glyph.y - before.y) * cos - (glyph.x - before.x) * sin;
  return Math.abs(along) > ASIDE * size && Math.abs(across) > ASIDE * size;
}

const isDigit = (text: string): boolean => /^[0-9Xx]$/.test(text);

/** One letter, or what a font draws as one. */
const LETTERS = 3;

/**
 * Whether a number is spelled out in the texts that stand for single glyphs: whoever copies the line
 * has it, though neither the glyphs nor any one of the texts shows it.
 */
export function hasSpelledNumber(spoken: readonly { readonly text: string }[]): boolean {
  let digits = 0;
  for (const { text } of spoken) {
    digits = text.length <= LETTERS && /^[0-9Xx]+$/.test(text) ? digits + text.length : 0;
    if (digits >= FEWEST) return true;
  }
  return false;
}
