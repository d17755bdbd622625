import type { Finding } from '../core/finding.ts';
import type { Segment } from '../core/segment.ts';
import type { FieldKind, TableFacts } from '../core/table.ts';
import { aboutOf, isAnybodysAddress, type Subject } from './about.ts';
import { Column } from './column.ts';
import { labelOf } from './header.ts';
import type { Label } from './label-index.ts';
import { kindOf } from './labels.ts';
import type { RuleBook } from './rule-book.ts';

const WIDEST_HEAD = 64;
const WIDE_ENOUGH = 0.6;
const MANY = 1024;
const NAME = '名称';

/** The columns of a table under the header that stands over them now, and what earlier headers said. */
export class Columns {
  /** Whom the rows are about. */
  about: Subject;
  /** What stands in the first rows of a table without a header. */
  firstWords: readonly string[] = [];
  /** Rows since the last header. */
  rows = 0;
  private readonly table: number;
  private readonly book: RuleBook;
  private readonly all = new Map<number, Column>();
  /** Those that follow each other from the first on: every cell asks for its own. */
  private readonly first: Column[] = [];
  private headerRow: number | undefined;
  private readonly earlier: TableFacts[] = [];

  constructor(table: number, book: RuleBook) {
    this.table = table;
    this.book = book;
  }

  at(index: number): Column {
    return this.first[index] ?? this.added(index);
  }

  private added(index: number): Column {
    let column = this.all.get(index);
    if (!column) {
      column = new Column();
      this.all.set(index, column);
      if (index === this.first.length && index < MANY) this.first.push(column);
    }
    return column;
  }

  /** The column that a cell stands in, if anything is known of it. */
  of({ cell }: Segment): Column | undefined {
    const index = cell?.column ?? -1;
    return this.first[index] ?? this.all.get(index);
  }

  /** A header stands here; the findings of a table that it ends are settled. */
  head(
    cells: readonly Segment[],
    labels: readonly (Label | undefined)[],
    settled: Finding[],
  ): void {
    const isNext = this.rows > 0 && this.headerRow !== undefined;
    // The rows above a header that is repeated on every page stand under the first one all the same.
    if (isNext && this.isRepeated(cells)) return;
    if (isNext) {
      this.earlier.push(this.section);
      if (this.isTakenOver(cells)) {
        this.settle(settled);
        this.all.clear();
        this.first.length = 0;
      }
    }
    this.rows = 0;
    this.firstWords = [];
    for (let at = 0; at < cells.length; at++) this.headOne(cells[at] as Segment, labels[at]);
    this.headerRow = cells[0]?.cell?.row ?? this.headerRow;
    const heads = [...this.all.values()].flatMap(({ label }) => label ?? []);
    const namesPeople = heads.some(({ person }) => person);
    const kinds = heads
      .filter((one) => !one.payee && (namesPeople || !isAnybodysAddress(one)))
      .map(kindOf);
    const isOffices = heads.some(({ office }) => office);
    this.about = isOffices ? 'offices' : (aboutOf(new Set(kinds)) ?? this.aboutThings);
    for (const column of this.all.values()) column.forget();
  }

  /** A row that may be a header, though nobody knows its words. */
  mayHead(cells: readonly Segment[]): void {
    this.firstWords = [...this.firstWords, ...cells.map(({ text }) => text)];
  }

  /** Whether a header stands over them. */
  get isHeaded(): boolean {
    return this.headerRow !== undefined;
  }

  /** A table that starts without a header on a new page goes on under the old one. */
  continue(before: Columns): void {
    this.about = before.about;
    for (const [at, { label, headText }] of before.all) this.at(at).head(label, headText);
  }

  /** A header stands right above. */
  get isFresh(): boolean {
    return this.headerRow !== undefined && this.rows === 0;
  }

  /** A list of shops, sites or monuments: people have a 姓名, all else has a 名称. */
  private get aboutThings(): Subject {
    for (const { headText } of this.all.values()) if (headText.endsWith(NAME)) return 'offices';
    return undefined;
  }

  /** The findings that only whole columns decide about. */
  settle(found: Finding[]): void {
    const columns = [...this.all.values()];
    const isOfPeople = columns.some((column) => column.namesPeople(this.book));
    for (const column of columns)
      for (const finding of column.settle(this.book, isOfPeople)) found.push(finding);
  }

  /** What every header said about the rows below it. */
  get facts(): TableFacts[] {
    return [...this.earlier, this.section];
  }

  private get section(): TableFacts {
    const columns = new Map<number, FieldKind>();
    for (const [at, column] of this.all) {
      const kind = column.label ? kindOf(column.label) : column.mostly(this.book)?.id;
      if (kind !== undefined) columns.set(at, kind);
    }
    return { table: this.table, headerRow: this.headerRow, columns };
  }

  private headOne({ cell, text }: Segment, label: Label | undefined): void {
    if (!cell || text === '') return;
    const column = this.at(cell.column);
    // 身份证 over 号码: a header two rows deep says it only when read as one.
    const deep = column.headText && labelOf(column.headText + text, this.book.labels);
    column.head(deep || label || column.label, text);
    // A header cell merged over several columns heads each of them.
    const last = cell.column + Math.min(cell.columns ?? 1, WIDEST_HEAD);
    for (let covered = cell.column + 1; covered < last; covered++) {
      const other = this.at(covered);
      other.head(label ?? other.label, text);
    }
  }

  /** The same header again, as at the top of every page. */
  private isRepeated(cells: readonly Segment[]): boolean {
    return cells.every((cell) => cell.text === '' || cell.text === this.of(cell)?.headText);
  }

  /** Another table begins here: its header is as wide as the one above, or begins a row. */
  private isTakenOver(cells: readonly Segment[]): boolean {
    const filled = cells.reduce((sum, { text }) => (text === '' ? sum : sum + 1), 0);
    if (filled >= this.all.size * WIDE_ENOUGH) return true;
    const [first] = cells;
    return first !== undefined && first.text !== '' && first.cell?.column === 0;
  }
}
