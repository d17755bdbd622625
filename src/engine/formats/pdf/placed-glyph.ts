import type { Box } from './visitor.ts';

/** What the glyphs of one show operation have in common. */
export interface Shown {
  /** The height of the font as it is drawn. */
  readonly size: number;
  /** Direction of writing in degrees, -180…180. */
  readonly angle: number;
  readonly concealed: boolean;
  /** Painted in white. */
  readonly white: boolean;
  /** Equal for equal colours; empty where it is not known. */
  readonly colour?: string;
  /** Left, bottom, right, top of where anything is painted; undefined for everywhere. */
  readonly reach?: Box | undefined;
  /** Counts the show operations of the page: glyphs of one belong together. */
  readonly run: number;
  /** The content stream it is written in. */
  readonly stream: number;
}

/** One glyph where the reader sees it. */
export interface PlacedGlyph {
  readonly text: string;
  /** Where it stands on its baseline, or on the axis of its column in vertical writing. */
  readonly x: number;
  readonly y: number;
  /** From there to where the next one would stand, letter-spacing included: spaced letters are one word. */
  readonly dx: number;
  readonly dy: number;
  /** Which glyph of its content stream it is. */
  readonly ordinal: number;
  readonly shown: Shown;
}

/** A glyph that is not placed yet. */
export type LooseGlyph = { -readonly [Key in keyof PlacedGlyph]: PlacedGlyph[Key] };

const NOWHERE: Shown = { size: 0, angle: 0, concealed: false, white: false, run: 0, stream: 0 };

// Broken numbers, for else the engine makes room for whole ones first and moves house later.
export const looseGlyph = (): LooseGlyph => ({
  text: '',
  x: 0.5,
  y: 0.5,
  dx: 0.5,
  dy: 0.5,
  ordinal: 0,
  shown: NOWHERE,
});
