import type { Finding } from '../core/finding.ts';
import type { Segment } from '../core/segment.ts';
import type { TableFacts } from '../core/table.ts';
import { isFilled, isSingle } from './cell-look.ts';
import { CellReader } from './cell-reader.ts';
import { Columns } from './columns.ts';
import { DownColumn } from './down-column.ts';
import { amountOf } from './header.ts';
import { joinCells } from './join-cells.ts';
import type { Joints } from './joined.ts';
import type { Label } from './label-index.ts';
import { Notes, noteIn } from './notes.ts';
import { Place, type Setting } from './place.ts';
import type { Row } from './row.ts';
import type { RuleBook } from './rule-book.ts';
import { TableHead } from './table-head.ts';
import { isUnit } from './units.ts';
import type { WholeCells } from './whole-cells.ts';

/** No holder of an account is named in more. */
const NEARBY = 200;
/** A title, and a header that nobody knows. */
const FIRST = 2;
const NO_CELLS: readonly Segment[] = [];

/** Reads one table row by row. What a column means is settled when all its rows are read. */
export class Table implements Joints {
  private readonly cellReader: CellReader;
  private readonly notes: Notes;
  private readonly head: TableHead;
  private readonly down: DownColumn;
  private readonly setting: Setting;
  private readonly columns: Columns;
  private readonly amount: Label | undefined;
  private rows = 0;
  /** The row that is being read. */
  private now: Row | undefined;
  private found: Finding[] = [];

  constructor(id: number, book: RuleBook, asked: ReadonlySet<string>, whole: WholeCells) {
    this.columns = new Columns(id, book);
    const nearby = () =>
      (this.now?.cells ?? NO_CELLS)
        .map((one) => `${this.columns.of(one)?.headText ?? ''}:${one.text.slice(0, NEARBY)}`)
        .join('\n');
    this.setting = { book, asked, nearby };
    this.cellReader = new CellReader(this.setting, this.columns, whole);
    this.notes = new Notes(book, asked);
    this.head = new TableHead(book.labels, this.columns);
    this.down = new DownColumn((column, text) => this.placeUnder(column, undefined, text));
    this.amount = amountOf(book.labels);
  }

  /** Takes in the next row. `before` is the table that stood before this one. */
  row(row: Row, before: Table | undefined, found: Finding[]): void {
    const { head } = this;
    this.now = row;
    this.found = found;
    this.cellReader.found = found;
    if (head.takes(row, found)) return;
    if (this.rows < FIRST && !this.columns.isHeaded) this.columns.mayHead(row.cells);
    this.columns.rows++;
    if (this.rows++ === 0 && before && before.head.width === head.width)
      this.columns.continue(before.columns);
    if (row.hasSingles) this.takeSingles(row);
    const note = noteIn(row, head.width);
    if (note) this.notes.read(note, found);
    else this.readRow(row, this.join(row));
  }

  private takeSingles(row: Row): void {
    for (let at = 0; at < row.length; at++)
      if (isSingle(row.lookOf(at))) this.down.take(row.cells[at] as Segment, this.found);
  }

  private join(row: Row): ReadonlySet<number> | undefined {
    return row.firstJoint >= 0 || row.hasLines ? joinCells(row, this, this.found) : undefined;
  }

  private readRow(row: Row, joined: ReadonlySet<number> | undefined): void {
    const all = this.labelOfAll(row);
    let side: Label | undefined;
    for (let at = 0; at < row.length; at++) {
      const look = row.lookOf(at);
      if (!isFilled(look)) continue;
      const label = this.head.labels[at];
      const cell = row.cells[at] as Segment;
      const isTaken =
        label !== undefined ||
        joined?.has(cell.id) ||
        this.cellReader.read(cell, look, side ?? all);
      // 补助人次 counts whatever follows in its row; other labels name the next cell only.
      if (label) {
        side = label;
        this.columns.at(cell.cell?.column ?? -1).call();
      } else if (isUnit(cell.text) && !this.columns.of(cell)?.label) side = this.amount;
      else if (!side?.denies && (isTaken || cell.text.length !== 1)) side = undefined;
    }
  }

  /** 账号 before a row of accounts in a table that is turned on its side names each of them. */
  private labelOfAll(row: Row): Label | undefined {
    const { labels } = this.head;
    const [first] = labels;
    if (!first || first.values.length === 0 || first.denies || this.columns.isHeaded)
      return undefined;
    for (let at = 1; at < row.length; at++) if (labels[at]) return undefined;
    return first;
  }

  /** Whether a header stands over its rows, and whether right above the next one. */
  get isHeaded(): boolean {
    return this.columns.isHeaded;
  }

  get isFresh(): boolean {
    return this.columns.isFresh;
  }

  /** What only the whole table tells. */
  settle(found: Finding[]): void {
    this.down.settle(found);
    this.columns.settle(found);
  }

  /** What every header of the table said about the rows below it. */
  get facts(): TableFacts[] {
    return this.columns.facts;
  }

  headOf(cell: Segment): Label | undefined {
    return this.columns.of(cell)?.label;
  }

  sideOf(cell: Segment): Label | undefined {
    return this.head.labels[(this.now?.cells.indexOf(cell) ?? 0) - 1];
  }

  placeOf(first: Segment, text: string): Place {
    return this.placeUnder(first.cell?.column ?? -1, this.sideOf(first), text);
  }

  /** For a number that no one cell holds. */
  private placeUnder(column: number, side: Label | undefined, text: string): Place {
    const head = this.columns.at(column).label;
    return new Place(this.setting).hold(text, { side, head }, this.columns.about);
  }
}
