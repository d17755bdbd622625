import { looseGlyph, type PlacedGlyph } from './placed-glyph.ts';
import type { Reused } from './reused.ts';

/** One character of a line, in a frame turned so that the line runs to the right. */
export interface Char {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  readonly size: number;
  readonly run: number;
  /** The file has a space right before it. */
  readonly spaced: boolean;
  readonly glyph: PlacedGlyph;
  /** Further glyphs that draw it, where a producer draws twice to make it bold. */
  twins: PlacedGlyph[] | undefined;
}

/** A character that has no line yet. */
export type LooseChar = { -readonly [Key in keyof Char]: Char[Key] };

const NO_GLYPH = looseGlyph();

export const looseChar = (): LooseChar => ({
  text: '',
  left: 0.5,
  right: 0.5,
  baseline: 0.5,
  size: 0.5,
  run: 0,
  spaced: false,
  glyph: NO_GLYPH,
  twins: undefined,
});

/** Characters on one baseline, from left to right. Spaces are gone; the gaps tell where they were. */
export interface Line {
  readonly baseline: number;
  readonly size: number;
  readonly chars: Char[];
}

/** Baselines closer than this part of the font size are one line. */
const SAME_LINE = 0.35;
/** The same letter drawn again within this part of the font size is the same letter. */
const TWIN = 0.25;
/** And within this part of its width: in Helvetica the letters of `ll` stand closer than a quarter. */
const TWIN_WIDTH = 0.7;
/** Narrower than this part of the font size, a width is not a letter's. */
const NOTHING = 0.02;
const WIDE = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/;
/** Two different letters that share more than this part of the narrower one lie on one another. */
const OVERLAP = 0.3;

/** Sorts the glyphs of one direction into lines, from the top to the bottom of the page. */
export function linesOf(
  glyphs: readonly PlacedGlyph[],
  degrees: number,
  room: Reused<LooseChar>,
): Line[] {
  const radians = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  const lines: Line[] = [];
  let spaced = false;
  for (const glyph of glyphs) {
    if (glyph.text === ' ' || glyph.text.trim() === '') {
      spaced = true;
      continue;
    }
    const char = turned(glyph, cos, sin, spaced, room.take());
    spaced = false;
    lineFor(char, lines).chars.push(char);
  }
  return lines.flatMap(layersOf).sort((a, b) => b.baseline - a.baseline);
}

function turned(
  glyph: PlacedGlyph,
  cos: number,
  sin: number,
  spaced: boolean,
  char: LooseChar,
): Char {
  const { x, y, dx, dy, text } = glyph;
  const { size, run } = glyph.shown;
  const left = x * cos + y * sin;
  const told = Math.abs(dx * cos + dy * sin);
  // Some producers write widths of nothing and place every letter by hand.
  const width = told > NOTHING * size ? told : size * (WIDE.test(text) ? 1 : 0.5);
  char.text = text;
  char.left = left;
  char.right = left + width;
  char.baseline = y * cos - x * sin;
  char.size = size;
  char.run = run;
  char.spaced = spaced;
  char.glyph = glyph;
  char.twins = undefined;
  return char;
}

/** Looks from the newest line back: text mostly comes in reading order. */
function lineFor(char: Char, lines: Line[]): Line {
  for (let index = lines.length - 1; index >= 0; index--) {
    const line = lines[index] as Line;
    const reach = SAME_LINE * Math.max(1, Math.min(char.size, line.size));
    if (Math.abs(line.baseline - char.baseline) < reach) return line;
  }
  const line: Line = { baseline: char.baseline, size: char.size, chars: [] };
  lines.push(line);
  return line;
}

/** Texts that lie on one another would shuffle their letters: each becomes a line of its own. */
function layersOf(line: Line): Line[] {
  const kept: Char[] = [];
  const twins: { char: Char; of: Char }[] = [];
  const above = new Set<number>();
  for (const char of line.chars.toSorted((a, b) => a.left - b.left)) {
    const before = kept.at(-1);
    if (before && isTwin(before, char)) {
      twins.push({ char, of: before });
      continue;
    }
    if (before && before.run !== char.run && shares(before, char))
      above.add(Math.max(before.run, char.run));
    kept.push(char);
  }
  if (above.size === 0 && twins.length === 0) return [{ ...line, chars: kept }];
  const { lower, upper } = parted(kept, twins, above);
  if (upper.length === 0 || lower.length === 0) return [{ ...line, chars: kept }];
  return [
    { ...line, chars: lower.sort((a, b) => a.left - b.left) },
    ...layersOf({ ...line, chars: upper }),
  ];
}

function parted(
  kept: readonly Char[],
  twins: readonly { readonly char: Char; readonly of: Char }[],
  above: ReadonlySet<number>,
): { lower: Char[]; upper: Char[] } {
  const lower = kept.filter(({ run }) => !above.has(run));
  const upper = kept.filter(({ run }) => above.has(run));
  for (const { char, of } of twins) {
    // Two numbers that cross may have the same digit at the same place.
    if (above.has(char.run) === above.has(of.run)) of.twins = [...(of.twins ?? []), char.glyph];
    else (above.has(char.run) ? upper : lower).push(char);
  }
  return { lower, upper };
}

const isTwin = (before: Char, char: Char): boolean =>
  before.text === char.text &&
  char.left - before.left < Math.min(TWIN * char.size, TWIN_WIDTH * (before.right - before.left));

function shares(a: Char, b: Char): boolean {
  const common = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  return common > OVERLAP * Math.max(0.01, Math.min(a.right - a.left, b.right - b.left));
}
