import type { Cell } from '../../core/segment.ts';
import type { Leaf, Leaves, Token } from './leaves.ts';
import { columnsOf, type ObjectList } from './object-lists.ts';

/** A list of objects as a table: the keys of its first object stand before its rows once more, as a header. */
interface Table extends ObjectList {
  readonly columns: ReadonlyMap<string, number>;
  readonly heads: readonly Token[];
  /** The segment of its first head. */
  readonly firstId: number;
}

/** What a segment says: a leaf with its key, a cell without, or the head of a column. */
export interface Entry extends Leaf {
  readonly cell: Cell | undefined;
  /** Of a head: all keys that it stands for, which are masked with it. */
  readonly same: readonly Token[];
}

/** Segments of a JSON text: its leaves, and the heads of its tables before them. */
export class Entries {
  readonly count: number;
  readonly #leaves: Leaves;
  readonly #text: string;
  readonly #tables: readonly Table[];
  readonly #firstIds: readonly number[];

  constructor(leaves: Leaves, text: string) {
    this.#leaves = leaves;
    this.#text = text;
    let heads = 0;
    this.#tables = leaves.lists.flatMap((list): Table[] => {
      const columns = columnsOf(list, (leaf) => leaves.at(leaf), text);
      if (!columns) return [];
      const firstId = list.first + heads;
      heads += columns.size;
      const keys = Array.from({ length: columns.size }, () => undefined as Token | undefined);
      for (let leaf = list.first; leaf < (list.rows[1] ?? list.end); leaf++) {
        const { key, value } = leaves.at(leaf);
        const column = key && value && columns.get(text.slice(...key));
        if (column !== undefined) keys[column] = key;
      }
      return [{ ...list, columns, heads: keys.filter((key) => key !== undefined), firstId }];
    });
    this.#firstIds = this.#tables.map(({ firstId }) => firstId);
    this.count = leaves.count + heads;
  }

  at(id: number): Entry {
    const number = lastAtOrBelow(this.#firstIds, id);
    const table = this.#tables[number];
    if (!table) return { ...this.#leaves.at(id), cell: undefined, same: [] };
    const within = id - table.firstId;
    const head = table.heads[within];
    if (head) {
      const cell = { table: number, row: 0, column: within };
      return { key: undefined, value: head, cell, same: this.#sameAs(head, table) };
    }
    // Behind a table too: every leaf there comes as many segments later as there were heads.
    const leaf = table.first + within - table.heads.length;
    const { key, value } = this.#leaves.at(leaf);
    const column = key && value && table.columns.get(this.#text.slice(...key));
    if (leaf >= table.end || column === undefined) return { key, value, cell: undefined, same: [] };
    const row = 1 + lastAtOrBelow(table.rows, leaf);
    return { key: undefined, value, cell: { table: number, row, column }, same: [] };
  }

  #sameAs(head: Token, { first, end }: Table): Token[] {
    const name = this.#text.slice(...head);
    const same: Token[] = [];
    for (let leaf = first; leaf < end; leaf++) {
      const { key } = this.#leaves.at(leaf);
      if (key && this.#text.slice(...key) === name) same.push(key);
    }
    return same;
  }
}

/** The index of the last number at or below `wanted` in a rising list; -1 when all are above. */
function lastAtOrBelow(numbers: readonly number[], wanted: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] as number) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
