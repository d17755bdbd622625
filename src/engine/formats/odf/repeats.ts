import { cellName } from '../shared/cell-name.ts';
import { textOfRuns, type Unit } from '../shared/ooxml/unit.ts';

/** Longer words are no pieces of a number, and no number has as many like pieces. */
const SHORT = 4;
const MOST_REPEATS = 20;

/**
 * A sheet writes like neighbours once and how often they stand: with a digit in each cell, the `99` of a
 * number is one cell. The others as units of their own; an edit of any changes them all.
 */
export function repeatedCell(bytes: Buffer, unit: Unit | undefined, times: number): Unit[] {
  if (!unit || !isShort(bytes, unit)) return [];
  return copies(times).map((by) => moved(unit, 0, by));
}

/** The same for rows, in which a number may run down a column. */
export function repeatedRow(bytes: Buffer, row: readonly Unit[], times: number): Unit[] {
  if (!row.every((unit) => isShort(bytes, unit))) return [];
  return copies(times).flatMap((by) => row.map((unit) => moved(unit, by, 0)));
}

const isShort = (bytes: Buffer, { runs }: Unit): boolean => textOfRuns(bytes, runs).length <= SHORT;

const copies = (times: number): number[] =>
  times > MOST_REPEATS ? [] : Array.from({ length: times - 1 }, (_, index) => index + 1);

function moved(unit: Unit, rows: number, columns: number): Unit {
  const { cell, location } = unit;
  if (!cell) return unit;
  const place = { ...cell, row: cell.row + rows, column: cell.column + columns };
  const address = /^[A-Z]+\d+$/.test(location.address)
    ? cellName(place.row, place.column)
    : location.address;
  return { ...unit, location: { ...location, address }, cell: place };
}
