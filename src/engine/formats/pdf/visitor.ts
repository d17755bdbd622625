import type { PDFObject } from 'pdf-lib';
import type { Operation, StringToken } from './lexer.ts';
import type { Matrix, Point } from './matrix.ts';

/** What a content stream has set when it shows text (ISO 32000-1, 9.3). */
export interface TextState {
  /** The font as the resources name it, usually a reference. */
  font: PDFObject | undefined;
  fontName: string | undefined;
  size: number;
  charSpace: number;
  wordSpace: number;
  /** Horizontal scaling; 1 is natural. */
  scale: number;
  leading: number;
  rise: number;
  /** 3 and 7 paint nothing. */
  mode: number;
}

/** What areas are filled with, as far as it tells whether text is seen. */
export interface Paint {
  readonly white: boolean;
  /** Equal for equal colours. */
  readonly colour: string;
  /** Nothing of it is seen at all. */
  readonly clear: boolean;
  /** Half transparent or blended: what lies below shines through. */
  readonly sheer: boolean;
  /** The same of lines. */
  readonly sheerLines: boolean;
  /** A pattern paints what it holds and nothing between. */
  readonly pattern: boolean;
  /** Left, bottom, right, top of what may be painted at all; undefined for everything. */
  readonly clip: Box | undefined;
  /** What nothing is painted beyond: as large as the clip may be, where `clip` is as small. */
  readonly reach: Box | undefined;
}

/** Left, bottom, right, top. */
export type Box = readonly [number, number, number, number];

/** What a stream finds when it begins: a form goes on in the state of what draws it. */
export interface Outset {
  readonly matrix: Matrix;
  readonly concealed: boolean;
  readonly text: Readonly<TextState>;
  readonly paint: Paint;
}

/** One Tj, TJ, ' or ". */
export interface Show {
  readonly operation: Operation;
  readonly items: readonly (number | StringToken)[];
  readonly state: Readonly<TextState>;
  /** From text space to the space that the walk began in. */
  readonly matrix: Matrix;
  readonly concealed: boolean;
  readonly paint: Paint;
}

/** What a walk over a content stream meets. */
export interface Visitor {
  /** Tells how far the text moved on, in text space. */
  show?(show: Show): Point;
  /** `Do`. */
  draw?(object: PDFObject, outset: Outset): void;
  /** `BI`: an image written in the stream itself. */
  inlineImage?(operation: Operation, outset: Outset): void;
  /** A stroke or the side of a rectangle. */
  line?(from: Point, to: Point): void;
  /** `%` to the end of a line. */
  comment?(start: number, end: number): void;
  /** A painted shape of many curves, by two opposite corners: it may be a letter. */
  outline?(corner: Point, opposite: Point): void;
  /** An opaquely painted rectangle: it may hide what was shown before. */
  cover?(box: Box, paint: Pick<Paint, 'white' | 'colour'>): void;
  /** Whether a pattern leaves nothing unpainted. */
  isSolid?(pattern: PDFObject | undefined): boolean;
  /** A text in the property list of marked content, or one that no operator shows. */
  property?(key: string, token: StringToken): void;
  /** Whether this optional content group is switched off. */
  isOff?(group: PDFObject): boolean;
}
