/** What the glyphs of one show operation have in common. */
export interface Shown {
  /** The height of the font as it is drawn. */
  readonly size: number;
  /** Direction of writing in degrees, -180…180. */
  readonly angle: number;
  readonly concealed: boolean;
  /** Painted in white. */
  readonly white: boolean;
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
