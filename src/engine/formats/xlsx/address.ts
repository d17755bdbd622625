/** `C12` for row 11, column 2, both counted from 0. */
export const address = (row: number, column: number): string => `${columnName(column)}${row + 1}`;

function columnName(column: number): string {
  let name = '';
  for (let left = column; left >= 0; left = Math.floor(left / 26) - 1)
    name = String.fromCharCode(65 + (left % 26)) + name;
  return name;
}
