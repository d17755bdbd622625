import type { Rewrite } from '../shared/ooxml/rewrite.ts';
import type { Change } from '../shared/sections.ts';
import { type ByteEdit, spliceBytes } from '../shared/xml/byte-edit.ts';
import { maskRuns } from '../shared/xml/mask-run.ts';
import type { Run } from '../shared/xml/run.ts';
import { KIND } from './cell-tag.ts';
import type { CellsSection } from './cells-section.ts';
import type { SharedStrings } from './shared-strings.ts';
import type { Sheet } from './sheet.ts';

/**
 * Cells that hold a digit each still show by the numbers of their strings which digits are equal: a
 * cipher that a child breaks. Such cells get stars of their own.
 */
const SHORTEST_SHARED = 4;

/** What one cell wants its shared string to be. */
interface Wish {
  readonly cells: CellsSection;
  readonly index: number;
  readonly string: number;
  readonly changes: readonly Change[];
}

/** Which cells show which shared string, and what is to become of both. */
export class StringUse {
  readonly #strings: SharedStrings;
  /** How many cells show each string. */
  readonly #cells: Uint32Array;

  constructor(strings: SharedStrings, sheets: readonly Sheet[]) {
    this.#strings = strings;
    this.#cells = new Uint32Array(strings.count);
    for (const sheet of sheets)
      for (let index = 0; index < sheet.cells; index++)
        if (sheet.kind(index) === KIND.shared) this.#count(sheet.cell(index).value);
  }

  #count(string: number): void {
    if (string < this.#cells.length) this.#cells[string] = this.#used(string) + 1;
  }

  *orphans(): Generator<number> {
    for (let index = 0; index < this.#cells.length; index++)
      if (this.#used(index) === 0) yield index;
  }

  #used(string: number): number {
    return this.#cells[string] ?? 0;
  }

  /** A string that one cell shows is changed at once; one that several show waits for all of them. */
  change(wish: Wish, rewrite: Rewrite): void {
    if (this.#used(wish.string) === 1) this.#agree(wish.string, [wish], rewrite);
    else this.#waiting(rewrite).push(wish);
  }

  readonly #wishes = new WeakMap<Rewrite, Wish[]>();

  #waiting(rewrite: Rewrite): Wish[] {
    const known = this.#wishes.get(rewrite);
    if (known) return known;
    const wishes: Wish[] = [];
    this.#wishes.set(rewrite, wishes);
    rewrite.finally(() => {
      for (const [string, same] of Map.groupBy(wishes, (wish) => wish.string))
        this.#agree(string, same, rewrite);
    });
    return wishes;
  }

  /**
   * The string itself changes where every cell that shows it has a wish. A cell that wants another
   * change than the first (two namesakes with different marks, say), or all when some cell keeps the
   * string, get one of their own.
   */
  #agree(string: number, wishes: readonly Wish[], rewrite: Rewrite): void {
    const strings = this.#strings;
    const runs = strings.runs(string);
    const edits = ({ changes }: Wish) => allEdits(strings.bytes, runs, changes);
    const [first] = wishes as [Wish];
    const everybody = wishes.length === this.#used(string);
    if (everybody) for (const edit of edits(first)) rewrite.splice(strings.name, edit);
    const inPlace = everybody && strings.text(string).length > SHORTEST_SHARED;
    if (inPlace && wishes.length === 1) return;
    for (const wish of wishes)
      if (!inPlace || !isSame(wish.changes, first.changes)) {
        const inside = changedInside(strings.bytes, strings.inside(string), edits(wish));
        const { cells, index } = wish;
        cells.putString(cells.sheet.cell(index).start, () => inside, rewrite);
      }
  }
}

/** Nearly every string has one change. */
function allEdits(
  bytes: Buffer,
  runs: readonly Run[],
  changes: readonly Change[],
): readonly ByteEdit[] {
  const [only] = changes;
  if (only && changes.length === 1) return maskRuns(bytes, runs, only);
  return changes.flatMap((change) => maskRuns(bytes, runs, change));
}

/** The inside of a string with its changes, as XML. */
function changedInside(
  bytes: Buffer,
  { start, end }: { readonly start: number; readonly end: number },
  edits: readonly ByteEdit[],
): string {
  const moved = edits.map((edit) => ({
    ...edit,
    start: edit.start - start,
    end: edit.end - start,
  }));
  return spliceBytes(bytes.subarray(start, end), moved).toString('utf8');
}

const isSame = (a: readonly Change[], b: readonly Change[]): boolean =>
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
