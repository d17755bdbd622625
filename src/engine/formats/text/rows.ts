import type { Cell } from '../../core/segment.ts';
import type { Span } from '../../core/span.ts';
import type { Lines } from '../shared/lines.ts';
import { OffsetList } from '../shared/offset-list.ts';
import { gapRowsAt } from './gap-rows.ts';

/** One segment of a text: a line, or a field of a line that is a row of a table. */
export interface Unit extends Span {
  readonly line: number;
  readonly cell?: Cell;
}

/** The lines of a text, those that make up tables in fields. */
export interface Units {
  readonly count: number;
  at(id: number): Unit;
}

/** What parts columns, the surest first; blanks in a row as in a list of fixed width. */
const PARTS = [/\t/g, /[|｜│┃║]/g, /,/g];
const [BY_TAB, BY_BAR] = PARTS;
/** A wide blank between wide digits parts the groups of a number. */
const GAP = /\t| {2,}|\u3000(?!(?<=[０-９]\u3000)[０-９])\u3000*/g;
const FEWEST_COLUMNS = 3;
/** One tab a line may also be a number that somebody lined up. */
const FEWEST_TAB_COLUMNS = 2;
const FEWEST_ROWS = 3;
const FEWEST_TAB_ROWS = 2;
/** No row of a table is longer, and none of its fields. */
const LONGEST_ROW = 1000;
const LONGEST_FIELD = 80;
/** 联系人：林某　　电话：… is a line of a form, in which no column has a header; a sentence ends. */
const IS_NO_ROW = /\p{Script=Han}\s?[:：]|[。；！？]|;\s/u;
/** Between bars 台胞证： heads a column. */
const IS_NO_ROW_OF_BARS = /\p{Script=Han}\s?[:：](?!\s*(?:[|｜│┃║]|$))|[。；！？]/u;
const BOXED = /^\s*[|｜│┃║].*[|｜│┃║]\s*$/;
const SENTENCE_ENDS = /[。；！？]/;
const FEWEST_BARS = /(?:[|｜│┃║].*){3}/;
const BLANKS = ' \u3000';
const MAY_BE_ROW = /[\t|｜│┃║,]| {2}|\u3000/;

/** Consecutive lines with as many columns each are rows of one table. */
export function unitsOf(text: string, lines: Lines): Units {
  const fields = new FieldList();
  let tables = 0;
  for (let line = 0; line < lines.count; ) {
    const block = blockAt(text, lines, line);
    if (block.length === 0) {
      fields.add(line, -1, 0, lines.span(line));
      line++;
      continue;
    }
    for (const row of block) {
      for (const [column, span] of row.entries()) fields.add(line, tables, column, span);
      line++;
    }
    tables++;
  }
  return fields;
}

/** The rows of the table that begins at a line; none when none does. */
function blockAt(text: string, lines: Lines, first: number): Span[][] {
  if (!MAY_BE_ROW.test(lineOf(text, lines, first))) return [];
  for (const part of PARTS) {
    const isByTab = part === BY_TAB;
    const least = isByTab ? FEWEST_TAB_COLUMNS : FEWEST_COLUMNS;
    const rows: Span[][] = [];
    for (let line = first; line < lines.count; line++) {
      const row = fieldsOf(text, lines.span(line), part);
      const width = rows[0]?.length ?? row.length;
      if (row.length < least || (row.length !== width && !isByTab)) break;
      rows.push(row);
    }
    if (rows.length >= FEWEST_ROWS || (isByTab && isWide(rows))) return rows;
  }
  const isBarred = (line: number) => FEWEST_BARS.test(lineOf(text, lines, line));
  const mayBeBarred = isBarred(first);
  // A table between bars is another one.
  const fieldsIn = (line: number) =>
    mayBeBarred || !isBarred(line) ? fieldsOf(text, lines.span(line), GAP) : [];
  const byGap = gapRowsAt({ text, count: lines.count, fieldsOf: fieldsIn }, first);
  return byGap.length >= FEWEST_ROWS ? byGap : [];
}

const isWide = (rows: readonly Span[][]): boolean =>
  rows.length >= FEWEST_TAB_ROWS && rows.every(({ length }) => length >= FEWEST_COLUMNS);

const lineOf = (text: string, lines: Lines, line: number): string => {
  const { start, end } = lines.span(line);
  return text.slice(start, Math.min(end, start + LONGEST_ROW));
};

/** The fields of a line, without the blanks around it; none where it is too long for a row. */
function fieldsOf(text: string, { start, end }: Span, part: RegExp): Span[] {
  if (end - start > LONGEST_ROW) return [];
  const line = text.slice(start, end);
  if (isNoRow(line, part)) return [];
  const from = part === BY_TAB ? 0 : line.length - line.trimStart().length;
  const to = part === BY_TAB ? line.length : line.trimEnd().length;
  const fields: Span[] = [];
  let at = from;
  for (const { 0: sign, index } of line.slice(0, to).matchAll(part)) {
    if (index < from) continue;
    fields.push(trimmed(line, { start: at, end: index }, start));
    at = index + sign.length;
  }
  fields.push(trimmed(line, { start: at, end: to }, start));
  return fields.some((field) => field.end - field.start > LONGEST_FIELD) ? [] : fields;
}

function isNoRow(line: string, part: RegExp): boolean {
  if (part !== BY_BAR) return IS_NO_ROW.test(line);
  return BOXED.test(line) ? SENTENCE_ENDS.test(line) : IS_NO_ROW_OF_BARS.test(line);
}

/** A field without the blanks around it, in places of the whole text. */
function trimmed(line: string, { start, end }: Span, offset: number): Span {
  let from = start;
  let to = end;
  while (from < to && BLANKS.includes(line[from] as string)) from++;
  while (to > from && BLANKS.includes(line[to - 1] as string)) to--;
  return { start: offset + from, end: offset + to };
}

/** Numbers, not objects: a long text has a million lines. */
class FieldList implements Units {
  private readonly starts = new OffsetList();
  private readonly ends = new OffsetList();
  private readonly lines = new OffsetList();
  /** 0 for a line, 1 + the table for a field. */
  private readonly tables = new OffsetList();
  private readonly columns = new OffsetList();

  add(line: number, table: number, column: number, { start, end }: Span): void {
    this.starts.push(start);
    this.ends.push(end);
    this.lines.push(line);
    this.tables.push(table + 1);
    this.columns.push(column);
  }

  get count(): number {
    return this.starts.length;
  }

  at(id: number): Unit {
    const line = this.lines.at(id);
    const table = this.tables.at(id) - 1;
    const unit = { start: this.starts.at(id), end: this.ends.at(id), line };
    return table < 0 ? unit : { ...unit, cell: { table, row: line, column: this.columns.at(id) } };
  }
}
