import { BLACK, type Colour, WHITE } from './paint.ts';

/** Those numbered colours of Excel that hide something: of the old palette, and the system's letters and ground. */
export const EXCEL_COLOURS: ReadonlyMap<number, Colour> = new Map([
  [0, BLACK],
  [1, WHITE],
  [8, BLACK],
  [9, WHITE],
  [64, BLACK],
  [65, WHITE],
  [0x7fff, BLACK],
]);
