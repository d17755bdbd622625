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

  /** The segments of one page, or of one stream that no page shows. */
  read(
    blocks: readonly Block[],
    channel: Channel,
    part: string,
    continues: boolean,
  ): ReadSegment[] {
    const segments: ReadSegment[] = [];
    let lines = 0;
    let first = continues;
    for (const block of blocks) {
      if (block.kind === 'line') {
        segments.push({
          ...textOf([block.chunk]),
          channel,
          part,
          address: `第 ${++lines} 行`,
          cell: undefined,
          continues: false,
        });
        continue;
      }
      const goesOn = first && lines <= LINES_BEFORE_CONTINUATION && this.fits(block.columns);
      first = false;
      if (!goesOn) this.begin(block.columns);
      segments.push(...this.readTable(block.cells, block.columns, channel, part));
    }
    return segments;
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

  private readTable(
    cells: readonly TableCell[],
    columns: readonly Band[],
    channel: Channel,
    part: string,
  ): ReadSegment[] {
    const columnOf = ({ column }: TableCell): number =>
      columns === this.columns ? column : (this.columnsAt(columns[column] as Band)[0] ?? column);
    const segments: ReadSegment[] = [];
    for (const row of Map.groupBy(cells, (cell) => cell.row).values()) {
      const texts = row.map(({ chunks }) => textOf(chunks));
      const continues = this.isRestOfRow(row.map(columnOf), segments, texts);
      if (!continues) this.rows++;
      this.header ||= texts.map(({ text }) => text).join('\t');
      for (const [index, cell] of row.entries()) {
        const column = columnOf(cell);
        segments.push({
          ...(texts[index] as ReturnType<typeof textOf>),
          channel: channel === 'body' ? 'table' : channel,
          part,
          address: '',
          cell: { table: this.tables - 1, row: this.rows - 1, column },
          continues,
        });
      }
      if (!continues && texts.map(({ text }) => text).join('\t') !== this.header)
        this.lastRow = new Set(row.map(columnOf));
    }
    return segments;
  }

  /**
   * A row that a page break cut in two: the rest has some of the columns of the row before and not
   * the first. Only the first row of a page can be one, or the first after a repeated head.
   */
  private isRestOfRow(
    columns: readonly number[],
    before: readonly ReadSegment[],
    texts: readonly { readonly text: string }[],
  ): boolean {
    if (before.length > this.lastRow.size) return false;
    const isFirst =
      before.length === 0 || before.map(({ text }) => text).join('\t') === this.header;
    if (!isFirst || this.lastRow.size === 0 || texts.length >= this.lastRow.size) return false;
    return (
      !columns.includes(Math.min(...this.lastRow)) && columns.every((one) => this.lastRow.has(one))
    );
  }
}

const startsLine = (before: Char, char: Char): boolean =>
  Math.abs(before.baseline - char.baseline) > 0.5 * char.size && before.right > char.left;

const HAN = /\p{Script=Han}/u;

/**
 * Whether a line ended only because the cell was full: then 身份证 and 号 are one word. Digits keep
 * their line end, for two numbers that fill a cell look just like one that is wrapped.
 */
function isWrapped(before: Char, char: Char, box: Chunk['box']): boolean {
  if (!box || !(HAN.test(before.text) || HAN.test(char.text))) return false;
  return box.right - before.right < char.right - char.left + char.size;
}

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
    for (const char of chunk.chars) {
      if (before && startsLine(before, char)) {
        if (!isWrapped(before, char, chunk.box)) put('\n', undefined);
      } else if (before && (char.spaced || char.left - before.right > SPACE * char.size))
        put(' ', undefined);
      put(char.text, char);
      before = char;
    }
  }
  return { text: pieces.join(''), chars };
}
