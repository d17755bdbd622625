import type { PDFDict, PDFObject } from 'pdf-lib';
import { boxesAround, boxOf, movedBox, within } from './boxes.ts';
import type { Operation, StringToken } from './lexer.ts';
import { apply, IDENTITY, type Matrix, multiply, type Point, translated } from './matrix.ts';
import { OutlineWatch } from './outline.ts';
import { resource } from './resources.ts';
import type { Box, Outset, Paint, TextState, Visitor } from './visitor.ts';

interface GraphicsState {
  ctm: Matrix;
  lineWidth: number;
  text: TextState;
  paint: Paint;
}

const NOWHERE: Point = [0, 0];
/** Thinner than this, in points, a line crosses letters out and hides none. */
const THICK = 5;

/** The state of a walk over one content stream, and what the operators do to it. */
export class Walk {
  readonly resources: PDFDict | undefined;
  readonly visitor: Visitor;
  readonly saved: GraphicsState[] = [];
  /** For each open marked content: whether it conceals what it holds. */
  readonly marks: boolean[] = [];
  readonly path: [Point, Point][] = [];
  /** The rectangles of the path, by opposite corners. */
  readonly rectangles: [Point, Point][] = [];
  readonly outlines = new OutlineWatch();
  /** The points that the curves of the path are drawn with. */
  readonly curved: Point[] = [];
  private readonly fonts = new Map<string, PDFObject | undefined>();
  readonly concealedOutside: boolean;
  state: GraphicsState;
  textMatrix: Matrix = IDENTITY;
  lineMatrix: Matrix = IDENTITY;
  private clips = false;
  start: Point = NOWHERE;
  current: Point = NOWHERE;

  constructor(resources: PDFDict | undefined, visitor: Visitor, outset: Outset) {
    this.resources = resources;
    this.visitor = visitor;
    this.concealedOutside = outset.concealed;
    this.state = {
      ctm: outset.matrix,
      lineWidth: 1,
      text: { ...outset.text },
      paint: outset.paint,
    };
  }

  get concealed(): boolean {
    return this.concealedOutside || this.marks.includes(true);
  }

  /** What a form that is drawn here begins with. */
  get outset(): Outset {
    const { ctm, text, paint } = this.state;
    return { matrix: ctm, concealed: this.concealed, text, paint };
  }

  /** A list changes its font in every cell, and looking one up takes a while. */
  fontNamed(name: string): PDFObject | undefined {
    if (!this.fonts.has(name)) this.fonts.set(name, resource(this.resources, 'Font', name));
    return this.fonts.get(name);
  }

  nextLine(x: number, y: number): void {
    this.lineMatrix = translated(this.lineMatrix, x, y);
    this.textMatrix = this.lineMatrix;
  }

  show(operation: Operation, items: readonly (number | StringToken)[]): void {
    if (!this.visitor.show) return;
    const { text, ctm, paint } = this.state;
    const [x, y] = this.visitor.show({
      operation,
      items,
      state: text,
      matrix: multiply(this.textMatrix, ctm),
      concealed: this.concealed,
      paint,
    });
    if (x !== 0 || y !== 0) this.textMatrix = translated(this.textMatrix, x, y);
  }

  lineTo(to: Point): void {
    if (this.visitor.line) this.path.push([this.current, to]);
    this.current = to;
  }

  /** The path that comes to its end bounds what is painted from then on. */
  clip(): void {
    this.clips = true;
  }

  endPath(): void {
    if (this.clips) this.narrow();
    this.path.length = 0;
    this.rectangles.length = 0;
    this.curved.length = 0;
    this.outlines.endPart();
    this.outlines.letters.length = 0;
  }

  paint(isFilled: boolean, isStroked: boolean): void {
    const { ctm } = this.state;
    this.outlines.endPart();
    for (const [corner, opposite] of this.outlines.letters)
      this.visitor.outline?.(apply(ctm, ...corner), apply(ctm, ...opposite));
    if (isFilled) this.tellFilled();
    if (isStroked) this.tellThick();
    for (const [from, to] of this.path) {
      this.visitor.line?.(apply(ctm, ...from), apply(ctm, ...to));
    }
    this.endPath();
  }

  private tellFilled(): void {
    const { paint } = this.state;
    if (paint.sheer || paint.pattern || !this.visitor.cover) return;
    for (const corners of this.rectangles) this.tellCover(boxOf(corners), paint);
    if (this.rectangles.length > 0 || this.curved.length > 0) return;
    for (const box of boxesAround(this.path)) this.tellCover(box, paint);
  }

  /** A line as thick as letters are high hides them as a box does. What colour it has is not known. */
  private tellThick(): void {
    const { paint, lineWidth, ctm } = this.state;
    const half = lineWidth / 2;
    if (lineWidth * Math.hypot(ctm[0], ctm[1]) < THICK || paint.sheerLines) return;
    for (const [[x0, y0], [x1, y1]] of this.path) {
      const isLevel = Math.abs(y1 - y0) < 0.1;
      if (!isLevel && Math.abs(x1 - x0) >= 0.1) continue;
      const [dx, dy] = isLevel ? [0, half] : [half, 0];
      const corners: Point[] = [
        [Math.min(x0, x1) - dx, Math.min(y0, y1) - dy],
        [Math.max(x0, x1) + dx, Math.max(y0, y1) + dy],
      ];
      this.tellCover(boxOf(corners), { white: false, colour: '' });
    }
  }

  private tellCover(box: Box, paint: Pick<Paint, 'white' | 'colour'>): void {
    const { ctm, paint: now } = this.state;
    const moved = movedBox(box, ctm);
    if (moved) this.visitor.cover?.(within(moved, now.clip), paint);
  }

  /** Of a path in curves the straight parts count only: a box too small hides nothing that is seen. */
  private narrow(): void {
    this.clips = false;
    const { ctm, paint } = this.state;
    const moved = (points: readonly Point[]) => boxOf(points.map((point) => apply(ctm, ...point)));
    const points = [...this.path, ...this.rectangles].flat();
    const reach = within(moved([...points, ...this.curved]), paint.reach);
    this.state.paint = { ...paint, clip: within(moved(points), paint.clip), reach };
  }
}
