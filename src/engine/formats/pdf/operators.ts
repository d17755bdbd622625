import { PDFArray, PDFNumber } from 'pdf-lib';
import { LexicalError, type Operation, type StringToken, type Token } from './lexer.ts';
import { IDENTITY, type Matrix, multiply } from './matrix.ts';
import { blended, FILL_COLOURS } from './paint.ts';
import { asDict, entry, resource } from './resources.ts';
import type { Walk } from './walk.ts';

const MAX_SAVED_STATES = 10_000;

export type Operator = (walk: Walk, operands: readonly Token[], operation: Operation) => void;

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

const stroke: Operator = (walk) => walk.paint(false, true);

const fill: Operator = (walk) => walk.paint(true, false);

const fillAndStroke: Operator = (walk) => walk.paint(true, true);

const closeAndPaint =
  (isFilled: boolean): Operator =>
  (walk) => {
    walk.lineTo(walk.start);
    walk.paint(isFilled, true);
  };

const markContent: Operator = (walk, operands) => properties(walk, '', operands[1]);

/** Every string among the properties, however deep: any program may keep there what it likes. */
function properties(walk: Walk, key: string, value: Token | undefined): void {
  if (typeof value !== 'object') return;
  if (value.kind === 'string') walk.visitor.property?.(key, value);
  else if (value.kind === 'array') for (const item of value.items) properties(walk, key, item);
  else if (value.kind === 'dict') {
    for (let at = 0; at + 1 < value.items.length; at += 2) {
      const name = value.items[at];
      if (typeof name === 'object' && name.kind === 'name')
        properties(walk, name.name, value.items[at + 1]);
    }
  }
}

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
  walk.state.paint = blended(walk.state.paint, dict);
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

const curve =
  (last: number): Operator =>
  (walk, operands) => {
    walk.current = [number(operands, last), number(operands, last + 1)];
    for (let at = 0; at <= last; at += 2)
      walk.curved.push([number(operands, at), number(operands, at + 1)]);
    walk.outlines.curveTo(walk.current);
  };

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

/** What each operator does (ISO 32000-1, annex A); the rest neither shows nor moves text. */
export const OPERATORS: Readonly<Record<string, Operator | undefined>> = Object.assign(
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
    ...FILL_COLOURS,
    BT: (walk) => {
      walk.textMatrix = IDENTITY;
      walk.lineMatrix = IDENTITY;
    },
    Tf: (walk, operands) => {
      const fontName = name(operands, 0);
      const font = walk.fontNamed(fontName);
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
      if (object) walk.visitor.draw?.(object, walk.outset);
    },
    BI: (walk, _, operation) => walk.visitor.inlineImage?.(operation, walk.outset),
    BMC: (walk) => walk.marks.push(false),
    BDC: (walk, operands, operation) => {
      markContent(walk, operands, operation);
      walk.marks.push(conceals(walk, operands));
    },
    EMC: (walk) => walk.marks.pop(),
    DP: markContent,
    m: (walk, operands) => {
      walk.outlines.endPart();
      walk.start = [number(operands, 0), number(operands, 1)];
      walk.current = walk.start;
    },
    l: (walk, operands) => walk.lineTo([number(operands, 0), number(operands, 1)]),
    h: (walk) => walk.lineTo(walk.start),
    re: rectangle,
    c: curve(4),
    v: curve(2),
    y: curve(2),
    W: (walk) => walk.clip(),
    'W*': (walk) => walk.clip(),
    n: endPath,
    S: stroke,
    s: closeAndPaint(false),
    f: fill,
    F: fill,
    'f*': fill,
    B: fillAndStroke,
    'B*': fillAndStroke,
    w: (walk, operands) => {
      walk.state.lineWidth = number(operands, 0);
    },
    b: closeAndPaint(true),
    'b*': closeAndPaint(true),
  } satisfies Record<string, Operator>,
);
