const MERGED = /<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})\d{1,7}"/g;
const WIDEST = 16_384;

/** How many columns the cells of a sheet are merged over that are merged over more than one. */
export function mergedColumns(after: Buffer): ReadonlyMap<number, number> {
  const columns = new Map<number, number>();
  if (!after.includes('mergeCell')) return columns;
  for (const [, first = '', row = '', last = ''] of after.toString('latin1').matchAll(MERGED)) {
    const width = numberOf(last) - numberOf(first) + 1;
    if (width > 1) columns.set(keyOf(Number(row) - 1, numberOf(first)), width);
  }
  return columns;
}

export const keyOf = (row: number, column: number): number => row * WIDEST + column;

const numberOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
