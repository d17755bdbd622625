import type { Edit } from '../../core/edit.ts';
import type { Cell, Channel, Location } from '../../core/segment.ts';
import type { Change } from '../shared/ooxml/unit.ts';
import type { Section, SectionSegment } from '../shared/sections.ts';
import { spliced } from '../shared/splice.ts';
import { type ByteEdit, spliceBytes } from '../shared/xml/byte-edit.ts';
import { maskRuns } from '../shared/xml/mask-run.ts';
import { address } from './address.ts';
import { asInlineString, plainString, withoutFormula } from './cell-edit.ts';
import { KIND } from './cell-tag.ts';
import { type Book, cellText, valueRuns } from './cell-value.ts';
import type { CellEntry, Sheet } from './sheet.ts';

/** What the workbook says of a sheet. */
export interface SheetFacts {
  /** The sheet's name, or its number when the name itself could hold a number. */
  readonly label: string;
  readonly hidden: boolean;
  readonly hiddenColumns: readonly { readonly from: number; readonly to: number }[];
}

/** The cells of one sheet, in the order of the file. */
export class CellsSection implements Section {
  readonly sheet: Sheet;
  readonly book: Book;
  readonly facts: SheetFacts;
  readonly tables = 1;

  constructor(sheet: Sheet, book: Book, facts: SheetFacts) {
    this.sheet = sheet;
    this.book = book;
    this.facts = facts;
  }

  get count(): number {
    return this.sheet.cells;
  }

  at(index: number): SectionSegment {
    const cell = this.sheet.cell(index);
    return new CellSegment(this, cell, cellText(this.sheet, cell, this.book));
  }

  location({ row, column }: Pick<CellEntry, 'row' | 'column'>, channel?: Channel): Location {
    const shown = channel ?? (this.#isHidden(row, column) ? 'hidden' : 'table');
    return { channel: shown, part: this.facts.label, address: address(row, column) };
  }

  #isHidden(row: number, column: number): boolean {
    const { hidden, hiddenColumns } = this.facts;
    if (hidden || this.sheet.hiddenRows.has(row)) return true;
    return hiddenColumns.some(({ from, to }) => column >= from && column <= to);
  }

  /** What the edits do to the sheet. Cells of shared strings stay as they are unless they are `inlined`. */
  byteEdits(
    edits: readonly Edit[],
    inlined: ReadonlyMap<string, string>,
  ): { edits: ByteEdit[]; recalculated: boolean } {
    const out: ByteEdit[] = [];
    const formulas = this.#formulasByCell();
    const groups = new Set<number>();
    let recalculated = false;
    for (const [index, own] of groupByCell(edits)) {
      for (const edit of this.#cellEdits(index, own, inlined)) out.push(edit);
      const formula = formulas.get(index);
      if (formula === undefined) continue;
      recalculated = true;
      const { start, group } = this.sheet.formula(formula);
      out.push(withoutFormula(this.sheet, start));
      if (group > 0) groups.add(group);
    }
    for (const edit of this.withoutGroups(groups)) out.push(edit);
    return { edits: out, recalculated };
  }

  /** Formulas that share their text with one that goes. */
  withoutGroups(groups: ReadonlySet<number>): ByteEdit[] {
    const edits: ByteEdit[] = [];
    if (groups.size === 0) return edits;
    for (let index = 0; index < this.sheet.formulas; index++) {
      const { start, group } = this.sheet.formula(index);
      if (group > 0 && groups.has(group)) edits.push(withoutFormula(this.sheet, start));
    }
    return edits;
  }

  #formulasByCell(): Map<number, number> {
    const found = new Map<number, number>();
    for (let index = 0; index < this.sheet.formulas; index++) {
      const { cell } = this.sheet.formula(index);
      if (cell >= 0) found.set(cell, index);
    }
    return found;
  }

  #cellEdits(
    index: number,
    changes: readonly Change[],
    inlined: ReadonlyMap<string, string>,
  ): ByteEdit[] {
    const cell = this.sheet.cell(index);
    if (cell.kind === KIND.shared) {
      const inside = inlined.get(`${this.sheet.name}\n${index}`);
      return inside === undefined ? [] : asInlineString(this.sheet, cell.start, inside);
    }
    if (cell.kind === KIND.inline || cell.kind === KIND.text) {
      const runs = valueRuns(this.sheet, cell);
      return changes.flatMap((change) => maskRuns(this.sheet.bytes, runs, change));
    }
    const text = spliced(cellText(this.sheet, cell, this.book), changes);
    return asInlineString(this.sheet, cell.start, plainString(this.sheet, cell.start, text));
  }
}

/** Tells its place only when asked. */
class CellSegment implements SectionSegment {
  readonly text: string;
  readonly cell: Cell;
  readonly #section: CellsSection;

  constructor(section: CellsSection, { row, column }: CellEntry, text: string) {
    this.#section = section;
    this.cell = { table: 0, row, column };
    this.text = text;
  }

  get location(): Location {
    return this.#section.location(this.cell);
  }
}

export const groupByCell = (edits: readonly Edit[]): Map<number, Edit[]> =>
  Map.groupBy(edits, ({ segmentId }) => segmentId);

/** The inside of a string with its changes, as XML. */
export const changedInside = (
  bytes: Buffer,
  inside: { readonly start: number; readonly end: number },
  edits: readonly ByteEdit[],
): string => {
  const moved = edits.map((edit) => ({
    ...edit,
    start: edit.start - inside.start,
    end: edit.end - inside.start,
  }));
  return spliceBytes(bytes.subarray(inside.start, inside.end), moved).toString('utf8');
};
