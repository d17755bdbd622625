import type { PDFDict, PDFObject } from 'pdf-lib';
import type { Operation, StringToken } from './lexer.ts';
import { apply, IDENTITY, type Matrix, multiply, type Point, translated } from './matrix.ts';
import { OutlineWatch } from './outline.ts';
import { resource } from './resources.ts';
import type { Box, Outset, Paint, TextState, Visitor } from './visitor.ts';

interface GraphicsState {
  ctm: Matrix;
  text: TextState;
  paint: Paint;
}

const NOWHERE: Point = [0, 0];

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
    this.state = { ctm: outset.matrix, text: { ...outset.text }, paint: outset.paint };
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
    this.outlines.endPart();
    this.outlines.letters.length = 0;
  }

  paint(isFilled: boolean): void {
    const { ctm, paint } = this.state;
    this.outlines.endPart();
    for (const [corner, opposite] of this.outlines.letters)
      this.visitor.outline?.(apply(ctm, ...corner), apply(ctm, ...opposite));
    if (isFilled && !paint.sheer && !paint.pattern) {
      for (const [corner, opposite] of this.rectangles) {
        const box = within(boxOf([apply(ctm, ...corner), apply(ctm, ...opposite)]), paint.clip);
        this.visitor.cover?.([box[0], box[1]], [box[2], box[3]], paint.white);
      }
    }
    for (const [from, to] of this.path) {
      this.visitor.line?.(apply(ctm, ...from), apply(ctm, ...to));
    }
    this.endPath();
  }

  /** Of a path in curves the straight parts count only: a box too small hides nothing that is seen. */
  private narrow(): void {
    this.clips = false;
    const { ctm, paint } = this.state;
    const points = [...this.path, ...this.rectangles].flat().map((point) => apply(ctm, ...point));
    this.state.paint = { ...paint, clip: within(boxOf(points), paint.clip) };
  }
}

const boxOf = (points: readonly Point[]): Box => {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
};

/** What two boxes share; nothing when they lie apart. */
function within(box: Box, clip: Box | undefined): Box {
  if (!clip) return box;
  const [left, bottom] = [Math.max(box[0], clip[0]), Math.max(box[1], clip[1])];
  const [right, top] = [Math.min(box[2], clip[2]), Math.min(box[3], clip[3])];
  return right > left && top > bottom ? [left, bottom, right, top] : [0, 0, 0, 0];
}
