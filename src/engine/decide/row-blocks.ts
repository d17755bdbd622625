/** The columns of a row that speak of one person, from the first up to but not including the last. */
export interface Block {
  readonly from: number;
  readonly to: number;
}

export const WHOLE_ROW: Block = { from: 0, to: Number.POSITIVE_INFINITY };

/**
 * Cuts a row that names several people (householder and spouse, pupil and guardian) where a name stands behind
 * somebody's number: what follows is told of the next one.
 * @param numbers the columns of their numbers
 * @returns the block in which each of those numbers stands
 */
export function blocksOf(
  numbers: readonly number[],
  cells: Iterable<{ readonly column: number; readonly isName: boolean }>,
): readonly Block[] {
  const starts = [WHOLE_ROW.from];
  let isToldOfSomebody = false;
  for (const { column, isName } of cells) {
    if (isName && isToldOfSomebody) {
      starts.push(column);
      isToldOfSomebody = false;
    }
    if (numbers.includes(column)) isToldOfSomebody = true;
  }
  return numbers.map((number) => {
    const at = starts.findLastIndex((start) => start <= number);
    return { from: starts[at] ?? WHOLE_ROW.from, to: starts[at + 1] ?? WHOLE_ROW.to };
  });
}
