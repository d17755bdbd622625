import { Finding, type Piece } from '../core/finding.ts';
import type { Segment } from '../core/segment.ts';
import { isHeader, labelOf } from './header.ts';
import { Row } from './row.ts';
import type { RuleBook } from './rule-book.ts';
import { Table } from './table.ts';

/** Tabs part columns; so do wide gaps, once a line of labels has said that there are columns. */
const BY_TAB = /\t/;
const BY_GAP = /\t| {2,}|\u3000+/;
/** No table begins with a longer line. */
const LONGEST_ROW = 300;
const FEWEST_COLUMNS = 3;

/** Lines of a text that are rows of a table: their fields are read as cells of one. */
export class TextTable {
  private readonly book: RuleBook;
  private readonly asked: ReadonlySet<string>;
  private table: Table | undefined;
  private rows = 0;
  /** For every cell: its segment, and where in that it begins. */
  private readonly segmentIds: number[] = [];
  private readonly offsets: number[] = [];
  private readonly found: Finding[] = [];

  constructor(book: RuleBook, asked: ReadonlySet<string>) {
    this.book = book;
    this.asked = asked;
  }

  /** Takes a line in when it is a row; false when it is not, and the table before it is at its end. */
  take(segment: Segment): boolean {
    const { text } = segment;
    if (
      !this.isOpen &&
      (text.length > LONGEST_ROW ||
        (text.indexOf('\t') < 0 && text.indexOf('  ') < 0 && text.indexOf('\u3000') < 0))
    )
      return false;
    const fields = text.split(this.table ? BY_GAP : BY_TAB);
    if (fields.length < (this.table ? 2 : FEWEST_COLUMNS))
      return !this.table && this.startsByGaps(segment);
    this.row(segment, fields);
    return true;
  }

  get isOpen(): boolean {
    return this.table !== undefined;
  }

  /** What the rows held, in places of the lines that they were. */
  end(found: Finding[]): void {
    this.table?.settle(this.found);
    for (const finding of this.found) {
      const [first, ...rest] = finding.pieces;
      found.push(
        Finding.over(finding.claim, [this.inLine(first), ...rest.map((one) => this.inLine(one))]),
      );
    }
    this.table = undefined;
    this.found.length = 0;
    this.segmentIds.length = 0;
    this.offsets.length = 0;
  }

  private startsByGaps(segment: Segment): boolean {
    const fields = segment.text.trim().split(BY_GAP);
    if (fields.length < FEWEST_COLUMNS) return false;
    const cells = Row.of(fields.map((text) => ({ ...segment, text })));
    const labels = fields.map((text) => labelOf(text, this.book.labels));
    if (!isHeader(cells, labels)) return false;
    this.row(segment, segment.text.split(BY_GAP));
    return true;
  }

  private row(segment: Segment, fields: readonly string[]): void {
    this.table ??= new Table(-1, this.book, this.asked);
    const row = this.rows++;
    const cells: Segment[] = [];
    let offset = 0;
    for (const field of fields) {
      offset = segment.text.indexOf(field, offset);
      if (field !== '' || cells.length > 0) {
        cells.push({
          ...segment,
          id: this.offsets.length,
          text: field,
          cell: { table: -1, row, column: cells.length },
        });
        this.segmentIds.push(segment.id);
        this.offsets.push(offset);
      }
      offset += field.length;
    }
    this.table.row(Row.of(cells), undefined, this.found);
  }

  private inLine({ segmentId, span }: Piece): Piece {
    const offset = this.offsets[segmentId] ?? 0;
    return {
      segmentId: this.segmentIds[segmentId] ?? 0,
      span: { start: span.start + offset, end: span.end + offset },
    };
  }
}
