import type { Finding } from '../core/finding.ts';
import type { Cell, Segment } from '../core/segment.ts';
import type { TableFacts } from '../core/table.ts';
import { Row } from './row.ts';
import type { RuleBook } from './rule-book.ts';
import { Table } from './table.ts';

/** Gathers the cells of one row after another and hands whole rows to their tables. */
export class Tables {
  private readonly book: RuleBook;
  private readonly asked: ReadonlySet<string>;
  private readonly tables = new Map<number, Table>();
  private readonly row: Row;
  private rowAt = -1;
  private tableAt = -1;
  private columnAt = -1;
  private last: Table | undefined;

  constructor(book: RuleBook, asked: ReadonlySet<string>) {
    this.book = book;
    this.asked = asked;
    this.row = new Row(book.cellGlances);
  }

  take(segment: Segment, cell: Cell, found: Finding[]): void {
    if (this.rowAt !== cell.row || this.tableAt !== cell.table) {
      this.endRow(found);
      this.rowAt = cell.row;
      this.tableAt = cell.table;
    } else if (this.columnAt === cell.column) this.row.hasLines = true;
    this.columnAt = cell.column;
    this.row.add(segment);
  }

  /** No more cells come in this row. */
  endRow(found: Finding[]): void {
    if (this.row.length === 0) return;
    let table = this.tables.get(this.tableAt);
    if (!table) {
      table = new Table(this.tableAt, this.book, this.asked);
      this.tables.set(this.tableAt, table);
    }
    table.row(this.row.end(), this.last === table ? undefined : this.last, found);
    this.last = table;
    this.row.clear();
  }

  /** No more rows come. */
  settle(found: Finding[]): void {
    this.endRow(found);
    for (const table of this.tables.values()) table.settle(found);
  }

  get facts(): TableFacts[] {
    return [...this.tables.values()].flatMap(({ facts }) => facts);
  }
}
