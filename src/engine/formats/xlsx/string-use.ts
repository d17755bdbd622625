import type { Edit } from '../../core/edit.ts';
import type { ByteEdit } from '../shared/xml/byte-edit.ts';
import { maskRuns } from '../shared/xml/mask-run.ts';
import { KIND } from './cell-tag.ts';
import { type CellsSection, changedInside, groupByCell } from './cells-section.ts';
import type { SharedStrings } from './shared-strings.ts';

/**
 * Cells that hold a digit each still show by the numbers of their strings which digits are equal: a
 * cipher that a child breaks. Such cells get stars of their own.
 */
const SHORTEST_SHARED = 4;

interface Wish {
  readonly section: CellsSection;
  readonly index: number;
  readonly changes: readonly Edit[];
}

/** Which cells show which shared string. */
export class StringUse {
  /** How many cells show each string. */
  readonly #cells: Uint32Array;

  constructor(strings: number, sheets: readonly CellsSection[]) {
    this.#cells = new Uint32Array(strings);
    for (const { sheet } of sheets)
      for (let index = 0; index < sheet.cells; index++) {
        const { kind, value } = sheet.cell(index);
        if (kind === KIND.shared && value < strings) this.#cells[value] = this.#used(value) + 1;
      }
  }

  *orphans(): Generator<number> {
    for (let index = 0; index < this.#cells.length; index++)
      if (this.#used(index) === 0) yield index;
  }

  #used(string: number): number {
    return this.#cells[string] ?? 0;
  }

  /**
   * Edits of cells become edits of their strings where every cell that shows the string wants the
   * same. Where one keeps it (two namesakes with different marks, say), the others get a string of
   * their own in the cell.
   */
  resolve(
    cells: ReadonlyMap<CellsSection, readonly Edit[]>,
    strings: SharedStrings,
  ): { edits: ByteEdit[]; inlined: ReadonlyMap<string, string> } {
    const edits: ByteEdit[] = [];
    const inlined = new Map<string, string>();
    for (const [string, wishes] of wishesByString(cells)) {
      const runs = strings.runs(string);
      const changed = (wish: Wish) =>
        wish.changes.flatMap((change) => maskRuns(strings.bytes, runs, change));
      const [first] = wishes as [Wish];
      const agreed = wishes.filter((wish) => isSame(wish.changes, first.changes));
      const everybody = wishes.length === this.#used(string);
      if (everybody) for (const edit of changed(first)) edits.push(edit);
      const inPlace = everybody && strings.text(string).length > SHORTEST_SHARED;
      for (const wish of inPlace ? wishes.filter((one) => !agreed.includes(one)) : wishes)
        inlined.set(
          `${wish.section.sheet.name}\n${wish.index}`,
          changedInside(strings.bytes, strings.inside(string), changed(wish)),
        );
    }
    return { edits, inlined };
  }
}

function wishesByString(cells: ReadonlyMap<CellsSection, readonly Edit[]>): Map<number, Wish[]> {
  const found = new Map<number, Wish[]>();
  for (const [section, edits] of cells)
    for (const [index, changes] of groupByCell(edits)) {
      const { kind, value } = section.sheet.cell(index);
      if (kind !== KIND.shared) continue;
      const wish = { section, index, changes };
      const others = found.get(value);
      if (others) others.push(wish);
      else found.set(value, [wish]);
    }
  return found;
}

const isSame = (a: readonly Edit[], b: readonly Edit[]): boolean =>
  a.length === b.length &&
  a.every(({ span, replacement }, index) => {
    const other = b[index];
    return (
      other !== undefined &&
      span.start === other.span.start &&
      span.end === other.span.end &&
      replacement === other.replacement
    );
  });
