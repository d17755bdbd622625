import type { Unseen } from '../../core/segment.ts';
import { type Colour, WHITE, whyUnseen } from '../shared/paint.ts';
import { WORD_COLOURS } from '../shared/word-colours.ts';
import { changesIn, type PropertyChange } from './property-changes.ts';

/** Changes of letters that can make them invisible, by their numbers in [MS-DOC] 2.6.1. */
const INK = 0x6870;
const INK_NUMBER = 0x2a42;
const MARKER = 0x2a0c;
const HALF_POINTS = 0x4a43;
const SHADE = 0xca71;

/** Ico: the program's own colour, and the sixteen of old. */
const NUMBERED: readonly (Colour | undefined)[] = [undefined, ...WORD_COLOURS.values()];
const CAUSES: readonly (Unseen | undefined)[] = [undefined, 'white', 'covered', 'invisible'];

/** Two bits of the flags of a character. */
const PAINT_SHIFT = 6;
const PAINT = 3 << PAINT_SHIFT;

/** Why nobody sees a character, as its flags tell of its paint. */
export const unseenBy = (flags: number): Unseen | undefined =>
  CAUSES[(flags & PAINT) >> PAINT_SHIFT];

interface Letters {
  ink: Colour | undefined;
  marker: Colour | undefined;
  ground: Colour | undefined;
  size: number | undefined;
}

/** What the changes of a run say of whether its letters are seen, as flags. */
export function paintIn(list: Buffer): number {
  const letters: Letters = { ink: undefined, marker: undefined, ground: WHITE, size: undefined };
  for (const change of changesIn(list)) learn(letters, change);
  const why = whyUnseen(letters);
  return why === undefined ? 0 : CAUSES.indexOf(why) << PAINT_SHIFT;
}

function learn(letters: Letters, { operation, operand }: PropertyChange): void {
  if (operation === INK && operand.length >= 4) letters.ink = colourAt(operand, 0);
  else if (operation === INK_NUMBER) letters.ink = NUMBERED[operand[0] ?? 0];
  else if (operation === MARKER) letters.marker = NUMBERED[operand[0] ?? 0];
  else if (operation === HALF_POINTS && operand.length >= 2)
    letters.size = operand.readUInt16LE(0) / 2;
  else if (operation === SHADE && operand.length >= 11) letters.ground = shade(operand);
}

/** A COLORREF; undefined for the program's own. */
function colourAt(bytes: Buffer, at: number): Colour | undefined {
  const [red = 0, green = 0, blue = 0, own = 0] = bytes.subarray(at, at + 4);
  return own === 0xff ? undefined : [red, green, blue];
}

/** The ground of a shade: of a solid one its first colour, of a clear one its second; others are not known. */
function shade(operand: Buffer): Colour | undefined {
  const pattern = operand.readUInt16LE(9);
  if (pattern === 0) return colourAt(operand, 5) ?? WHITE;
  return pattern === 1 ? colourAt(operand, 1) : undefined;
}
