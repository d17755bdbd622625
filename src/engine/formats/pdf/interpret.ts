import { PDFArray, type PDFDict, PDFNumber, type PDFObject } from 'pdf-lib';
import { Lexer, LexicalError, type Operation, type StringToken, type Token } from './lexer.ts';
import { IDENTITY, type Matrix, multiply, type Point, translated } from './matrix.ts';
import { asDict, entry, resource } from './resources.ts';

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

/** One Tj, TJ, ' or ". */
export interface Show {
  readonly operation: Operation;
  readonly items: readonly (number | StringToken)[];
  readonly state: Readonly<TextState>;
  /** From text space to the space that the walk began in. */
  readonly matrix: Matrix;
  readonly concealed: boolean;
}

/** What a walk over a content stream meets. */
export interface Visitor {
  /** Tells how far the text moved on, in text space. */
  show?(show: Show): Point;
  /** `Do`. */
  draw?(object: PDFObject, matrix: Matrix, concealed: boolean): void;
  /** `BI`: an image written in the stream itself. */
  inlineImage?(operation: Operation, matrix: Matrix): void;
  /** A stroke or the side of a rectangle. */
  line?(from: Point, to: Point): void;
  /** `%` to the end of a line. */
  comment?(start: number, end: number): void;
  /** A filled rectangle, by two opposite corners: it may hide what was shown before. */
  cover?(corner: Point, opposite: Point): void;
  /** A text in the property list of marked content, or one that no operator shows. */
  property?(key: string, token: StringToken): void;
  /** Whether this optional content group is switched off. */
  isOff?(group: PDFObject): boolean;
}

interface GraphicsState {
  ctm: Matrix;
  text: TextState;
}

const NOWHERE: Point = [0, 0];
const MAX_SAVED_STATES = 10_000;

/** Walks over one content stream. Throws a LexicalError where it is not one. */
export function interpret(
  bytes: Uint8Array,
  resources: PDFDict | undefined,
  visitor: Visitor,
  ctm: Matrix = IDENTITY,
  concealed = false,
): void {
  const walk = new Walk(resources, visitor, ctm, concealed);
  const lexer = new Lexer(bytes);
  for (let operation = lexer.next(); operation; operation = lexer.next()) {
    const operator = OPERATORS[operation.operator];
    if (operator) operator(walk, operation.operands, operation);
    else tellStrings(operation.operands, visitor);
  }
  for (const [start, end] of lexer.comments) visitor.comment?.(start, end);
}

/** Strings that no operator shows are in the file all the same. */
function tellStrings(operands: readonly Token[], visitor: Visitor): void {
  for (const operand of operands) {
    if (typeof operand === 'number') continue;
    if (operand.kind === 'string') visitor.property?.('', operand);
    else if (operand.kind === 'array' || operand.kind === 'dict')
      tellStrings(operand.items, visitor);
  }
}

class Walk {
  readonly resources: PDFDict | undefined;
  readonly visitor: Visitor;
  readonly saved: GraphicsState[] = [];
  /** For each open marked content: whether it conceals what it holds. */
  readonly marks: boolean[] = [];
  readonly path: [Point, Point][] = [];
  /** The rectangles of the path, by opposite corners. */
  readonly rectangles: [Point, Point][] = [];
  readonly concealedOutside: boolean;
  state: GraphicsState;
  textMatrix: Matrix = IDENTITY;
  lineMatrix: Matrix = IDENTITY;
  start: Point = NOWHERE;
  current: Point = NOWHERE;

  constructor(
    resources: PDFDict | undefined,
    visitor: Visitor,
    ctm: Matrix,
    concealedOutside: boolean,
  ) {
    this.resources = resources;
    this.visitor = visitor;
    this.concealedOutside = concealedOutside;
    this.state = { ctm, text: freshText() };
  }

  get concealed(): boolean {
    return this.concealedOutside || this.marks.includes(true);
  }

  nextLine(x: number, y: number): void {
    this.lineMatrix = translated(this.lineMatrix, x, y);
    this.textMatrix = this.lineMatrix;
  }

  show(operation: Operation, items: readonly (number | StringToken)[]): void {
    if (!this.visitor.show) return;
    const { text, ctm } = this.state;
    const [x, y] = this.visitor.show({
      operation,
      items,
      state: text,
      matrix: multiply(this.textMatrix, ctm),
      concealed: this.concealed,
    });
    if (x !== 0 || y !== 0) this.textMatrix = translated(this.textMatrix, x, y);
  }

