import type { Glyph } from './fonts.ts';
import type { Point } from './matrix.ts';
import type { LooseGlyph, PlacedGlyph, Shown } from './placed-glyph.ts';
import type { Reused } from './reused.ts';
import type { Show } from './visitor.ts';

/** Follows one show operation along its line and says where each glyph comes to stand. */
export class Pen {
  private moved = 0;
  private readonly show: Show;
  private readonly vertical: boolean;
  /** Horizontal scaling, which vertical writing does not know; words pressed to nothing are read all the same. */
  private readonly stretch: number;
  /** How much letter-spacing belongs to a glyph: spaced letters are one word. */
  private readonly tracking: number;
  private readonly startX: number;
  private readonly startY: number;

  constructor(show: Show, vertical: boolean) {
    const { state, matrix } = show;
    this.show = show;
    this.vertical = vertical;
    this.stretch = vertical ? 1 : state.scale || 1;
    this.tracking = vertical
      ? Math.min(0, state.charSpace)
      : Math.max(0, state.charSpace * state.scale);
    this.startX = matrix[4] + state.rise * (vertical ? matrix[0] : matrix[2]);
    this.startY = matrix[5] + state.rise * (vertical ? matrix[1] : matrix[3]);
  }

  /** Fills in the place of a glyph that can be read, and tells whether it can. */
  put(
    glyph: Glyph,
    ordinal: number,
    shown: Shown,
    room: Reused<LooseGlyph>,
  ): PlacedGlyph | undefined {
    const { state, matrix } = this.show;
    const from = this.moved;
    const advance = glyph.advance * state.size * this.stretch;
    const isSpace = glyph.length === 1 && glyph.code === 32;
    this.moved += advance + (state.charSpace + (isSpace ? state.wordSpace : 0)) * this.stretch;
    if (glyph.text === undefined) return undefined;
    const alongX = this.vertical ? matrix[2] : matrix[0];
    const alongY = this.vertical ? matrix[3] : matrix[1];
    const length = advance + this.tracking;
    const placed = room.take();
    placed.text = glyph.text;
    placed.x = this.startX + alongX * from;
    placed.y = this.startY + alongY * from;
    placed.dx = alongX * length;
    placed.dy = alongY * length;
    placed.ordinal = ordinal;
    placed.shown = shown;
    return placed;
  }

  /** A number in the array of a TJ. */
  adjust(amount: number): void {
    this.moved -= (amount / 1000) * this.show.state.size * this.stretch;
  }

  /** How far the text moved on, in text space. */
  end(): Point {
    return this.vertical ? [0, this.moved] : [this.moved, 0];
  }
}
