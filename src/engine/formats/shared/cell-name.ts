/** `C12`, for row 11 and column 2. */
export function cellName(row: number, column: number): string {
  let letters = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return letters + (row + 1);
}

/** A sheet's name goes into reports: one with a number in it is told by its place instead. */
export const sheetName = (name: string | undefined, index: number): string =>
  !name || /\d{5}/.test(name.normalize('NFKC')) ? `工作表 ${index + 1}` : name;