  lineTo(to: Point): void {
    if (this.visitor.line) this.path.push([this.current, to]);
    this.current = to;
  }

  endPath(): void {
    this.path.length = 0;
    this.rectangles.length = 0;
  }

  paint(isFilled: boolean): void {
    const { ctm } = this.state;
    if (isFilled) {
      for (const [corner, opposite] of this.rectangles)
        this.visitor.cover?.(place(ctm, corner), place(ctm, opposite));
    }
    for (const [from, to] of this.path) {
      this.visitor.line?.(place(ctm, from), place(ctm, to));
    }
    this.endPath();
  }
}

type Operator = (walk: Walk, operands: readonly Token[], operation: Operation) => void;

const freshText = (): TextState => ({
  font: undefined,
  fontName: undefined,
  size: 0,
  charSpace: 0,
  wordSpace: 0,
  scale: 1,
  leading: 0,
  rise: 0,
  mode: 0,
});

const place = (m: Matrix, [x, y]: Point): Point => [
  m[0] * x + m[2] * y + m[4],
  m[1] * x + m[3] * y + m[5],
];

function number(operands: readonly Token[], index: number): number {
  const value = operands[index];
  if (typeof value !== 'number') throw new LexicalError('number expected');
  return value;
}

function name(operands: readonly Token[], index: number): string {
  const value = operands[index];
  if (typeof value !== 'object' || value.kind !== 'name') throw new LexicalError('name expected');
  return value.name;
}

function string(operands: readonly Token[]): StringToken {
  const value = operands.at(-1);
  if (typeof value !== 'object' || value.kind !== 'string')
    throw new LexicalError('string expected');
  return value;
}

function strings(operands: readonly Token[]): (number | StringToken)[] {
  const list = operands.at(-1);
  if (typeof list !== 'object' || list.kind !== 'array') throw new LexicalError('array expected');
  return list.items.filter((item) => typeof item === 'number' || item.kind === 'string') as (
    | number
    | StringToken
  )[];
}

const matrix = (operands: readonly Token[]): Matrix => [
  number(operands, 0),
  number(operands, 1),
  number(operands, 2),
  number(operands, 3),
  number(operands, 4),
  number(operands, 5),
];

const setText =
  (key: 'charSpace' | 'wordSpace' | 'leading' | 'rise' | 'mode', unit = 1): Operator =>
  (walk, operands) => {
    walk.state.text = { ...walk.state.text, [key]: number(operands, 0) * unit };
  };

const endPath: Operator = (walk) => walk.endPath();

const stroke: Operator = (walk) => walk.paint(false);

const fill: Operator = (walk) => walk.paint(true);

const closeAndPaint =
  (isFilled: boolean): Operator =>
  (walk) => {
    walk.lineTo(walk.start);
    walk.paint(isFilled);
  };

const markContent: Operator = (walk, operands) => {
  const list = operands[1];
  if (typeof list === 'object' && list.kind === 'dict') {
    for (let at = 0; at + 1 < list.items.length; at += 2) {
      const [key, value] = [list.items[at], list.items[at + 1]];
      if (typeof key !== 'object' || key.kind !== 'name') continue;
      if (typeof value === 'object' && value.kind === 'string')
        walk.visitor.property?.(key.name, value);
    }
  }
};

function conceals(walk: Walk, operands: readonly Token[]): boolean {
  const [tag, list] = operands;
  if (typeof tag !== 'object' || tag.kind !== 'name' || tag.name !== 'OC') return false;
  if (typeof list !== 'object' || list.kind !== 'name') return false;
  const group = resource(walk.resources, 'Properties', list.name);
  return group !== undefined && walk.visitor.isOff?.(group) === true;
}

function setGraphicsState(walk: Walk, operands: readonly Token[]): void {
  const dict = asDict(
    walk.resources?.context.lookup(resource(walk.resources, 'ExtGState', name(operands, 0))),
  );
  const font = entry(dict, 'Font');
  if (!(font instanceof PDFArray)) return;
  const size = font.lookup(1);
  walk.state.text = {
    ...walk.state.text,
    font: font.get(0),
    fontName: undefined,
    size: size instanceof PDFNumber ? size.asNumber() : 0,
  };
}

