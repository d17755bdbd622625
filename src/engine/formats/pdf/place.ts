import { PDFName, type PDFObject, PDFRef, PDFStream } from 'pdf-lib';
import { DocumentError } from '../../core/errors.ts';
import { movedBox, within } from './boxes.ts';
import type { FontBook } from './fonts.ts';
import { AFRESH, interpret } from './interpret.ts';
import { LexicalError, type Operation, type StringToken } from './lexer.ts';
import { type Matrix, multiply, type Point } from './matrix.ts';
import { isOpaqueImage, isSolidPattern, isStencil } from './opaque.ts';
import { Pen } from './pen.ts';
import type { LooseGlyph, PlacedGlyph, Shown } from './placed-glyph.ts';
import { asDict, matrixAt, numbersAt } from './resources.ts';
import type { Reused } from './reused.ts';
import type { ContentStream, ContentStreams } from './streams.ts';
import type { Box, Outset, Paint, Show, TextState } from './visitor.ts';

export interface Rule {
  readonly from: Point;
  readonly to: Point;
}

/** A filled rectangle: left, bottom, right, top, and how many shows came before it. */
export interface Cover {
  readonly box: readonly [number, number, number, number];
  readonly after: number;
  readonly white: boolean;
  readonly colour: string;
}

/** Everything that a content stream shows, forms that it draws included. */
export interface Placed {
  readonly glyphs: PlacedGlyph[];
  readonly rules: Rule[];
  readonly covers: Cover[];
  /** The same boxes and those before the first show: what white letters may stand on. */
  readonly grounds: Cover[];
  /** Shapes in curves that are as small as letters. */
  letterShapes: number;
  readonly images: PlacedImage[];
  readonly properties: {
    readonly stream: number;
    readonly key: string;
    readonly token: StringToken;
  }[];
  /** The ids of the streams that were walked. */
  readonly walked: Set<number>;
  /** Some text was shown that nobody can read. */
  unreadable: boolean;
}

export interface PlacedImage {
  readonly object: PDFObject | undefined;
  readonly operation: Operation | undefined;
  readonly matrix: Matrix;
}

/** Lower than this, in points, a filled rectangle is a line and covers no letter. */
const THIN = 4;
/** Sizes of letters drawn as curves, in points: none can be read below, and none is a digit above. */
const SMALLEST_LETTER = 1.5;
const LARGEST_LETTER = 60;
/** Rendering modes that draw the edges of letters, in a colour of their own. */
const STROKED = new Set([1, 2, 5, 6]);
/** Rendering modes that paint nothing. */
const UNPAINTED = new Set([3, 7]);
const MAX_FORM_DEPTH = 32;
const MAX_FORMS_A_PAGE = 50_000;

/** What the walk needs of the document. */
export interface Scene {
  readonly streams: ContentStreams;
  readonly fonts: FontBook;
  isOff(group: PDFObject): boolean;
  /** The text state in which a stream is first drawn, by the stream's id. */
  readonly inherited: ReadonlyMap<number, Readonly<TextState>>;
}

/** Walks a stream and every form that it draws, and puts each glyph in its place. */
export function place(
  stream: ContentStream,
  scene: Scene,
  matrix: Matrix,
  room: Reused<LooseGlyph>,
): Placed {
  const placer = new Placer(scene, room);
  const text = scene.inherited.get(stream.id) ?? AFRESH.text;
  placer.walk(stream, { ...AFRESH, matrix, text }, []);
  return placer.placed;
}

class Placer {
  readonly placed: Placed = {
    glyphs: [],
    rules: [],
    covers: [],
    grounds: [],
    letterShapes: 0,
    images: [],
    properties: [],
    walked: new Set(),
    unreadable: false,
  };
  private readonly scene: Scene;
  private readonly room: Reused<LooseGlyph>;
  private runs = 0;
  private forms = 0;

  constructor(scene: Scene, room: Reused<LooseGlyph>) {
    this.scene = scene;
    this.room = room;
  }

  walk(stream: ContentStream, outset: Outset, open: readonly number[]): void {
    const { placed } = this;
    placed.walked.add(stream.id);
    const counter = { ordinal: 0 };
    try {
      const bytes = stream.bytes();
      interpret(
        bytes,
        stream.resources,
        {
          show: (show) => this.show(show, stream.id, counter),
          draw: (object, from) => this.draw(object, from, [...open, stream.id]),
          inlineImage: (operation, from) => this.inlineImage(operation, from),
          isSolid: (pattern) => isSolidPattern(pattern, this.scene),
          outline: (corner, opposite) => this.outline(corner, opposite),
          cover: (box, paint) => this.cover(box, paint),
          line: (from, to) => placed.rules.push({ from, to }),
          property: (key, token) => placed.properties.push({ stream: stream.id, key, token }),
          comment: (start, end) =>
            placed.properties.push({
              stream: stream.id,
              key: '%',
              token: commentToken(bytes, start, end),
            }),
          isOff: (group) => this.scene.isOff(group),
        },
        outset,
      );
    } catch (error) {
      if (!(error instanceof LexicalError)) throw error;
      placed.unreadable = true;
    }
  }

