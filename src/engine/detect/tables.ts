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
  private readonly row = new Row();
  private at: Cell | undefined;
  private last: Table | undefined;

  constructor(book: RuleBook, asked: ReadonlySet<string>) {
    this.book = book;
    this.asked = asked;
  }

  take(segment: Segment, cell: Cell, found: Finding[]): void {
    if (this.at?.row !== cell.row || this.at.table !== cell.table) this.endRow(found);
    this.at = cell;
    this.row.add(segment);
  }

  /** No more cells come in this row. */
  endRow(found: Finding[]): void {
    if (!this.at || this.row.length === 0) return;
    let table = this.tables.get(this.at.table);
    if (!table) {
      table = new Table(this.at.table, this.book, this.asked);
      this.tables.set(this.at.table, table);
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
