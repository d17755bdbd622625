import { BLACK, type Colour, hexColour, WHITE } from '../paint.ts';

const PRESETS: Readonly<Record<string, Colour>> = { white: WHITE, black: BLACK };
const LIGHT = /^(?:bg1|lt1)$/;
const DARK = /^(?:tx1|dk1)$/;

/** The colour of an element of DrawingML; the theme's first two are taken for white and black, others are not known. */
export function fillColour(element: string, value: string): Colour | undefined {
  if (element === 'srgbClr') return hexColour(value);
  if (element === 'prstClr') return Object.hasOwn(PRESETS, value) ? PRESETS[value] : undefined;
  if (element !== 'schemeClr') return undefined;
  if (LIGHT.test(value)) return WHITE;
  return DARK.test(value) ? BLACK : undefined;
}
