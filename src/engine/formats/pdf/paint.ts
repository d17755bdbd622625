import { PDFArray, type PDFDict, PDFName, PDFNumber, type PDFObject } from 'pdf-lib';
import type { Token } from './lexer.ts';
import type { Operator } from './operators.ts';
import { entry, resource } from './resources.ts';
import type { Paint } from './visitor.ts';

/** Above this the eye tells a colour from white paper no more. */
const NEARLY_WHITE = 0.95;

const light = (value: Token): boolean => typeof value === 'number' && value >= NEARLY_WHITE;
const bare = (value: Token): boolean => typeof value === 'number' && value <= 1 - NEARLY_WHITE;

/** Four parts are inks, where nothing printed is white; one or three are light. */
const isWhite = (parts: readonly Token[]): boolean =>
  parts.length === 4 ? parts.every(bare) : [1, 3].includes(parts.length) && parts.every(light);

const colour = (
  walk: Parameters<Operator>[0],
  operands: readonly Token[],
  white: boolean,
  pattern = false,
): void => {
  const key = operands.map((part) => (typeof part === 'number' ? part : '?')).join(' ');
  // Grey, and the same in three lights.
  const name = operands.length === 1 ? `${key} ${key} ${key}` : key;
  const { paint } = walk.state;
  if (paint.white !== white || paint.pattern !== pattern || paint.colour !== name)
    walk.state.paint = { ...paint, white, pattern, colour: name };
};

const setColour: Operator = (walk, operands) => colour(walk, operands, isWhite(operands));

/** One part of a space of its own is an ink (Separation) as often as a light: it is not called white. */
const setOwnColour: Operator = (walk, operands) => {
  const last = operands.at(-1);
  const name = typeof last === 'object' && last.kind === 'name' ? last.name : undefined;
  const isPattern =
    name !== undefined &&
    walk.visitor.isSolid?.(resource(walk.resources, 'Pattern', name)) !== true;
  colour(walk, operands, operands.length !== 1 && isWhite(operands), isPattern);
};

/** The operators that choose what areas and letters are filled with. */
export const FILL_COLOURS: Readonly<Record<string, Operator>> = {
  g: setColour,
  rg: setColour,
  k: setColour,
  sc: setOwnColour,
  scn: setOwnColour,
  cs: (walk) => colour(walk, [], false),
};

/** What an ExtGState makes of the paint. */
export function blended(paint: Paint, dict: PDFDict | undefined): Paint {
  const [alpha, lines, mode] = [entry(dict, 'ca'), entry(dict, 'CA'), entry(dict, 'BM')];
  const mask = entry(dict, 'SMask');
  if ([alpha, lines, mode, mask].every((one) => one === undefined)) return paint;
  const name = mode instanceof PDFArray ? mode.get(0) : mode;
  const isMixed = name instanceof PDFName && !['Normal', 'Compatible'].includes(name.decodeText());
  const isMasked = mask !== undefined && !(mask instanceof PDFName);
  const isThin = (one: PDFObject | undefined, limit: number): boolean =>
    one instanceof PDFNumber && one.asNumber() < limit;
  return {
    ...paint,
    sheer: isMixed || isMasked || isThin(alpha, NEARLY_WHITE),
    sheerLines: isMixed || isMasked || isThin(lines, NEARLY_WHITE),
    clear: alpha === undefined ? paint.clear : isThin(alpha, 1 - NEARLY_WHITE),
  };
}
