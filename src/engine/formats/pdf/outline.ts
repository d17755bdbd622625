import type { Point } from './matrix.ts';

/** A circle and the corners of a box have four curves; the outline of a round digit has more. */
const CURVES_OF_A_LETTER = 6;

/** Watches the parts of a path for shapes that could be letters drawn as curves. */
export class OutlineWatch {
  private curves = 0;
  private left = Number.POSITIVE_INFINITY;
  private bottom = Number.POSITIVE_INFINITY;
  private right = Number.NEGATIVE_INFINITY;
  private top = Number.NEGATIVE_INFINITY;
  /** Boxes around the parts with many curves, by opposite corners. */
  readonly letters: [Point, Point][] = [];

  curveTo([x, y]: Point): void {
    this.curves++;
    this.left = Math.min(this.left, x);
    this.right = Math.max(this.right, x);
    this.bottom = Math.min(this.bottom, y);
    this.top = Math.max(this.top, y);
  }

  /** A new part begins, or the path ends. */
  endPart(): void {
    if (this.curves === 0) return;
    if (this.curves >= CURVES_OF_A_LETTER)
      this.letters.push([
        [this.left, this.bottom],
        [this.right, this.top],
      ]);
    this.curves = 0;
    this.left = Number.POSITIVE_INFINITY;
    this.bottom = Number.POSITIVE_INFINITY;
    this.right = Number.NEGATIVE_INFINITY;
    this.top = Number.NEGATIVE_INFINITY;
  }
}
