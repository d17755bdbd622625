import type { Unseen } from '../../core/segment.ts';
import { BLACK, type Colour, hexColour, isAlike, WHITE, whyUnseen } from '../shared/paint.ts';
import { changesIn, type PropertyChange } from './property-changes.ts';

/** Changes of letters that can make them invisible, by their numbers in [MS-DOC] 2.6.1. */
const INK = 0x6870;
const INK_NUMBER = 0x2a42;
const MARKER = 0x2a0c;
const HALF_POINTS = 0x4a43;
const SHADE = 0xca71;

/** Ico: the sixteen colours of old, the program's own before them. */
const NUMBERED: readonly (Colour | undefined)[] = [
  undefined,
  ...(
    '000000 0000FF 00FFFF 00FF00 FF00FF FF0000 FFFF00 FFFFFF ' +
    '000080 008080 008000 800080 800000 808000 808080 C0C0C0'
  )
    .split(' ')
    .map(hexColour),
];
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
  const { ink, marker, ground, size } = letters;
  // Word's own colour gives way to a shade below it, and not to a marker.
  const own = marker && isAlike(marker, BLACK) ? BLACK : undefined;
  const why = whyUnseen({ ink: ink ?? own, ground: marker ?? ground, size });
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
