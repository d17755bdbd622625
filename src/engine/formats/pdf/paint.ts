import { PDFArray, type PDFDict, PDFName, PDFNumber } from 'pdf-lib';
import type { Token } from './lexer.ts';
import type { Operator } from './operators.ts';
import { entry } from './resources.ts';
import type { Paint } from './visitor.ts';

/** Above this the eye tells a colour from white paper no more. */
const NEARLY_WHITE = 0.95;

const light = (value: Token): boolean => typeof value === 'number' && value >= NEARLY_WHITE;
const bare = (value: Token): boolean => typeof value === 'number' && value <= 1 - NEARLY_WHITE;

/** Four parts are inks, where nothing printed is white; one or three are light. */
const isWhite = (parts: readonly Token[]): boolean =>
  parts.length === 4 ? parts.every(bare) : [1, 3].includes(parts.length) && parts.every(light);

const colour = (walk: Parameters<Operator>[0], white: boolean, pattern = false): void => {
  const { paint } = walk.state;
  if (paint.white !== white || paint.pattern !== pattern)
    walk.state.paint = { ...paint, white, pattern };
};

const setColour: Operator = (walk, operands) => colour(walk, isWhite(operands));

/** One part of a space of its own is an ink (Separation) as often as a light: it is not called white. */
const setOwnColour: Operator = (walk, operands) =>
  colour(walk, operands.length !== 1 && isWhite(operands), isName(operands.at(-1)));

const isName = (value: Token | undefined): boolean =>
  typeof value === 'object' && value.kind === 'name';

/** The operators that choose what areas and letters are filled with. */
export const FILL_COLOURS: Readonly<Record<string, Operator>> = {
  g: setColour,
  rg: setColour,
  k: setColour,
  sc: setOwnColour,
  scn: setOwnColour,
  cs: (walk) => colour(walk, false),
};

/** What an ExtGState makes of the paint. */
export function blended(paint: Paint, dict: PDFDict | undefined): Paint {
  const [alpha, mode] = [entry(dict, 'ca'), entry(dict, 'BM')];
  if (alpha === undefined && mode === undefined) return paint;
  const name = mode instanceof PDFArray ? mode.get(0) : mode;
  const isMixed = name instanceof PDFName && !['Normal', 'Compatible'].includes(name.decodeText());
  const isThin = alpha instanceof PDFNumber && alpha.asNumber() < NEARLY_WHITE;
  return { ...paint, sheer: isMixed || isThin };
}
