import type { Cell, Location } from '../../core/segment.ts';
import type { Destination } from './destinations.ts';
import { type Anchored, Run } from './run.ts';

/** A paragraph, a cell or a property, before it has its number in the reading order. */
export interface Passage {
  readonly anchored: Anchored;
  readonly location: Location;
  readonly cell?: Cell;
}

interface Table {
  readonly id: number;
  row: number;
  column: number;
}

/** The text of one destination as it is collected: paragraphs, and the cells of tables. */
export class Flow {
  readonly paragraph = new Run();
  readonly #destination: Destination;
  readonly #label: string;
  readonly #newTable: () => number;
  /** By nesting level, from 1: the text of the cell that is open, and the table it belongs to. */
  readonly #open: Run[] = [];
  readonly #tables: (Table | undefined)[] = [];
  readonly #passages: Passage[] = [];
  /** Tables inside cells come after the text, so that the cells of a row stay together. */
  readonly #nested: Passage[] = [];
  #paragraphs = 0;

  constructor(destination: Destination, label: string, newTable: () => number) {
    this.#destination = destination;
    this.#label = label;
    this.#newTable = newTable;
  }

  /** The text of a shape. */
  get isBox(): boolean {
    return this.#destination.channel === 'text-box';
  }

  openGroup(): void {
    if (this.#destination.lists) this.paragraph.addBreak('\n');
  }

  endParagraph(inTable: boolean, level: number): void {
    if (inTable) {
      this.paragraph.addBreak('\n');
      this.#join(this.#cell(level));
      return;
    }
    for (const cell of this.#open.splice(0)) if (cell) this.#emit(cell.taken());
    this.#tables.length = 0;
    this.#emit(this.paragraph.taken());
  }

  endCell(level: number): void {
    const run = this.#cell(level);
    this.#join(run);
    const table = this.#table(level);
    const { id, row, column } = table;
    const location: Location = {
      channel: this.#destination.channel === 'body' ? 'table' : this.#destination.channel,
      part: this.#destination.part,
      address: `${this.#label}表 ${id + 1} 第 ${row + 1} 行第 ${column + 1} 列`,
    };
    const passage = { anchored: run.taken(), location, cell: { table: id, row, column } };
    if (passage.anchored.text.length > 0) (level > 1 ? this.#nested : this.#passages).push(passage);
    table.column++;
  }

  endRow(level: number): void {
    const table = this.#table(level);
    table.row++;
    table.column = 0;
    this.#tables.length = level + 1;
  }

  /** Everything collected, in reading order. */
  ended(): readonly Passage[] {
    this.endParagraph(false, 1);
    return [...this.#passages, ...this.#nested];
  }

  #cell(level: number): Run {
    this.#open[level] ??= new Run();
    return this.#open[level];
  }

  #join(cell: Run): void {
    cell.append(this.paragraph);
    this.paragraph.taken();
  }

  #table(level: number): Table {
    this.#tables[level] ??= { id: this.#newTable(), row: 0, column: 0 };
    return this.#tables[level];
  }

  #emit(anchored: Anchored): void {
    const number = ++this.#paragraphs;
    if (anchored.text.length === 0) return;
    const { channel, part } = this.#destination;
    const address = channel === 'body' ? `段落 ${number}` : this.#label.trim();
    this.#passages.push({ anchored, location: { channel, part, address } });
  }
}
