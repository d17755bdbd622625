import type { Cell, Channel, Location, Segment, Unseen } from '../../core/segment.ts';
import type { PackageSection, Rewrite } from '../shared/ooxml/rewrite.ts';
import type { Change, SectionSegment } from '../shared/sections.ts';
import { spliced } from '../shared/splice.ts';
import { maskRuns } from '../shared/xml/mask-run.ts';
import { address } from './address.ts';
import { asInlineString, plainString } from './cell-edit.ts';
import { KIND } from './cell-tag.ts';
import { type Book, cellText, valueRuns } from './cell-value.ts';
import type { Cover } from './drawn-covers.ts';
import type { FormulasSection } from './formulas-section.ts';
import { keyOf } from './merged-cells.ts';
import { mayHoldPages, type PageInCell, pageInCell } from './page-in-cell.ts';
import type { CellEntry, Sheet } from './sheet.ts';

/** What the workbook says of a sheet. */
export interface SheetFacts {
  /** The sheet's name, or its number when the name itself could hold a number. */
  readonly label: string;
  readonly hidden: boolean;
  readonly hiddenColumns: readonly { readonly from: number; readonly to: number }[];
  /** How many columns merged cells cover, by their key. */
  readonly merged: ReadonlyMap<number, number>;
  /** What shapes are drawn over. */
  readonly covers: readonly Cover[];
}

/** The cells of one sheet, in the order of the file. */
export class CellsSection implements PackageSection {
  readonly sheet: Sheet;
  readonly book: Book;
  readonly tables = 1;
  readonly #facts: SheetFacts;
  readonly #formulas: FormulasSection;
  readonly #mayHoldPages: boolean;

  constructor(sheet: Sheet, book: Book, facts: SheetFacts, formulas: FormulasSection) {
    this.sheet = sheet;
    this.book = book;
    this.#facts = facts;
    this.#formulas = formulas;
    this.#mayHoldPages = book.mayHoldPages || mayHoldPages(sheet.bytes);
  }

  get count(): number {
    return this.sheet.cells;
  }

  at(index: number): SectionSegment {
    const cell = this.sheet.cell(index);
    const said = cellText(this.sheet, cell, this.book);
    const text = this.#pageIn(cell, said)?.text ?? said;
    return new CellSegment(this.sheet, this.#facts, cell, text, this.book.unseen.get(cell.style));
  }

  /** A masked number becomes a string; a shared string is masked where it is kept; a formula goes. */
  change(index: number, wanted: readonly Change[], rewrite: Rewrite): void {
    const cell = this.sheet.cell(index);
    const page = this.#mayHoldPages
      ? this.#pageIn(cell, cellText(this.sheet, cell, this.book))
      : undefined;
    const changes = page?.changes(wanted) ?? wanted;
    this.#formulas.removeAt(index, rewrite);
    if (cell.kind === KIND.shared)
      this.book.use.change({ cells: this, index, string: cell.value, changes }, rewrite);
    else if (cell.kind === KIND.inline || cell.kind === KIND.text) {
      const runs = valueRuns(this.sheet, cell);
      for (const change of changes)
        for (const edit of maskRuns(this.sheet.bytes, runs, change))
          rewrite.splice(this.sheet.name, edit);
    } else {
      const text = spliced(cellText(this.sheet, cell, this.book), changes);
      this.putString(cell.start, plainString(text), rewrite);
    }
  }

  #pageIn({ kind }: CellEntry, said: string): PageInCell | undefined {
    return this.#mayHoldPages && kind !== KIND.number ? pageInCell(said) : undefined;
  }

  /** Gives the cell that starts at `start` a string of its own; `inside` is XML, told a prefix. */
  putString(start: number, inside: (prefix: string) => string, rewrite: Rewrite): void {
    for (const edit of asInlineString(this.sheet, start, inside))
      rewrite.splice(this.sheet.name, edit);
  }
}

type Spot = Pick<CellEntry, 'row' | 'column'>;

/** Where a cell stands, as its reader would say. */
export const cellLocation = (
  sheet: Sheet,
  facts: SheetFacts,
  spot: Spot,
  channel?: Channel,
): Location => ({
  channel: channel ?? (isHidden(sheet, facts, spot) ? 'hidden' : 'table'),
  part: facts.label,
  address: address(spot.row, spot.column),
});

const isHidden = ({ hiddenRows }: Sheet, facts: SheetFacts, { row, column }: Spot): boolean =>
  facts.hidden ||
  hiddenRows.has(row) ||
  facts.hiddenColumns.some(({ from, to }) => column >= from && column <= to);

const isCovered = ({ covers }: SheetFacts, { row, column }: Spot): boolean =>
  covers.some(
    ({ rows, columns }) =>
      row >= rows[0] && row <= rows[1] && column >= columns[0] && column <= columns[1],
  );

/** Tells its place only when asked: a sheet has a million cells and few findings. */
class CellSegment implements SectionSegment {
  readonly text: string;
  readonly cell: Cell;
  readonly #sheet: Sheet;
  readonly #facts: SheetFacts;
  /** By its style. */
  readonly #why: Unseen | undefined;

  constructor(
    sheet: Sheet,
    facts: SheetFacts,
    { row, column }: CellEntry,
    text: string,
    why: Unseen | undefined,
  ) {
    this.#sheet = sheet;
    this.#facts = facts;
    this.#why = why;
    const columns = facts.merged.size > 0 ? facts.merged.get(keyOf(row, column)) : undefined;
    this.cell =
      columns === undefined ? { table: 0, row, column } : { table: 0, row, column, columns };
    this.text = text;
  }

  get location(): Location {
    return cellLocation(this.#sheet, this.#facts, this.cell);
  }

  get unseen(): Segment['unseen'] {
    const isOut = isHidden(this.#sheet, this.#facts, this.cell);
    const why = isOut ? 'hidden' : isCovered(this.#facts, this.cell) ? 'covered' : this.#why;
    return why && [{ span: { start: 0, end: this.text.length }, why }];
  }
}
