import type { PlacedGlyph } from './placed-glyph.ts';

/** How often each digit stands on a page. */
export type DigitCount = readonly number[];

const DIGITS = '0123456789';
const DIGIT = /[0-9]/;

export function countDigits(texts: Iterable<string>): number[] {
  const count = new Array<number>(10).fill(0);
  for (const text of texts) {
    for (let index = 0; index < text.length; index++) {
      const digit = text.charCodeAt(index) - 48;
      if (digit >= 0 && digit <= 9) count[digit] = (count[digit] ?? 0) + 1;
    }
  }
  return count;
}

/**
 * Whether another reader sees the digits that we decoded. It may drop what is drawn twice on the same
 * spot, so it must see at least each digit that stands on a spot of its own, and none beside ours.
 */
export function agree(
  glyphs: readonly PlacedGlyph[],
  spoken: readonly string[],
  seen: DigitCount,
): boolean {
  const ours = countDigits(textsOf(glyphs));
  if (ours.every((count, digit) => count === seen[digit])) return true;
  const drawn = glyphs.filter(({ text }) => DIGIT.test(text));
  const extra = countDigits(spoken);
  const apart = countDigits(onSpotsOfTheirOwn(drawn));
  return [...DIGITS].every((_, digit) => {
    const [most, least] = [(ours[digit] ?? 0) + (extra[digit] ?? 0), apart[digit] ?? 0];
    const count = seen[digit] ?? 0;
    return count <= most && (count >= least || spoken.length > 0);
  });
}

function* textsOf(glyphs: readonly PlacedGlyph[]): Generator<string> {
  for (const { text } of glyphs) yield text;
}

function onSpotsOfTheirOwn(glyphs: readonly PlacedGlyph[]): string[] {
  const spots = new Set<string>();
  return glyphs.flatMap(({ text, x, y, shown }) => {
    const grid = Math.max(1, shown.size / 2);
    const spot = `${text} ${Math.round(x / grid)} ${Math.round(y / grid)}`;
    if (spots.has(spot)) return [];
    spots.add(spot);
    return [text];
  });
}