  private outline([x0, y0]: Point, [x1, y1]: Point): void {
    const [width, height] = [Math.abs(x1 - x0), Math.abs(y1 - y0)];
    if (Math.max(width, height) <= LARGEST_LETTER && Math.max(width, height) >= SMALLEST_LETTER)
      this.placed.letterShapes++;
  }

  private cover(box: Box, { white, colour }: Pick<Paint, 'white' | 'colour'>): void {
    if (Math.min(box[2] - box[0], box[3] - box[1]) < THIN) return;
    const cover = { box, after: this.runs, white, colour };
    this.placed.grounds.push(cover);
    if (this.runs > 0) this.placed.covers.push(cover);
  }

  private inlineImage(operation: Operation, { matrix, paint }: Outset): void {
    this.placed.images.push({ object: undefined, operation, matrix });
    if (!isStencil(operation)) this.coverByImage(matrix, paint);
  }

  /** A picture hides what lies below it, unless it is a stencil or has a mask. */
  private coverByImage(matrix: Matrix, paint: Paint): void {
    const box = paint.sheer ? undefined : movedBox(UNIT, matrix);
    if (box) this.cover(within(box, paint.clip), { white: false, colour: '' });
  }

  private draw(object: PDFObject, outset: Outset, open: readonly number[]): void {
    if (!(object instanceof PDFRef)) return;
    const form = this.scene.streams.of(object);
    if (!form) {
      this.placed.images.push({ object, operation: undefined, matrix: outset.matrix });
      if (isOpaqueImage(asDict(this.scene.fonts.context.lookup(object))))
        this.coverByImage(outset.matrix, outset.paint);
      return;
    }
    if (open.includes(form.id)) return;
    if (open.length > MAX_FORM_DEPTH || ++this.forms > MAX_FORMS_A_PAGE) throw tooNested();
    const stream = this.scene.fonts.context.lookup(object);
    const dict = stream instanceof PDFStream ? stream.dict : undefined;
    const group = dict?.get(PDFName.of('OC'));
    const concealed = outset.concealed || (group !== undefined && this.scene.isOff(group));
    const matrix = multiply(matrixAt(dict, 'Matrix'), outset.matrix);
    const box = numbersAt(dict, 'BBox');
    const seen = box?.length === 4 ? movedBox(box as unknown as Box, matrix) : undefined;
    const reach = seen ? within(seen, outset.paint.reach) : outset.paint.reach;
    this.walk(form, { ...outset, matrix, concealed, paint: { ...outset.paint, reach } }, open);
  }

  private show(show: Show, stream: number, counter: { ordinal: number }): Point {
    const { state, items } = show;
    const font = this.scene.fonts.of(state.font);
    const vertical = font?.vertical === true;
    const shown = shownOf(show, vertical, this.runs++, stream);
    const pen = new Pen(show, vertical);
    for (const item of items) {
      if (typeof item === 'number') {
        pen.adjust(item);
        continue;
      }
      const glyphs = font?.unreadable ? undefined : font?.read(item.bytes);
      if (!glyphs && item.bytes.length > 0) this.placed.unreadable = true;
      for (const glyph of glyphs ?? []) {
        const placed = pen.put(glyph, counter.ordinal++, shown, this.room);
        if (placed) this.placed.glyphs.push(placed);
        else this.placed.unreadable = true;
      }
    }
    return pen.end();
  }
}

function shownOf(
  { state, matrix, paint, concealed }: Show,
  vertical: boolean,
  run: number,
  stream: number,
): Shown {
  const isStroked = STROKED.has(state.mode);
  return {
    size: Math.abs(state.size) * Math.hypot(matrix[2], matrix[3]),
    angle: angleOf(matrix, vertical, state.scale * state.size),
    white: paint.white && !isStroked,
    concealed: concealed || UNPAINTED.has(state.mode) || (paint.clear && !isStroked),
    colour: isStroked || paint.pattern ? '' : paint.colour,
    reach: paint.reach,
    run,
    stream,
  };
}

const UNIT: Box = [0, 0, 1, 1];

const commentToken = (bytes: Uint8Array, start: number, end: number): StringToken => ({
  kind: 'string',
  bytes: bytes.subarray(start + 1, end),
  start,
  end,
});

function angleOf(matrix: Matrix, vertical: boolean, sign: number): number {
  const [x, y] = vertical ? [-matrix[2], -matrix[3]] : [matrix[0], matrix[1]];
  const degrees = (Math.atan2(sign < 0 ? -y : y, sign < 0 ? -x : x) * 180) / Math.PI;
  const quarter = Math.round(degrees / 90) * 90;
  const near = Math.abs(degrees - quarter) < 5 ? quarter : Math.round(degrees);
  return near <= -180 ? 180 : near;
}

const tooNested = () =>
  new DocumentError(
    'document-limit-exceeded',
    '页面里的图形嵌套过深或过多 · the drawing forms of a page are nested too deep or too many',
  );