function rectangle(walk: Walk, operands: readonly Token[]): void {
  const [x, y] = [number(operands, 0), number(operands, 1)];
  const [right, top] = [x + number(operands, 2), y + number(operands, 3)];
  walk.start = [x, y];
  walk.current = [x, y];
  if (walk.visitor.cover) walk.rectangles.push([walk.start, [right, top]]);
  walk.lineTo([right, y]);
  walk.lineTo([right, top]);
  walk.lineTo([x, top]);
  walk.lineTo([x, y]);
}

const OPERATORS: Readonly<Record<string, Operator | undefined>> = Object.assign(
  Object.create(null) as Record<string, Operator>,
  {
    q: (walk) => {
      if (walk.saved.length > MAX_SAVED_STATES) throw new LexicalError('too many saved states');
      walk.saved.push({ ...walk.state });
    },
    Q: (walk) => {
      walk.state = walk.saved.pop() ?? walk.state;
    },
    cm: (walk, operands) => {
      walk.state.ctm = multiply(matrix(operands), walk.state.ctm);
    },
    gs: setGraphicsState,
    BT: (walk) => {
      walk.textMatrix = IDENTITY;
      walk.lineMatrix = IDENTITY;
    },
    Tf: (walk, operands) => {
      const fontName = name(operands, 0);
      const font = resource(walk.resources, 'Font', fontName);
      walk.state.text = { ...walk.state.text, font, fontName, size: number(operands, 1) };
    },
    Tc: setText('charSpace'),
    Tw: setText('wordSpace'),
    TL: setText('leading'),
    Ts: setText('rise'),
    Tr: setText('mode'),
    Tz: (walk, operands) => {
      walk.state.text = { ...walk.state.text, scale: number(operands, 0) / 100 };
    },
    Td: (walk, operands) => walk.nextLine(number(operands, 0), number(operands, 1)),
    TD: (walk, operands) => {
      walk.state.text = { ...walk.state.text, leading: -number(operands, 1) };
      walk.nextLine(number(operands, 0), number(operands, 1));
    },
    Tm: (walk, operands) => {
      walk.lineMatrix = matrix(operands);
      walk.textMatrix = walk.lineMatrix;
    },
    'T*': (walk) => walk.nextLine(0, -walk.state.text.leading),
    Tj: (walk, operands, operation) => walk.show(operation, [string(operands)]),
    TJ: (walk, operands, operation) => walk.show(operation, strings(operands)),
    "'": (walk, operands, operation) => {
      walk.nextLine(0, -walk.state.text.leading);
      walk.show(operation, [string(operands)]);
    },
    '"': (walk, operands, operation) => {
      const [wordSpace, charSpace] = [number(operands, 0), number(operands, 1)];
      walk.state.text = { ...walk.state.text, wordSpace, charSpace };
      walk.nextLine(0, -walk.state.text.leading);
      walk.show(operation, [string(operands)]);
    },
    Do: (walk, operands) => {
      const object = resource(walk.resources, 'XObject', name(operands, 0));
      if (object) walk.visitor.draw?.(object, walk.state.ctm, walk.concealed);
    },
    BI: (walk, _, operation) => walk.visitor.inlineImage?.(operation, walk.state.ctm),
    BMC: (walk) => walk.marks.push(false),
    BDC: (walk, operands, operation) => {
      markContent(walk, operands, operation);
      walk.marks.push(conceals(walk, operands));
    },
    EMC: (walk) => walk.marks.pop(),
    DP: markContent,
    m: (walk, operands) => {
      walk.start = [number(operands, 0), number(operands, 1)];
      walk.current = walk.start;
    },
    l: (walk, operands) => walk.lineTo([number(operands, 0), number(operands, 1)]),
    h: (walk) => walk.lineTo(walk.start),
    re: rectangle,
    c: (walk, operands) => {
      walk.current = [number(operands, 4), number(operands, 5)];
    },
    n: endPath,
    S: stroke,
    s: closeAndPaint(false),
    f: fill,
    F: fill,
    'f*': fill,
    B: fill,
    'B*': fill,
    b: closeAndPaint(true),
    'b*': closeAndPaint(true),
  } satisfies Record<string, Operator>,
);
