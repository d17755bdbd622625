import type { Cell, Channel, UnseenSpan } from '../../core/segment.ts';
import type { Chunk } from './chunks.ts';
import type { Char } from './lines.ts';
import { type Band, type Block, meets, type TableCell } from './tables.ts';

/** The text of a segment, and for each of its characters the glyphs that draw it. */
export interface ReadSegment {
  readonly text: string;
  readonly channel: Channel;
  readonly part: string;
  readonly address: string;
  readonly cell: Cell | undefined;
  /** The rest of a cell that began on the page before: it belongs to the segment of that cell. */
  readonly continues: boolean;
  readonly unseen?: readonly UnseenSpan[];
  /** As long as `text`; nothing where a space or a line end stands for a gap. */
  readonly chars: readonly (Char | undefined)[];
}

/** A gap wider than this part of the font size reads as a space. */
const SPACE = 0.2;
/** Tables further from the top of the page than so many lines do not go on from the page before. */
const LINES_BEFORE_CONTINUATION = 3;

/** Turns blocks into segments and lets a table run on over pages. One for a whole document. */
export class Reading {
  private tables = 0;
  private rows = 0;
  private columns: readonly Band[] = [];
  /** The text of the first row of the table, to know it when the next page repeats it. */
  private header = '';
  /** The columns that the last row so far has. */
  private lastRow: ReadonlySet<number> = new Set();

  /** The segments of one page, or of one stream that no page shows, one after another. */
  *read(
    blocks: readonly Block[],
    channel: Channel,
    part: string,
    continues: boolean,
  ): Generator<ReadSegment> {
    let lines = 0;
    let first = continues;
    for (const block of blocks) {
      if (block.kind === 'line') {
        const place = { channel, part, address: `第 ${++lines} 行` };
        yield { ...textOf([block.chunk]), ...place, cell: undefined, continues: false };
        continue;
      }
      const goesOn = first && lines <= LINES_BEFORE_CONTINUATION && this.fits(block.columns);
      first = false;
      if (!goesOn) this.begin(block.columns);
      yield* this.readTable(block.cells, block.columns, channel, part);
    }
  }

  private begin(columns: readonly Band[]): void {
    this.tables++;
    this.rows = 0;
    this.columns = columns;
    this.header = '';
    this.lastRow = new Set();
  }

  /** The same columns at the same places: the table of the last page goes on. */
  private fits(columns: readonly Band[]): boolean {
    if (this.tables === 0 || columns.length < 2) return false;
    const places = columns.map((column) => this.columnsAt(column));
    return (
      places.every((found) => found.length === 1) && new Set(places.flat()).size === places.length
    );
  }

  private columnsAt(column: Band): number[] {
    return this.columns.flatMap((known, index) => (meets(known, column) ? [index] : []));
  }

  private *readTable(
    cells: readonly TableCell[],
    columns: readonly Band[],
    channel: Channel,
    part: string,
  ): Generator<ReadSegment> {
    const columnOf = ({ column }: TableCell): number =>
      columns === this.columns ? column : (this.columnsAt(columns[column] as Band)[0] ?? column);
    const place = { channel: channel === 'body' ? 'table' : channel, part, address: '' } as const;
    let isTop = true;
    for (const row of rowsOf(cells)) {
      const texts = row.map(({ chunks }) => textOf(chunks));
      const inRow = row.map(columnOf);
      const line = texts.map(({ text }) => text).join('\t');
      const continues = isTop && this.isRestOfRow(inRow);
      if (!continues) this.rows++;
      this.header ||= line;
      for (const [index, text] of texts.entries()) {
        const cell = {
          table: this.tables - 1,
          row: this.rows - 1,
          column: inRow[index] as number,
        };
        yield { ...text, ...place, cell, continues };
      }
      // The rest of a row can also follow a head that the new page repeats.
      isTop &&= line === this.header;
      // A head says nothing in numbers; a table may begin without one.
      if (!continues && (line !== this.header || NUMBER.test(line))) this.lastRow = new Set(inRow);
    }
  }

  /**
   * A row that a page break cut in two: the rest has some of the columns of the row before and not
   * the first. Only the first row of a page can be one, or the first after a repeated head.
   */
  private isRestOfRow(columns: readonly number[]): boolean {
    if (this.lastRow.size === 0 || columns.length >= this.lastRow.size) return false;
    return (
      !columns.includes(Math.min(...this.lastRow)) && columns.every((one) => this.lastRow.has(one))
    );
  }
}

/** The cells come row by row. */
function* rowsOf(cells: readonly TableCell[]): Generator<TableCell[]> {
  let row: TableCell[] = [];
  for (const cell of cells) {
    if (row[0] && row[0].row !== cell.row) {
      yield row;
      row = [];
    }
    row.push(cell);
  }
  if (row.length > 0) yield row;
}

const startsLine = (before: Char, char: Char): boolean =>
  Math.abs(before.baseline - char.baseline) > 0.5 * char.size && before.right > char.left;

const HAN = /\p{Script=Han}/u;
const NUMBER = /\d{4}/;

/**
 * Whether a line ended only because the cell was full: then 身份证 and 号 are one word. Digits keep
 * their line end, for two numbers that fill a cell look just like one that is wrapped.
 */
function isWrapped(before: Char, chars: readonly Char[], at: number, box: Chunk['box']): boolean {
  const char = chars[at] as Char;
  if (!box || !(HAN.test(before.text) || HAN.test(char.text))) return false;
  return box.right - before.right < endOfWord(chars, at) - char.left + char.size;
}

/** Letters and digits move to the next line together. */
function endOfWord(chars: readonly Char[], from: number): number {
  let at = from;
  const { baseline } = chars[from] as Char;
  while (
    isPartOfWord(chars[at]) &&
    chars[at + 1]?.baseline === baseline &&
    isPartOfWord(chars[at + 1])
  )
    at++;
  return (chars[at] as Char).right;
}

const WORD = /^[A-Za-z0-9]$/;
const isPartOfWord = (char: Char | undefined): boolean =>
  char !== undefined && WORD.test(char.text);

/** Joins the lines of a cell with line ends, and puts a space where a reader sees one. */
function textOf(chunks: TableCell['chunks']): Pick<ReadSegment, 'text' | 'chars'> {
  const pieces: string[] = [];
  const chars: (Char | undefined)[] = [];
  const put = (piece: string, char: Char | undefined): void => {
    pieces.push(piece);
    for (let index = 0; index < piece.length; index++) chars.push(char);
  };
  let before: Char | undefined;
  for (const chunk of chunks) {
    for (let at = 0; at < chunk.chars.length; at++) {
      const char = chunk.chars[at] as Char;
      if (before && startsLine(before, char)) {
        if (!isWrapped(before, chunk.chars, at, chunk.box)) put('\n', undefined);
      } else if (before && (char.spaced || char.left - before.right > SPACE * char.size))
        put(' ', undefined);
      put(char.text, char);
      before = char;
    }
  }
  return { text: pieces.join(''), chars };
}
