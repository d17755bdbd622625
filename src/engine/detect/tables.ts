import type { Finding } from '../core/finding.ts';
import type { Cell, Segment } from '../core/segment.ts';
import type { TableFacts } from '../core/table.ts';
import type { LooseLists } from './loose-lists.ts';
import { Row } from './row.ts';
import type { RuleBook } from './rule-book.ts';
import { Table } from './table.ts';
import { WholeCells } from './whole-cells.ts';

/** Gathers the cells of one row after another and hands whole rows to their tables. */
export class Tables {
  private readonly book: RuleBook;
  private readonly asked: ReadonlySet<string>;
  private readonly tables = new Map<number, Table>();
  private readonly lists: LooseLists;
  private readonly row: Row;
  private rowAt = -1;
  private tableAt: number | undefined;
  private columnAt = -1;
  private table: Table | undefined;
  private last: Table | undefined;
  private readonly whole = new WholeCells();

  constructor(book: RuleBook, asked: ReadonlySet<string>, lists: LooseLists) {
    this.lists = lists;
    this.book = book;
    this.asked = asked;
    this.row = new Row(book.cellGlances);
  }

  take(segment: Segment, cell: Cell, found: Finding[]): void {
    if (this.rowAt !== cell.row || this.tableAt !== cell.table) {
      this.endRow(found);
      if (this.tableAt !== cell.table) this.table = this.tableOf(cell.table);
      this.rowAt = cell.row;
      this.tableAt = cell.table;
    } else if (this.columnAt === cell.column) this.row.hasLines = true;
    this.columnAt = cell.column;
    this.row.add(segment);
  }

  /** No more cells come in this row. */
  endRow(found: Finding[]): void {
    const { table } = this;
    if (!table || this.row.length === 0) return;
    table.row(this.row.end(), this.last === table ? undefined : this.last, found);
    if (table.isFresh) this.lists.header(this.row.cells);
    else this.lists.row(this.row.cells, table.isHeaded);
    this.last = table;
    this.row.clear();
  }

  private tableOf(id: number): Table {
    let table = this.tables.get(id);
    if (!table) {
      table = new Table(id, this.book, this.asked, this.whole);
      this.tables.set(id, table);
    }
    return table;
  }

  /** No more rows come. */
  settle(found: Finding[]): void {
    this.endRow(found);
    for (const table of this.tables.values()) table.settle(found);
  }

  /** What the tables held, and other findings, in reading order if the others are. */
  among(others: readonly Finding[]): readonly Finding[] {
    return this.whole.among(others);
  }

  get facts(): TableFacts[] {
    return [...this.tables.values()].flatMap(({ facts }) => facts);
  }
}
